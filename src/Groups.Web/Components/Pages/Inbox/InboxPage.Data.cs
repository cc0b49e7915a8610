using System.Text.RegularExpressions;
using Groups.Domain;
using Groups.Domain.Attendance;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Handover.Offers;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Components.Pages.Inbox;

/// <summary>The replies one viewer may read: what waits for a person, crisis words first, and what is closed.</summary>
internal sealed record InboxView(IReadOnlyList<InboxRow> Waiting, int WaitingInAll, IReadOnlyList<InboxRow> Closed);

/// <summary>One reply as one viewer may see it.</summary>
public sealed record InboxRow(
    Guid Id, Guid? PersonId, string From, string? Number, string? GroupName, string Body, string? Note, ReplyMeaning Meaning, bool IsCrisis, Instant At,
    InboxHand? Claimed, InboxHand? Closed)
{
    /// <summary>It may be kept as an offer in the group.</summary>
    public bool MayBeOffer { get; init; }

    /// <summary>What the person asks, in words.</summary>
    public string Words => Meaning == ReplyMeaning.PleasePhone ? "Please phone me." : Body;

    /// <summary>What is to be done about it, where the words do not say it.</summary>
    public string? ToDo => Note ?? (Meaning == ReplyMeaning.Stop ? "Nothing more goes to this number." : null);
}

/// <summary>Who has a reply in hand or closed it, and when.</summary>
public sealed record InboxHand(Guid AccountId, string Name, Instant At);

internal static partial class InboxData
{
    private static readonly Duration HistoryFor = Duration.FromDays(30);

    /// <summary>What waits, crisis words first and then the newest, at most <paramref name="most"/>; and how many wait in all.</summary>
    public static async Task<(IReadOnlyList<InboxRow> Rows, int InAll)> WaitingAsync(GroupsDb db, ReplyReach reach, Guid? groupId, int most, CancellationToken stop)
    {
        var waiting = reach.Of(db).Where(r => r.NeedsPerson && (groupId == null || r.GroupId == groupId));
        var rows = await RowsAsync(db, reach, waiting.OrderByDescending(r => r.IsCrisis).ThenByDescending(r => r.ReceivedAt).Take(most), stop);
        return (rows, rows.Count < most ? rows.Count : await waiting.CountAsync(stop));
    }

    /// <summary>The whole page; null for a viewer who has no inbox.</summary>
    public static async Task<InboxView?> LoadAsync(GroupsDb db, Viewer viewer, Guid? groupId, Instant now, CancellationToken stop)
    {
        var reach = await ReplyReach.FindAsync(db, viewer, stop);
        if (!reach.HasInbox)
        {
            return null;
        }

        var (waiting, inAll) = await WaitingAsync(db, reach, groupId, 100, stop);
        var since = now - HistoryFor;
        var closed = reach.Of(db).Where(r => !r.NeedsPerson && r.ReceivedAt > since && (groupId == null || r.GroupId == groupId)
            && (r.DealtWithAt != null || r.SessionId == null || r.Note != null));
        return new InboxView(waiting, inAll, await RowsAsync(db, reach, closed.OrderByDescending(r => r.ReceivedAt).Take(50), stop));
    }

    private static async Task<List<InboxRow>> RowsAsync(GroupsDb db, ReplyReach reach, IQueryable<Reply> replies, CancellationToken stop)
    {
        var read = await replies.Select(r => new
        {
            Reply = r,
            Person = db.People.Where(p => p.Id == r.PersonId).Select(p => p.Name).FirstOrDefault(),
            HasPage = db.Members.Any(m => m.PersonId == r.PersonId),
            StandsIn = db.DutyTurns.Where(t => t.SessionId == r.SessionId && t.InsteadOf != null && t.InsteadOf == r.PersonId && (t.Answer == null || t.Answer != TurnAnswer.No) && r.Note != null)
                .OrderBy(t => t.PlannedAt).ThenBy(t => t.Id).Select(t => db.People.Where(p => p.Id == t.PersonId).Select(p => p.Name).FirstOrDefault()).FirstOrDefault(),
            Group = db.Groups.Where(g => g.Id == r.GroupId).Select(g => g.Name).FirstOrDefault(),
            ClaimedBy = db.Accounts.Where(a => a.Id == r.ClaimedBy).Select(a => a.Name).FirstOrDefault(),
            DealtWithBy = db.Accounts.Where(a => a.Id == r.DealtWithBy).Select(a => a.Name).FirstOrDefault(),
        }).ToListAsync(stop);
        return read.ConvertAll(row =>
        {
            var (reply, part) = (row.Reply, reach.PartOf(row.Reply.GroupId));
            var from = row.Person is null ? "Somebody we cannot tell apart" : part == ReplyPart.All ? row.Person : FirstNames.Of([row.Person])[0];
            return new InboxRow(
                reply.Id,
                part == ReplyPart.All && row.HasPage ? reply.PersonId : null,
                part == ReplyPart.NoName ? "Somebody in the group" : from,
                part == ReplyPart.All && row.Person is null ? Spoken(reply.From) : null,
                row.Group,
                part switch { ReplyPart.All => reply.Body, ReplyPart.FirstName => WithoutAddresses(reply.Body), _ => "Words that may mean danger. Phone the people who lead the group." },
                part == ReplyPart.All || part == ReplyPart.FirstName && reply.SessionId is not null ? WithName(reply.Note, row.StandsIn, part) : null, reply.Meaning, reply.IsCrisis, reply.ReceivedAt,
                Hand(reply.ClaimedBy, row.ClaimedBy, reply.ClaimedAt), Hand(reply.DealtWithBy, row.DealtWithBy, reply.DealtWithAt))
            {
                MayBeOffer = part == ReplyPart.All && row.HasPage && reply is { PersonId: not null, GroupId: not null } && KeepAsOffer.MayBe(reply),
            };
        });
    }

    /// <summary>The words that are kept hold no name; whoever stands in now is named when it is read.</summary>
    private static string? WithName(string? note, string? standsIn, ReplyPart part) =>
        note is null || standsIn is null ? note : $"{note} Now asked: {(part == ReplyPart.All ? standsIn : FirstNames.Of([standsIn])[0])}.";

    private static InboxHand? Hand(Guid? account, string? name, Instant? at) => account is { } id && at is { } when ? new(id, name ?? "Somebody", when) : null;

    private static string Spoken(string from) => PhoneNumber.TryRead(from, out var number) ? number.E164 : from;

    /// <summary>What a peer may read: a number or an address that somebody wrote stays hidden.</summary>
    private static string WithoutAddresses(string body) => Address().Replace(body, "(hidden)");

    [GeneratedRegex(@"\S+@\S+|\+?\d[\d\s().-]{5,}\d", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Address();
}
