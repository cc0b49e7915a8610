using Groups.Domain.Data;
using Groups.Domain.Live;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Messaging;

/// <summary>Sends what a lead wrote to the people of the group, each by the way that is safe for them. The lead learns how many, nothing else.</summary>
public sealed class SendRelay(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Sends it. A second time changes nothing.</summary>
    /// <returns>To how many people it goes.</returns>
    /// <exception cref="NotFoundException">It is missing, not the viewer's own, or they may not write to the group any more.</exception>
    /// <exception cref="RuleViolation">No test went to them yet, the group got enough for now, or the session is not to come.</exception>
    public Task<int> RunAsync(Viewer viewer, Guid relayId, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return databases.WriteAsync(viewer, async db =>
        {
            var now = clock.GetCurrentInstant();
            var (relay, session) = await Relays.RequireOwnAsync(db, viewer, relayId, stop);
            if (relay.SentAt is not null)
            {
                return relay.Recipients ?? 0;
            }

            Relays.MustBeAhead(session, now);
            if (relay.TestedAt is null)
            {
                throw new RuleViolation("Send the test to yourself first, and read it as the others will.", "Words");
            }

            if (await db.Messages.AnyAsync(m => m.RelayId == relayId && m.Kind == MessageKind.RelayTest && m.SentAt == null, stop))
            {
                throw new RuleViolation("The test has not gone out to you yet. Wait until you have read it, then send.", "Words");
            }

            await MustNotBeTooManyAsync(db, relay.GroupId, now, stop);
            var audience = await RelayAudience.ReadAsync(db, relay.GroupId, session, viewer.PersonId, now, stop);
            var notAfter = session.StartsAt - RelayRules.Before;
            foreach (var (person, gate) in audience.People)
            {
                var row = new Message(relay.GroupId, session.Id, person.Id, MessageKind.Relay, relay.Number, session.StartsAt, now, notAfter, now).Of(relay);
                if (!gate.MaySend)
                {
                    row.EndUnsent(MessageState.Suppressed, gate.Reason!, now);
                }

                db.Messages.Add(row);
            }

            relay.Send(audience.Reached, now);
            db.Announce(session.Id, SessionChangeKind.Messages);
            db.WakeDispatcher();
            return audience.Reached;
        }, stop);
    }

    private static async Task MustNotBeTooManyAsync(GroupsDb db, Guid groupId, Instant now, CancellationToken stop)
    {
        var week = now - Duration.FromDays(7);
        var sent = await db.Relays.Where(r => r.GroupId == groupId && r.SentAt > week).Select(r => r.SentAt!.Value).ToListAsync(stop);
        if (sent.Count(at => at > now - Duration.FromDays(1)) >= RelayRules.MostADay)
        {
            throw new RuleViolation($"The group has had {RelayRules.MostADay} messages since this time yesterday. Leave it for now, so that people go on reading them.", "Words");
        }

        if (sent.Count >= RelayRules.MostAWeek)
        {
            throw new RuleViolation($"The group has had {RelayRules.MostAWeek} messages in a week. Leave it for now, so that people go on reading them.", "Words");
        }
    }
}
