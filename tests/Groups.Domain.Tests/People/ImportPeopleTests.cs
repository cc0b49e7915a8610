using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Domain.Membership;
using Groups.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace Groups.Domain.Tests.People;

public sealed class ImportPeopleTests
{
    private const string Csv = """
        Name,Mobile,Email,Language,Safe ways,Safe hours,Notes for access
        Ruth,07700 900123,ruth@example.org,English,"text, email",after 6pm,Walks with a stick
        Amina,+44 7700 900124,,Arabic,call,,
        Agnes,,,,,,
        Mary,07700 900125,,,text,,
        Mary,,,,,,
        Tam,07700900123,,,,,
        """;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task A_second_import_of_the_same_file_adds_nobody(DataProvider provider)
    {
        await using var there = await PeopleFixture.StartAsync(provider);

        var first = await there.Import.RunAsync(there.Viewer, there.Group.Id, PeopleFixture.File(Csv), onlyGood: false, dryRun: false, Stop);
        var second = await there.Import.RunAsync(there.Viewer, there.Group.Id, PeopleFixture.File(Csv), onlyGood: false, dryRun: false, Stop);

        (first.Added, first.AlreadyThere).ShouldBe((6, 0));
        (second.Added, second.Joined, second.AlreadyThere).ShouldBe((0, 0, 6));
        await using var db = there.Database.Open();
        (await db.People.CountAsync(Stop)).ShouldBe(6);
        (await db.Members.CountAsync(Stop)).ShouldBe(6);
    }

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task Safe_ways_in_the_file_are_the_yes_and_without_them_there_is_none(DataProvider provider)
    {
        await using var there = await PeopleFixture.StartAsync(provider);
        await there.Import.RunAsync(there.Viewer, there.Group.Id, PeopleFixture.File(Csv), onlyGood: false, dryRun: false, Stop);

        await using var db = there.Database.Open();
        var people = await db.People.Include(p => p.Contacts).ToListAsync(Stop);
        var ruth = people.Single(p => p.Name == "Ruth");
        ruth.Consent!.Wording.ShouldBe(ConsentWords.FromFile);
        ruth.SafeWays().Select(w => w.Way).ShouldBe([ContactWay.Text, ContactWay.Email]);
        ruth.SafeContact.From.ShouldBe(new NodaTime.LocalTime(18, 0));
        var tam = people.Single(p => p.Name == "Tam");
        tam.Consent.ShouldBeNull();
        tam.SafeWays().ShouldBeEmpty();
        (await db.Members.AllAsync(m => !m.Welcome, Stop)).ShouldBeTrue();
        (await db.Messages.CountAsync(Stop)).ShouldBe(0);
    }

    [Fact]
    public async Task One_bad_row_keeps_all_out_unless_the_good_ones_are_asked_for()
    {
        await using var there = await PeopleFixture.StartAsync();
        var file = PeopleFixture.File("Name,Mobile\nRuth,07700 900123\nTam,not a number\n");

        (await there.Import.RunAsync(there.Viewer, there.Group.Id, file, onlyGood: false, dryRun: false, Stop)).Saved.ShouldBeFalse();
        await using (var db = there.Database.Open())
        {
            (await db.People.CountAsync(Stop)).ShouldBe(0);
        }

        var good = await there.Import.RunAsync(there.Viewer, there.Group.Id, file, onlyGood: true, dryRun: false, Stop);
        good.Saved.ShouldBeTrue();
        good.Added.ShouldBe(1);
        good.Bad.Single().Line.ShouldBe(3);
    }

    [Fact]
    public async Task A_dry_run_says_the_same_and_saves_nothing()
    {
        await using var there = await PeopleFixture.StartAsync();
        var outcome = await there.Import.RunAsync(there.Viewer, there.Group.Id, PeopleFixture.File(Csv), onlyGood: false, dryRun: true, Stop);
        (outcome.Added, outcome.Saved).ShouldBe((6, false));
        await using var db = there.Database.Open();
        (await db.People.CountAsync(Stop)).ShouldBe(0);
    }

    [Fact]
    public async Task Somebody_from_another_group_of_the_worker_joins_and_a_strangers_person_does_not()
    {
        await using var there = await PeopleFixture.StartAsync();
        var other = new Account("Moira", "moira@example.org", Post.Worker, null, there.Clock.GetCurrentInstant());
        await there.Database.Factory.WriteAsync(db => Task.FromResult(db.Accounts.Add(other)), Stop);
        var walk = await there.AnotherGroupAsync(there.Worker.Id);
        var strange = await there.AnotherGroupAsync(other.Id);
        await there.Add.RunAsync(there.Viewer, walk.Id, PeopleFixture.Person("Ruth", "07700 900123"), new(true, false), false, Stop);
        await there.Add.RunAsync(Viewer.OfAccount(other.Id, null), strange.Id, PeopleFixture.Person("Amina", "07700 900124"), new(true, false), false, Stop);

        var outcome = await there.Import.RunAsync(there.Viewer, there.Group.Id,
            PeopleFixture.File("Name,Mobile\nruth,07700900123\nAmina,07700 900124\n"), onlyGood: false, dryRun: false, Stop);

        outcome.Rows.Select(r => r.Outcome).ShouldBe([JoinOutcome.Joined, JoinOutcome.Added]);
    }

    [Fact]
    public async Task Nobody_but_a_worker_of_the_group_imports()
    {
        await using var there = await PeopleFixture.StartAsync();
        await Should.ThrowAsync<NotFoundException>(() => there.Import.RunAsync(
            Viewer.OfAccount(Guid.NewGuid(), null), there.Group.Id, PeopleFixture.File(Csv), onlyGood: false, dryRun: true, Stop));
    }

    [Theory]
    [InlineData(DataProvider.Sqlite)]
    [InlineData(DataProvider.Postgres)]
    public async Task Two_imports_of_one_file_at_once_add_everybody_once(DataProvider provider)
    {
        await using var there = await PeopleFixture.StartAsync(provider);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
            there.Import.RunAsync(there.Viewer, there.Group.Id, PeopleFixture.File(Csv), onlyGood: false, dryRun: false, Stop))));
        await using var db = there.Database.Open();
        (await db.People.CountAsync(Stop)).ShouldBe(6);
    }
}
