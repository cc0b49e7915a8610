using Groups.Domain.Data;
using Groups.Domain.People;
using Groups.Domain.Rights;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Sessions;

/// <summary>Names who speaks at a session, or takes the speaker off. With a way to reach them and their yes they are reminded and told of changes.</summary>
public sealed class InviteSpeaker(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Names the speaker; with nothing typed nobody speaks. A speaker who is reminded already stays so while the name stays.</summary>
    /// <param name="viewer">Who asks.</param>
    /// <param name="sessionId">The session.</param>
    /// <param name="name">The speaker's name.</param>
    /// <param name="organisation">Where they come from.</param>
    /// <param name="topic">What they speak about.</param>
    /// <param name="reach">How to remind them, or null to leave that as it is.</param>
    /// <param name="stop">Stops before anything is saved.</param>
    /// <exception cref="NotFoundException">The session is missing or not the viewer's to change.</exception>
    /// <exception cref="RuleViolation">
    /// The name or the topic is missing while something else was typed, something is too long, the address cannot be read, or they have not said yes.
    /// </exception>
    public Task RunAsync(
        Viewer viewer, Guid sessionId, string? name, string? organisation, string? topic, SpeakerReach? reach = null, CancellationToken stop = default)
    {
        var speaker = string.IsNullOrWhiteSpace(name + organisation + topic + reach?.Address) ? null : new Speaker(
            Words.Required(name, "The speaker's name", 100, "SpeakerName"),
            Words.Optional(organisation, "Where they come from", 100, "SpeakerOrganisation"),
            Words.Required(topic, "What they speak about", 200, "SpeakerTopic"));
        var now = clock.GetCurrentInstant();
        return databases.ChangeSessionAsync(viewer, sessionId, a => a.MaySchedule, async (db, session) =>
        {
            if (reach?.Address is { } typed && !string.IsNullOrWhiteSpace(typed))
            {
                session.Invite(speaker, await PersonAsync(db, viewer, session.GroupId, speaker!.Name, typed, reach.SaidYes, now, stop), now);
            }
            else
            {
                var stays = reach?.Forget != true && speaker is not null && session.Speaker?.Name == speaker.Name;
                session.Invite(speaker, stays ? session.SpeakerId : null, session.SpeakerSince);
            }
        }, now, stop);
    }

    /// <summary>The speaker as a person with one safe way: a member or an earlier speaker of this group by the same name and address, else somebody new.</summary>
    private static async Task<Guid> PersonAsync(
        GroupsDb db, Viewer viewer, Guid groupId, string name, string typed, bool saidYes, Instant now, CancellationToken stop)
    {
        var (way, address) = Read(typed);
        var known = (await db.People.Include(p => p.Contacts)
            .Where(p => p.Contacts.Any(c => c.Way == way && c.Address == address)
                && (db.Members.Any(m => m.GroupId == groupId && m.PersonId == p.Id && m.LeftAt == null)
                    || db.Sessions.Any(s => s.GroupId == groupId && s.SpeakerId == p.Id)))
            .ToListAsync(stop))
            .Where(p => p.Name == name).Select(p => (Person: p, IsMember: db.Members.Any(m => m.PersonId == p.Id))).OrderByDescending(p => p.IsMember).FirstOrDefault();
        if (known.IsMember)
        {
            // how a member may be reached is between them and staff
            return known.Person.Id;
        }

        if (!saidYes)
        {
            throw new RuleViolation("Ask whether we may remind them, and tick that they said yes. Or leave the number or address empty: then nothing is sent.", "SpeakerSaidYes");
        }

        var person = known.Person ?? new Person(name, Languages.Default, now);
        person.SetContacts([(way, address, true)]);
        if (known.Person is null)
        {
            db.People.Add(person);
        }

        await db.AllowContactAsync(person, ConsentWords.Speaker, Languages.Default, viewer.AccountId, now, stop);
        if (known.Person is null)
        {
            await db.SaveChangesAsync(stop);
        }

        return person.Id;
    }

    private static (ContactWay Way, string Address) Read(string typed)
    {
        if (typed.Contains('@', StringComparison.Ordinal))
        {
            return EmailAddress.TryRead(typed, out var email, out var wrong)
                ? (ContactWay.Email, email.Value)
                : throw new RuleViolation(wrong, "SpeakerReach");
        }

        return !PhoneNumber.TryRead(typed, out var number, out var problem) ? throw new RuleViolation(problem, "SpeakerReach")
            : number.Kind == PhoneKind.Mobile ? (ContactWay.Text, number.E164)
            : throw new RuleViolation("This is not a UK mobile, so it gets no texts. Type a mobile number or an email address.", "SpeakerReach");
    }
}

/// <summary>How a speaker is reminded, as it was typed.</summary>
/// <param name="Address">A UK mobile in any spelling or an email address; empty to leave it as it is.</param>
/// <param name="SaidYes">They said yes to <see cref="ConsentWords.Speaker"/>.</param>
/// <param name="Forget">They are not to be reminded any more.</param>
public sealed record SpeakerReach(string? Address, bool SaidYes, bool Forget = false)
{
    /// <summary>Not the address: it must not reach a log.</summary>
    public override string ToString() => "a way to reach the speaker";
}
