using Groups.Domain.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Sessions;

/// <summary>Names who speaks at a session, or takes the speaker off.</summary>
public sealed class InviteSpeaker(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Names the speaker; with nothing typed nobody speaks.</summary>
    /// <exception cref="NotFoundException">The session is missing or not the viewer's to change.</exception>
    /// <exception cref="RuleViolation">The name or the topic is missing while something else was typed, or something is too long.</exception>
    public Task RunAsync(Viewer viewer, Guid sessionId, string? name, string? organisation, string? topic, CancellationToken stop = default)
    {
        var speaker = string.IsNullOrWhiteSpace(name + organisation + topic) ? null : new Speaker(
            Words.Required(name, "The speaker's name", 100, "SpeakerName"),
            Words.Optional(organisation, "Where they come from", 100, "SpeakerOrganisation"),
            Words.Required(topic, "What they speak about", 200, "SpeakerTopic"));
        return databases.ChangeSessionAsync(viewer, sessionId, a => a.MaySchedule, (_, session) =>
        {
            session.Invite(speaker);
            return Task.CompletedTask;
        }, clock.GetCurrentInstant(), stop);
    }
}
