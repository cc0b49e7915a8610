using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Handover.Rota;
using Groups.Domain.Live;
using Groups.Domain.Messaging.Wording;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Messaging;

/// <summary>
/// Takes a text that came in. It records an answer only where exactly one open question can be meant; it never guesses between two people or
/// two sessions. A reply never marks anybody as having come.
/// </summary>
public sealed class TakeReply(IDbContextFactory<GroupsDb> databases, MessageWording wording, CrisisWords crisis, HandoverNumbers numbers, IClock clock)
{
    /// <summary>At most one automatic answer goes to a number in this time, so that two machines never talk to each other.</summary>
    public static readonly Duration QuietAfterAnswer = Duration.FromMinutes(10);

    /// <summary>At most one crisis answer goes to a number in this time.</summary>
    public static readonly Duration QuietAfterCrisisAnswer = Duration.FromHours(24);

    /// <summary>Takes one text. A text that came before, by its provider id, changes nothing and has no answer.</summary>
    /// <exception cref="NotFoundException">The viewer is not the program.</exception>
    public async Task<TakenReply> RunAsync(Viewer viewer, InboundText inbound, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        ArgumentNullException.ThrowIfNull(inbound);
        viewer.RequireProgram();

        try
        {
            return await databases.WriteAsync(viewer, db => TakeAsync(db, inbound, stop), stop);
        }
        catch (Exception clash) when (Writes.IsClash(clash))
        {
            // the same text twice at once, or a sending in between: the other one is done by now
            return await databases.WriteAsync(viewer, db => TakeAsync(db, inbound, stop), stop);
        }
    }

    private async Task<TakenReply> TakeAsync(GroupsDb db, InboundText inbound, CancellationToken stop)
    {
        var known = await db.Replies.Where(r => r.ProviderId == inbound.ProviderId).Select(r => (ReplyMeaning?)r.Meaning).FirstOrDefaultAsync(stop);
        if (known is { } earlier)
        {
            return new TakenReply(earlier, null);
        }

        var now = clock.GetCurrentInstant();
        var from = PhoneNumber.TryRead(inbound.From, out var number) ? number.E164 : inbound.From.Length > 254 ? inbound.From[..254] : inbound.From;
        await db.LockNumberAsync(from, stop);
        var people = await db.People.AsNoTracking().Include(p => p.Contacts).Where(p => p.Contacts.Any(c => c.Address == from && c.Way != ContactWay.Email)).ToListAsync(stop);
        var language = people.Select(p => p.Language).Distinct().ToList() is [var only] ? only : "en";
        var meanings = people.Select(p => ReplyReader.Read(inbound.Body, p.Language)).Append(ReplyReader.Read(inbound.Body, language)).Distinct().ToList();
        var isCrisis = CrisisWords.AreIn(inbound.Body);
        var meaning = meanings is [var one] && !isCrisis ? one : ReplyMeaning.Other;
        var asked = await OpenQuestions.OfAsync(db, from, people.ConvertAll(p => p.Id), now, stop);
        var reply = meaning is ReplyMeaning.Coming or ReplyMeaning.NotThisTime && asked.MayBeVote
            ? Reply.OfVote(inbound.ProviderId, from, await OpenedAsync(db, asked, stop) ?? now)
            : new Reply(inbound.ProviderId, from, inbound.Body, meaning, now);
        var mayAnswer = await MayAnswerAsync(db, from, people, isCrisis, now, stop);
        db.Replies.Add(reply);
        if (isCrisis)
        {
            reply.MarkCrisis();
        }

        reply.BelongsTo(
            asked.Only?.PersonId ?? (people is [var somebody] ? somebody.Id : null),
            asked.Only?.GroupId ?? await GroupOfAsync(db, from, people, stop),
            asked.Only is { Kind: QuestionKind.Coming or QuestionKind.Duty } about ? about.SessionId : null);
        await db.SaveChangesAsync(stop);

        var answer = meaning switch
        {
            ReplyMeaning.Stop => await StopAsync(db, reply, from, now, stop),
            ReplyMeaning.Start => await StartAsync(db, from, people, now, stop),
            ReplyMeaning.Help => AutomaticAnswer.Help,
            ReplyMeaning.Coming or ReplyMeaning.NotThisTime => await AnswerAsync(db, reply, meaning == ReplyMeaning.Coming, asked, people.ConvertAll(p => p.Id), now, stop),
            ReplyMeaning.PleasePhone => Ask(reply, AutomaticAnswer.PassedOn),
            ReplyMeaning.TooMuch => await TooMuchAsync(db, reply, asked, people.ConvertAll(p => p.Id), now, stop),
            _ => Ask(reply, null),
        };
        foreach (var session in asked.SessionIds)
        {
            db.Announce(session, SessionChangeKind.Replies);
        }

        var words = isCrisis ? crisis.Answer(language) : answer is { } say ? wording.Answer(say, language) : null;
        return new TakenReply(reply.Meaning, mayAnswer ? words : null);
    }

    /// <summary>When the vote opened that is the one question; null where it is one of several, or over.</summary>
    private static async Task<Instant?> OpenedAsync(GroupsDb db, OpenQuestions asked, CancellationToken stop) => asked.Only is { Kind: QuestionKind.Vote } vote
        ? await db.Votes.Where(v => v.GroupId == vote.GroupId && v.Number == vote.Number).Select(v => (Instant?)v.OpenedAt).FirstOrDefaultAsync(stop)
        : null;

    /// <summary>
    /// Whether the program may answer by itself. Not where the number said STOP or is not safe, and not again so soon. Strangers and those who asked
    /// to stop all contact are answered in a crisis only: it is a reply to what they just wrote (decision record 7).
    /// </summary>
    private static async Task<bool> MayAnswerAsync(GroupsDb db, string from, List<Person> people, bool isCrisis, Instant now, CancellationToken stop)
    {
        var isUnsafe = people.Count > 0 && !people.Exists(p => p.Contacts.Any(c => c.Address == from && c.IsSafe));
        if (isUnsafe || !isCrisis && (people.Count == 0 || people.Exists(p => p.StoppedAt is not null))
            || await db.StoppedNumbers.AnyAsync(s => s.Address == from, stop))
        {
            return false;
        }

        if (isCrisis)
        {
            var day = now - QuietAfterCrisisAnswer;
            return !await db.Replies.AnyAsync(r => r.From == from && r.IsCrisis && r.ReceivedAt > day, stop);
        }

        var soon = now - QuietAfterAnswer;
        return !await db.Replies.AnyAsync(
            r => r.From == from && r.ReceivedAt > soon && (r.IsCrisis || r.Meaning == ReplyMeaning.Help || r.Meaning == ReplyMeaning.PleasePhone || r.Meaning == ReplyMeaning.TooMuch
                || r.SessionId == null && (r.Meaning == ReplyMeaning.Coming || r.Meaning == ReplyMeaning.NotThisTime)),
            stop);
    }

    private static async Task<AutomaticAnswer?> StopAsync(GroupsDb db, Reply reply, string from, Instant now, CancellationToken stop)
    {
        await StopAddress.RunAsync(db, from, now, stop);
        return Ask(reply, null);
    }

    /// <summary>Lifts the stop of the number, as the provider does. "Stop all contact" and a missing yes stay as they are.</summary>
    private static async Task<AutomaticAnswer?> StartAsync(GroupsDb db, string from, List<Person> people, Instant now, CancellationToken stop)
    {
        db.StoppedNumbers.RemoveRange(await db.StoppedNumbers.Where(s => s.Address == from).ToListAsync(stop));
        await Replan.PeopleAsync(db, people.ConvertAll(p => p.Id), now, stop);
        return null;
    }

    private async Task<AutomaticAnswer?> AnswerAsync(GroupsDb db, Reply reply, bool yes, OpenQuestions asked, List<Guid> people, Instant now, CancellationToken stop)
    {
        if (asked.Only is { Kind: QuestionKind.Vote or QuestionKind.ContactList } ofGroup)
        {
            var kind = ofGroup.Kind == QuestionKind.Vote ? MessageKind.Vote : MessageKind.ContactList;
            var answered = await AnswerGroup.SetAsync(db, kind, ofGroup.GroupId, ofGroup.Number, ofGroup.PersonId, yes, AnswerSource.Text, now, stop);
            return answered == GroupAnswer.VotedAlready && (await db.Replies.Where(r => r.From == reply.From && r.ReceivedAt == reply.ReceivedAt).Select(r => r.Body).ToListAsync(stop)).Count(b => b == Reply.VoteWords) <= 2
                ? AutomaticAnswer.VotedAlready
                : null;
        }

        if (asked.Only is { Kind: QuestionKind.Duty } duty)
        {
            var said = yes ? TurnAnswer.Yes : TurnAnswer.No;
            var askedFor = await db.Sessions.SingleAsync(s => s.Id == duty.SessionId, stop);
            await AnswerDuty.SetAsync(db, askedFor, duty.PersonId, said, AnswerSource.Text, reply, numbers, now, stop);
            return null;
        }

        if (asked.Only is { } question)
        {
            var session = await db.Sessions.SingleAsync(s => s.Id == question.SessionId, stop);
            var value = yes ? AnswerValue.Coming : AnswerValue.NotThisTime;
            await RecordAnswer.SetAsync(db, session, question.PersonId, value, AnswerSource.Text, now, stop);
            return null;
        }

        return asked.IsUnclear ? Ask(reply, AutomaticAnswer.Unclear, asked.MayBeVote ? "More than one question was open, and one is a secret vote. Ask them only about the other; the vote is on their page." : null)
            : await db.Sessions.AnyAsync(s => s.StartsAt > now && s.SpeakerId != null && people.Contains(s.SpeakerId.Value), stop) ? Ask(reply, AutomaticAnswer.PassedOn)
            : null;
    }

    /// <summary>
    /// Ends the duties asked about, or without a question the one duty that the only person with this number holds. A lone letter or digit could be a slip, so it
    /// needs the question. Else a person reads it.
    /// </summary>
    private async Task<AutomaticAnswer?> TooMuchAsync(GroupsDb db, Reply reply, OpenQuestions asked, List<Guid> people, Instant now, CancellationToken stop)
    {
        if (asked.Only is { Kind: QuestionKind.Duty } question)
        {
            var duties = await db.DutyTurns.Where(t => t.SessionId == question.SessionId && t.PersonId == question.PersonId).Select(t => t.Duty).ToListAsync(stop);
            await TooMuch.SayAsync(db, question.GroupId, question.PersonId, duties, question.SessionId, AnswerSource.Text, reply, numbers, now, stop);
            return null;
        }

        if (people is [var person] && reply.Body.Trim().Length > 2
            && await db.DutyHoldings.Where(h => h.PersonId == person && h.Until == null).Select(h => new { h.GroupId, h.Duty }).Take(2).ToListAsync(stop) is [var held])
        {
            reply.BelongsTo(person, held.GroupId, null);
            await TooMuch.SayAsync(db, held.GroupId, person, [held.Duty], null, AnswerSource.Text, reply, numbers, now, stop);
            return null;
        }

        return Ask(reply, AutomaticAnswer.PassedOn);
    }

    private static AutomaticAnswer? Ask(Reply reply, AutomaticAnswer? answer, string? note = null)
    {
        reply.AskPerson(note);
        return answer;
    }

    /// <summary>Whose inbox shows it: the group last written about to this number, else the only group of its people.</summary>
    private static async Task<Guid?> GroupOfAsync(GroupsDb db, string from, List<Person> people, CancellationToken stop)
    {
        var last = await db.Messages.Where(m => m.Address == from && m.SentAt != null).OrderByDescending(m => m.SentAt)
            .Select(m => (Guid?)m.GroupId).FirstOrDefaultAsync(stop);
        if (last is not null)
        {
            return last;
        }

        var ids = people.ConvertAll(p => p.Id);
        return await db.Members.Where(m => ids.Contains(m.PersonId) && m.LeftAt == null).OrderByDescending(m => m.JoinedAt)
            .Select(m => (Guid?)m.GroupId).FirstOrDefaultAsync(stop);
    }
}

/// <summary>A text that came in.</summary>
/// <param name="ProviderId">The provider's id for it.</param>
/// <param name="From">The number, in any spelling.</param>
/// <param name="Body">What it says.</param>
public sealed record InboundText(string ProviderId, string From, string Body)
{
    /// <summary>The id only: a number or a text must not reach a log.</summary>
    public override string ToString() => $"reply {ProviderId}";
}

/// <summary>What became of a reply.</summary>
/// <param name="Meaning">How it was read.</param>
/// <param name="AutomaticAnswer">What to answer, neutrally, or null for nothing.</param>
public sealed record TakenReply(ReplyMeaning Meaning, string? AutomaticAnswer)
{
    /// <summary>The provider always answers these by itself; HELP only where it says so (<c>OptOutType</c>).</summary>
    public bool ProviderAnswers => Meaning is ReplyMeaning.Stop or ReplyMeaning.Start;
}
