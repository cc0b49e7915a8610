using System.Globalization;
using Groups.Domain.Data;
using Groups.Domain.People;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Rights;

/// <summary>Puts together everything that is held about a person. Staff's notes on sessions are about a session, not about somebody, and are not in it.</summary>
public sealed class ExportPerson(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>The data. A group stands by its neutral name, as everywhere the person may be seen reading.</summary>
    /// <param name="viewer">The person themselves, or a worker of one of their groups for them.</param>
    /// <param name="personId">The person.</param>
    /// <param name="stop">Stops waiting.</param>
    /// <exception cref="NotFoundException">The person is not there, or not the viewer's to help.</exception>
    public async Task<PersonData> RunAsync(Viewer viewer, Guid personId, CancellationToken stop = default)
    {
        return await databases.WriteAsync(viewer, async db =>
        {
            db.Note(new Audit.AuditLine(Audit.AuditAct.Exported, personId));
            return await ReadAsync(db, viewer, personId, stop);
        }, stop);
    }

    private async Task<PersonData> ReadAsync(GroupsDb db, Viewer viewer, Guid personId, CancellationToken stop)
    {
        var person = await RightsReach.RequireAsync(db, viewer, personId, stop);
        var addresses = person.Contacts.Select(c => c.Address).ToList();
        var stopped = await db.StoppedNumbers.Where(s => addresses.Contains(s.Address)).Select(s => s.Address).ToListAsync(stop);
        return new PersonData(personId, clock.GetCurrentInstant(),
        [
            new("details", [Details(person)]),
            new("ways", [.. person.Contacts.OrderBy(c => c.Order).Select(c => Row(null, ("way", c.Way.ToString()), ("address", c.Address), ("safe", Is(c.IsSafe)),
                ("trouble", c.Trouble), ("stop", stopped.Contains(c.Address) ? "true" : null)))]),
            .. await new PersonDataReading(db, personId).ReadAsync(stop),
        ]);
    }

    private static DataRow Details(Person p) => Row(
        p.AddedAt, ("name", p.Name), ("language", p.Language), ("zone", p.Zone), ("needs", p.AccessNeeds), ("shared", p.AccessNeeds is null ? null : Is(p.SharesAccessNeeds)),
        ("from", Clock(p.SafeContact.From)), ("until", Clock(p.SafeContact.Until)), ("voicemail", Is(p.SafeContact.VoicemailAllowed)), ("sender", p.SafeContact.SenderName),
        ("waits", p.SafeContact.IWillContactYou ? "true" : null), ("checked", p.SafeContact.CheckedOn?.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture)),
        ("calendar", Is(p.WantsCalendar)), ("stopped", p.StoppedAt is { } at ? Moment(at) : null), ("inTouch", p.InTouchAt is { } touch ? Moment(touch) : null));

    private static string? Clock(LocalTime? time) => time?.ToString("HH':'mm", CultureInfo.InvariantCulture);

    internal static string Is(bool yes) => yes ? "true" : "false";

    internal static string Moment(Instant at) => NodaTime.Text.InstantPattern.General.Format(at);

    internal static DataRow Row(Instant? at, params ReadOnlySpan<(string Name, string? Value)> values)
    {
        var held = new List<(string, string)>();
        foreach (var (name, value) in values)
        {
            if (value is { Length: > 0 })
            {
                held.Add((name, value));
            }
        }

        return new DataRow(at, held);
    }
}
