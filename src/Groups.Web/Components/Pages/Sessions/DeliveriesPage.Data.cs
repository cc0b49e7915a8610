using Groups.Domain;
using Groups.Domain.Data;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Components.Pages.Sessions;

/// <summary>One message about a session, in words.</summary>
internal sealed record DeliveryLine(Guid Id, Guid PersonId, string Person, bool HasPage, MessageState State, DeliveryPart Part, string About, string What, IReadOnlyList<string> Numbers);

/// <summary>What a reader wants to know first.</summary>
internal enum DeliveryPart
{
    ToPhone,
    NotReached,
    Reached,
    Waiting,
    NotSent,
}

internal static class DeliveryData
{
    public static async Task<IReadOnlyList<DeliveryLine>> LoadAsync(IDbContextFactory<GroupsDb> databases, Viewer viewer, Session session)
    {
        await using var db = await databases.CreateDbContextAsync();
        var messages = await db.Messages.AsNoTracking().Where(m => m.SessionId == session.Id && m.State != MessageState.Superseded).OrderBy(m => m.DueAt).ToListAsync();
        var ids = messages.Select(m => m.PersonId).Distinct().ToList();
        var people = await db.People.AsNoTracking().Include(p => p.Contacts).Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id);
        var withPage = (await PeopleReach.PeopleOf(db, viewer).Where(p => ids.Contains(p.Id)).Select(p => p.Id).ToListAsync()).ToHashSet();
        var zone = DateTimeZoneProviders.Tzdb[session.Zone];
        return [.. messages.Where(m => people.ContainsKey(m.PersonId)).Select(m => new DeliveryLine(
            m.Id, m.PersonId, people[m.PersonId].Name, withPage.Contains(m.PersonId), m.State, PartOf(m.State), m.Kind.InWords(), What(m, zone),
            m.State == MessageState.ToPhone ? [.. people[m.PersonId].SafeWays().Where(c => c.Way != ContactWay.Email).Select(c => c.Address).Distinct()] : []))
            .OrderBy(l => l.Person, StringComparer.OrdinalIgnoreCase)];
    }

    private static DeliveryPart PartOf(MessageState state) => state switch
    {
        MessageState.ToPhone => DeliveryPart.ToPhone,
        MessageState.Failed or MessageState.Unknown => DeliveryPart.NotReached,
        MessageState.Accepted or MessageState.Delivered or MessageState.Phoned => DeliveryPart.Reached,
        MessageState.Planned or MessageState.Claimed or MessageState.Sending => DeliveryPart.Waiting,
        _ => DeliveryPart.NotSent,
    };

    private static string What(Message message, DateTimeZone zone)
    {
        var at = (message.State == MessageState.Planned ? message.DueAt : message.ChangedAt).InZone(zone).LocalDateTime;
        var reason = message.Reason is { Length: > 0 } why ? $": {why}" : "";
        return $"{message.State.InWords()}{message.Way.ByInWords()}{reason}, {SessionTime.InWords(at.Date, at.TimeOfDay)}";
    }
}
