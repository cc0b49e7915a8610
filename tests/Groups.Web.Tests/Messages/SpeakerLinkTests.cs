using Groups.Domain.Data;
using Groups.Domain.Messaging;
using Groups.Domain.Sessions;
using Groups.Web.Tests.Sessions;
using Microsoft.EntityFrameworkCore;

namespace Groups.Web.Tests.Messages;

public sealed class SpeakerLinkTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_speaker_who_never_joined_has_no_page_so_no_list_of_messages_links_there()
    {
        await using var site = await SessionsSite.StartAsync();
        var session = await site.NextWeekAsync();
        var zelda = await site.Cafe.JoinAsync("Zelda", "+447700900171");
        await site.App.Get<InviteSpeaker>().RunAsync(site.Cafe.Worker, session, "Moira", null, "Sleep", new SpeakerReach("07700 900174", true), Stop);
        await site.App.Database.Factory.WriteAsync(db => Replan.GroupAsync(db, site.Cafe.Id, site.App.Clock.GetCurrentInstant(), Stop), Stop);
        await using var db = site.App.Database.Open();
        var moira = (await db.Sessions.SingleAsync(s => s.Id == session, Stop)).SpeakerId;

        await LooksRightAsync($"/sessions/{session}/messages", zeldaToo: true);
        await LooksRightAsync("/messages", zeldaToo: false);
        var now = site.App.Clock.GetCurrentInstant();
        await db.Messages.Where(m => m.SessionId == session).ExecuteUpdateAsync(
            set => set.SetProperty(m => m.State, MessageState.ToPhone).SetProperty(m => m.ChangedAt, now), Stop);
        foreach (var path in new[] { "/messages/calls", $"/sessions/{session}/messages", "/" })
        {
            await LooksRightAsync(path, zeldaToo: true);
        }

        async Task LooksRightAsync(string path, bool zeldaToo)
        {
            var page = await site.Worker.GetStringAsync(path, Stop);
            page.ShouldContain("Moira");
            page.ShouldNotContain($"/people/{moira}");
            if (zeldaToo)
            {
                page.ShouldContain($"/people/{zelda}");
            }
        }
    }
}
