using System.Globalization;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Domain.Data.Sealing;
using Groups.Domain.Handover;
using Groups.Domain.Handover.Votes;
using Groups.Domain.Messaging;
using Groups.Domain.Sessions;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Tests.Handover.Votes;

/// <summary>Two worlds that differ only in who voted what, with the same totals, cannot be told apart by anybody who reads every table.</summary>
public sealed partial class VoteSecrecyTests(ITestOutputHelper output)
{
    private enum VotesBy
    {
        Page,
        Text,
        Call,
    }

    [Fact]
    public void On_sqlite_counts_are_right_and_no_ballot_can_be_linked_to_a_person() => Check(DataProvider.Sqlite, 12);

    [Fact]
    public void On_postgres_counts_are_right_and_no_ballot_can_be_linked_to_a_person() => Check(DataProvider.Postgres, 4);

    private void Check(DataProvider provider, int histories)
    {
        var seed = Environment.GetEnvironmentVariable("GROUPS_SEED") is { } given ? ulong.Parse(given, CultureInfo.InvariantCulture) : (ulong)Random.Shared.NextInt64();
        output.WriteLine($"GROUPS_SEED={seed}");
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), number => Task.Run(() => HoldsAsync(provider, number)).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithReplay(seed, 4711).WithMaxTest(histories).WithQuietOnSuccess(true));
    }

    private static async Task HoldsAsync(DataProvider provider, int number)
    {
        var random = new Random(number);
        var ways = Enumerable.Range(0, random.Next(2, 7)).Select(_ => (VotesBy)random.Next(3)).ToArray();
        var first = ways.Select(way => (Ballot)random.Next(way == VotesBy.Page ? 3 : 2)).ToArray();

        // the same totals, given to others: yes and no change hands, "I don't mind" only where there is a way to say it
        var second = first.ToArray();
        var places = Enumerable.Range(0, ways.Length).Where(i => first[i] != Ballot.DontMind).ToArray();
        var shuffled = places.Select(i => first[i]).ToArray();
        random.Shuffle(shuffled);
        foreach (var (place, ballot) in places.Zip(shuffled))
        {
            second[place] = ballot;
        }

        // everybody once, some again; in any order
        var order = Enumerable.Range(0, ways.Length).Concat(Enumerable.Range(0, ways.Length).Where(_ => random.Next(3) == 0)).ToArray();
        random.Shuffle(order);
        var one = await LiveAsync(provider, ways, first, order);
        var other = await LiveAsync(provider, ways, second, order);
        one.ShouldBe(other);
    }

    /// <summary>A vote from its opening to its end; what every table held while it was open and after.</summary>
    private static async Task<string> LiveAsync(DataProvider provider, VotesBy[] ways, Ballot[] ballots, int[] order)
    {
        using var transport = RecordingTransport.ForTexts;
        await using var world = await MessageWorld.CreateAsync(provider, transport);
        var people = new List<Guid>();
        for (var i = 0; i < ways.Length; i++)
        {
            people.Add(await world.PersonAsync($"Person {i}", ways[i] == VotesBy.Text ? Mobile(i) : null, call: ways[i] == VotesBy.Call ? Mobile(i) : null));
        }

        var session = await world.SessionAsync(day: 12);
        await world.Database.Factory.WriteAsync(db => db.Groups.ExecuteUpdateAsync(g => g.SetProperty(x => x.Stage, Stage.StandingBy)));
        var change = await world.Get<ProposeStage>().RunAsync(world.Cafe.Worker, world.Cafe.Id, Stage.SelfRun);
        var vote = await world.Get<OpenVote>().RunAsync(world.Cafe.Worker, change, VoteWay.Secret);
        await world.DispatchAsync();
        var questions = (await world.MessagesAsync()).Where(m => m.Kind == MessageKind.Vote).ToDictionary(m => m.PersonId, m => m.Id);

        var voted = new HashSet<int>();
        foreach (var (place, i) in order.Select((i, place) => (place, i)))
        {
            world.Clock.Advance(Duration.FromMinutes(1));
            // a second vote says the opposite, and changes nothing
            var ballot = voted.Add(i) ? ballots[i] : ballots[i] == Ballot.Yes ? Ballot.No : Ballot.Yes;
            await SayAsync(world, ways[i], vote.Id, people[i], questions.GetValueOrDefault(people[i]), ballot, Mobile(i), $"SM{place}");
        }

        var known = people.Select((id, i) => (id, $"person {i}")).Concat([(session, "session"), (change, "change"), (vote.Id, "vote"), (world.Cafe.Id, "group"), (world.Cafe.WorkerAccount, "worker")])
            .Concat(questions.Select(q => (q.Value, $"question to {people.IndexOf(q.Key)}"))).ToDictionary(k => k.Item1, k => k.Item2);
        var open = await DumpAsync(world.Database, known);
        await world.Get<CloseVote>().RunAsync(world.Cafe.Worker, vote.Id);
        await using var db = world.Database.Open();
        var closed = await db.Votes.AsNoTracking().SingleAsync();
        (closed.Counts(world.Now) ?? new(0, 0, 0)).ShouldBe(
            new VoteCounts(ballots.Count(b => b == Ballot.Yes), ballots.Count(b => b == Ballot.No), ballots.Count(b => b == Ballot.DontMind)));
        return $"{open}\n\n{await DumpAsync(world.Database, known)}";
    }

    private static async Task SayAsync(MessageWorld world, VotesBy way, Guid vote, Guid person, Guid question, Ballot ballot, string mobile, string provider)
    {
        switch (way)
        {
            case VotesBy.Text:
                await world.ReplyAsync(ballot == Ballot.Yes ? "YES" : "no thanks", mobile, provider);
                break;
            case VotesBy.Call:
                await world.Get<AnswerGroup>().RunAsync(Viewer.Program, question, ballot == Ballot.Yes, AnswerSource.Call);
                break;
            default:
                try
                {
                    await world.Get<CastVote>().RunAsync(Viewer.OfParticipant(person), vote, person, ballot);
                }
                catch (RuleViolation told)
                {
                    told.Message.ShouldBe(CastVote.Already);
                }

                break;
        }
    }

    /// <summary>Every row of every table in a fixed order; ids by what they stand for, and others, which are drawn by lot, as a sign.</summary>
    private static async Task<string> DumpAsync(TestDatabase database, Dictionary<Guid, string> known)
    {
        await using var db = database.Open();
        var lines = new List<string>();
        await db.Database.OpenConnectionAsync();
        foreach (var table in db.Model.GetEntityTypes().Select(t => t.GetTableName()).OfType<string>().Distinct().Order(StringComparer.Ordinal))
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var reader = await command.ExecuteReaderAsync();
            var rows = new List<string>();
            while (await reader.ReadAsync())
            {
                rows.Add($"{table}: {string.Join(", ", Enumerable.Range(0, reader.FieldCount).Select(i => $"{reader.GetName(i)}={(IsByLot(table, reader.GetName(i)) ? "#" : Shown(reader.GetValue(i), known))}"))}");
            }

            lines.AddRange(rows.Order(StringComparer.Ordinal));
        }

        return string.Join('\n', lines);
    }

    /// <summary>The stamp of an account is drawn by lot; lines of the audit record are of the world before the vote, which is made by the machine's own clock.</summary>
    private static bool IsByLot(string table, string column) => column == "Stamp" || (table, column) == ("AuditEntries", "At");

    private static string Shown(object value, Dictionary<Guid, string> known) => value switch
    {
        Guid id => known.GetValueOrDefault(id, "#"),
        byte[] bytes => $"{bytes.Length} bytes",
        string text when Sealer.IsSealed(text) => Shown(new Sealer(TestKeys.Keys, TestKeys.Keys.NewestId).Open(text), known),
        _ => AnyId().Replace(Convert.ToString(value, CultureInfo.InvariantCulture)!, found => known.GetValueOrDefault(Guid.Parse(found.Value), "#")),
    };

    private static string Mobile(int person) => $"+4477009002{person:00}";

    [GeneratedRegex("[0-9A-Fa-f]{8}-?([0-9A-Fa-f]{4}-?){3}[0-9A-Fa-f]{12}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AnyId();
}
