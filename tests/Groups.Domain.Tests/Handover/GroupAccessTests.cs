using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Tests.Handover;

public sealed class GroupAccessTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 8, 3, 9, 0);

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task An_ended_account_opens_nothing_whatever_duties_its_person_still_holds(DataProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var group = await HandoverGroup.StoreAsync(database, Now);
        var peer = await HandoverGroup.PeerAsync(database, group.Jean, Now);
        await database.Factory.WriteAsync(db => Task.FromResult(db.Add(new DutyHolding(group.Id, Duty.Lead, group.Jean.Id, null, Now))));
        await using (var before = database.Open())
        {
            (await GroupAccess.FindAsync(before, peer, group.Id))!.MayTapNames.ShouldBeTrue();
            (await GroupAccess.GroupsOf(before, peer).CountAsync()).ShouldBe(1);
        }

        await database.Factory.WriteAsync(async db => (await db.Accounts.SingleAsync(a => a.Id == peer.AccountId)).End(Now));
        await using var after = database.Open();
        (await GroupAccess.FindAsync(after, peer, group.Id)).ShouldBeNull();
        (await GroupAccess.GroupsOf(after, peer).CountAsync()).ShouldBe(0);
    }
}
