using System.Diagnostics.CodeAnalysis;

namespace Groups.Domain.Live;

/// <summary>What one process tells the others on the same PostgreSQL of its changes: ids and kinds, nothing else. Several notices may carry one commit.</summary>
/// <param name="Node">The process that says it; it does not listen to itself.</param>
/// <param name="Changes">What changed.</param>
/// <param name="Wake">Whether dispatchers should look at once.</param>
public sealed record LiveNotice(Guid Node, IReadOnlyList<SessionChange> Changes, bool Wake)
{
    /// <summary>The channel of NOTIFY that all processes listen to.</summary>
    public const string Channel = "groups_live";

    /// <summary>PostgreSQL takes less than 8,000 bytes at once; a change has at most 58.</summary>
    private const int MostChanges = 125;

    private const string WakeWord = "wake";

    /// <summary>The payloads, each short enough for PostgreSQL; none where there is nothing to say.</summary>
    public IReadOnlyList<string> Write()
    {
        var words = (Wake ? [WakeWord] : Array.Empty<string>()).Concat(Changes.Select(c => $"{c.Kind}:{c.SessionId:N}"));
        return [.. words.Chunk(MostChanges).Select(chunk => $"{Node:N} {string.Join(' ', chunk)}")];
    }

    /// <summary>Reads a payload. Kinds that only a newer version of the program knows are passed over; anything else strange is no notice.</summary>
    public static bool TryRead(string payload, [NotNullWhen(true)] out LiveNotice? notice)
    {
        ArgumentNullException.ThrowIfNull(payload);
        notice = null;
        var words = payload.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || !Guid.TryParseExact(words[0], "N", out var node))
        {
            return false;
        }

        notice = new LiveNotice(node, [.. words[1..].Select(ReadChange).OfType<SessionChange>()], words.Contains(WakeWord, StringComparer.Ordinal));
        return true;
    }

    private static SessionChange? ReadChange(string word) =>
        word.Split(':') is [var kind, var id] && Guid.TryParseExact(id, "N", out var sessionId)
        && Enum.TryParse<SessionChangeKind>(kind, out var known) && Enum.GetName(known) == kind
            ? new SessionChange(sessionId, known)
            : null;
}
