using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Groups.Domain;
using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Testing;
using Groups.Web.Demo;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Tests.Permissions;

/// <summary>Walks every action there is, with real ids, as people who have nothing to do with the groups: nothing is changed and nobody is shown. A new action is in it by itself.</summary>
public sealed class ActionWalkTests
{
    /// <summary>What somebody without a group may do all the same: with their own account, or by their post.</summary>
    private static readonly (string Action, string Who)[] Allowed =
    [
        ("StartGroup", "a worker next door"), ("AddWorker", "a coordinator next door"), ("AddPasskey", "a worker next door"), ("AddPasskey", "a coordinator next door"),
        ("ChangeOwnName", "a worker next door"), ("ChangeOwnName", "a coordinator next door"),
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_action_changes_or_shows_anything_to_somebody_who_has_nothing_to_do_with_it()
    {
        await using var app = await GroupsApp.StartAsync(clock: new FakeClock("2026-08-05T10:05:00Z"), settings: ["Demo:Enabled=true", "Role=web"]);
        var ids = await IdsAsync(app);
        var secrets = await SecretsAsync(app);
        var strangers = await StrangersAsync(app);
        var before = await DumpAsync(app);
        List<string> wrong = [];
        var walked = 0;
        foreach (var type in DomainRegistration.Actions())
        {
            foreach (var run in type.GetMethods().Where(m => m.Name == "RunAsync" && m.GetParameters() is [{ ParameterType: var first }, ..] && first == typeof(Viewer)))
            {
                foreach (var (who, viewer) in strangers.Where(s => !Allowed.Contains((type.Name, s.Who))))
                {
                    walked++;
                    if (await TryAsync(app, type, run, viewer, ids, secrets) is { } problem)
                    {
                        wrong.Add($"{type.Name} as {who}: {problem}");
                    }
                }

                if (await DumpAsync(app) is var after && after != before)
                {
                    wrong.Add($"{type.Name} changed something: {Difference(before, after)}");
                    before = after;
                }
            }
        }

        wrong.ShouldBeEmpty();
        walked.ShouldBeGreaterThan(500);
    }

    [Fact]
    public void Every_public_class_that_runs_something_takes_a_viewer_first() =>
        typeof(DomainRegistration).Assembly.GetExportedTypes()
            .Where(t => t is { IsClass: true, IsAbstract: false }).SelectMany(t => t.GetMethods().Where(m => m.Name == "RunAsync"))
            .Where(m => m.GetParameters().FirstOrDefault()?.ParameterType != typeof(Viewer)).Select(m => m.DeclaringType!.Name)
            // A link's token is the asker: nobody is known before it was read.
            .ShouldBe(["OpenParticipantLink"], ignoreOrder: true);

    private static async Task<string?> TryAsync(GroupsApp app, Type type, MethodInfo run, Viewer viewer, Dictionary<string, Guid> ids, IReadOnlyList<string> secrets)
    {
        try
        {
            var arguments = run.GetParameters().Select((p, i) => i == 0 ? viewer : Make(p.ParameterType, p.Name!, ids, 0)).ToArray();
            var task = (Task)run.Invoke(app.Services.GetService(type), arguments)!;
            await task;
            var shown = task.GetType().GetProperty("Result")?.GetValue(task);
            var text = shown is null ? "" : JsonSerializer.Serialize(shown, shown.GetType());
            return secrets.FirstOrDefault(s => text.Contains(s, StringComparison.Ordinal)) is { } secret ? $"showed {secret}" : null;
        }
        catch (Exception thrown)
        {
            var cause = thrown is TargetInvocationException { InnerException: { } inner } ? inner : thrown;
            return cause is NotFoundException or RuleViolation ? null : $"{cause.GetType().Name} {cause.Message}";
        }
    }

    private static object? Make(Type type, string name, Dictionary<string, Guid> ids, int depth)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return type == typeof(Guid?) ? Make(inner, name, ids, depth) : null;
        }

        if (type == typeof(Guid))
        {
            return ids.GetValueOrDefault(char.ToLowerInvariant(name[0]) + name[1..], ids["groupId"]);
        }

        if (type == typeof(string))
        {
            return "words";
        }

        if (type == typeof(CancellationToken))
        {
            return Stop;
        }

        if (type.IsEnum)
        {
            return Enum.GetValues(type).GetValue(0);
        }

        if (type.IsValueType)
        {
            return type == typeof(LocalDate) ? new LocalDate(2026, 8, 12) : type == typeof(LocalTime) ? new LocalTime(11, 0) : Activator.CreateInstance(type);
        }

        if (typeof(IEnumerable).IsAssignableFrom(type))
        {
            var item = type.IsArray ? type.GetElementType()! : type.GetGenericArguments()[^1];
            return type.Name.Contains("Dictionary", StringComparison.Ordinal)
                ? Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(type.GetGenericArguments()))
                : type.Name.Contains("Set", StringComparison.Ordinal) ? Activator.CreateInstance(typeof(HashSet<>).MakeGenericType(item)) : Array.CreateInstance(item, 0);
        }

        var constructor = type.GetConstructors().MaxBy(c => c.GetParameters().Length);
        return constructor is null || depth > 3
            ? RuntimeHelpers.GetUninitializedObject(type)
            : constructor.Invoke([.. constructor.GetParameters().Select(p => Make(p.ParameterType, p.Name!, ids, depth + 1))]);
    }

    private static async Task<List<(string Who, Viewer Viewer)>> StrangersAsync(GroupsApp app)
    {
        var now = app.Clock.GetCurrentInstant();
        var next = new Organisation("Next door", now);
        var coordinator = new Account("Nasreen", "nasreen@example.org", Post.Coordinator, null, now, next.Id);
        var worker = new Account("Wanda", "wanda@example.org", Post.Worker, null, now, next.Id);
        var gone = new Account("Gone", "gone@example.org", Post.Worker, null, now);
        gone.End(now);
        var stranger = new Domain.People.Person("Stranger", "en", now);
        await app.Database.Factory.WriteAsync(db =>
        {
            db.AddRange(next, coordinator, worker, gone, stranger);
            return Task.CompletedTask;
        }, Stop);
        return
        [
            ("a coordinator next door", Viewer.OfAccount(coordinator.Id, null)), ("a worker next door", Viewer.OfAccount(worker.Id, null)),
            ("an account that ended", Viewer.OfAccount(gone.Id, null)), ("an account that never was", Viewer.OfAccount(Guid.NewGuid(), Guid.NewGuid())),
            ("a participant who never was", Viewer.OfParticipant(Guid.NewGuid())), ("a pass that never was", Viewer.OfPass(Guid.NewGuid())),
        ];
    }

    private static async Task<Dictionary<string, Guid>> IdsAsync(GroupsApp app)
    {
        await using var db = app.Database.Open();
        var worker = await app.AccountAsync(DemoPeople.WorkerEmail);
        var group = await db.Groups.Where(g => g.SelfRunSince == null && g.Workers.Any(w => w.AccountId == worker)).OrderBy(g => g.Id).Select(g => g.Id).FirstAsync(Stop);
        var session = await db.Sessions.Where(s => s.GroupId == group && s.StartsAt > app.Clock.GetCurrentInstant()).OrderBy(s => s.StartsAt).FirstAsync(Stop);
        return new(StringComparer.Ordinal)
        {
            ["groupId"] = group,
            ["personId"] = await db.Members.Where(m => m.GroupId == group).OrderBy(m => m.Id).Select(m => m.PersonId).FirstAsync(Stop),
            ["sessionId"] = session.Id,
            ["seriesId"] = session.SeriesId ?? Guid.Empty,
            ["accountId"] = worker,
            ["fromAccountId"] = worker,
            ["toAccountId"] = worker,
            ["messageId"] = await db.Messages.Where(m => m.GroupId == group).OrderBy(m => m.Id).Select(m => m.Id).FirstOrDefaultAsync(Stop),
            ["replyId"] = await db.Replies.OrderBy(r => r.Id).Select(r => r.Id).FirstOrDefaultAsync(Stop),
            ["changeId"] = await db.StageChanges.OrderBy(c => c.Id).Select(c => c.Id).FirstOrDefaultAsync(Stop),
            ["voteId"] = await db.Votes.OrderBy(v => v.Id).Select(v => v.Id).FirstOrDefaultAsync(Stop),
            ["offerId"] = await db.DutyOffers.OrderBy(o => o.Id).Select(o => o.Id).FirstOrDefaultAsync(Stop),
            ["factId"] = await db.Facts.OrderBy(f => f.Id).Select(f => f.Id).FirstOrDefaultAsync(Stop),
            ["relayId"] = await db.Relays.OrderBy(r => r.Id).Select(r => r.Id).FirstOrDefaultAsync(Stop),
        };
    }

    private static async Task<IReadOnlyList<string>> SecretsAsync(GroupsApp app)
    {
        await using var db = app.Database.Open();
        return [.. (await db.People.Select(p => p.Name).ToListAsync(Stop)).Concat(await db.People.SelectMany(p => p.Contacts).Select(c => c.Address).ToListAsync(Stop)).Where(s => s.Length > 2).Distinct()];
    }

    /// <summary>Every row but those that say who looked, and when the jobs were last alive.</summary>
    private static async Task<string> DumpAsync(GroupsApp app) => string.Join('\n', (await TableDump.OfAsync(app.Database, Stop))
        .Where(t => t.Key is not ("AuditEntries" or "AuditHeads" or "Heartbeats"))
        .SelectMany(t => t.Value.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(row => $"{t.Key}: {row}")).Order(StringComparer.Ordinal));

    private static string Difference(string before, string after) =>
        string.Join(" / ", after.Split('\n').Except(before.Split('\n')).Concat(before.Split('\n').Except(after.Split('\n'))).Take(3).Select(row => row[..Math.Min(row.Length, 160)]));
}
