using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Groups.Domain.Data.Sealing;
using NodaTime;

namespace Groups.Domain.Audit;

/// <summary>One line of the audit record: who looked at or changed what, and when. Never a name, number or note. Lines are added, never changed.</summary>
public sealed class AuditEntry
{
    private AuditEntry()
    {
    }

    internal AuditEntry(Viewer viewer, AuditLine line, Guid? organisationId, AuditHead head, Sealer sealer, Instant now)
    {
        (Number, Act, OrganisationId, By) = (head.Number + 1, line.Act, organisationId, viewer.Kind);
        At = Instant.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds());
        (AccountId, ByPersonId, PassId) = (viewer.AccountId, viewer.Kind == ViewerKind.Participant ? viewer.PersonId : null, viewer.PassId);
        (PersonId, GroupId, SessionId, Detail) = (line.PersonId, line.GroupId, line.SessionId, line.Detail);
        (KeyId, Previous) = (sealer.KeyId, head.Hash);
        Hash = Reckon(sealer);
    }

    /// <summary>Its place in the record: 1, 2, 3 without a gap.</summary>
    public long Number { get; private set; }

    /// <summary>When.</summary>
    public Instant At { get; private set; }

    /// <summary>What was done.</summary>
    public AuditAct Act { get; private set; }

    /// <summary>The organisation it concerns, if one.</summary>
    public Guid? OrganisationId { get; private set; }

    /// <summary>What sort of asker did it.</summary>
    public ViewerKind By { get; private set; }

    /// <summary>The account that did it.</summary>
    public Guid? AccountId { get; private set; }

    /// <summary>The person who did it, by their own page.</summary>
    public Guid? ByPersonId { get; private set; }

    /// <summary>The pass that did it.</summary>
    public Guid? PassId { get; private set; }

    /// <summary>The person it concerns; null where it concerns everybody of a group or session.</summary>
    public Guid? PersonId { get; private set; }

    /// <summary>The group it concerns.</summary>
    public Guid? GroupId { get; private set; }

    /// <summary>The session it concerns.</summary>
    public Guid? SessionId { get; private set; }

    /// <summary>One word more, such as a duty or a stage; never words of people.</summary>
    public string? Detail { get; private set; }

    /// <summary>The key that the chain was made with.</summary>
    public string KeyId { get; private set; } = "";

    /// <summary>The hash of the line before, hex.</summary>
    public string Previous { get; private set; } = "";

    /// <summary>Keyed hash of this line and the one before, hex.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>What the hash should be.</summary>
    /// <exception cref="RuleViolation">The key that the chain was made with is not here.</exception>
    internal string Reckon(Sealer sealer)
    {
        object?[] said = [Number, At.ToUnixTimeMilliseconds(), Act, OrganisationId, By, AccountId, ByPersonId, PassId, PersonId, GroupId, SessionId, Detail, Previous];
        var text = string.Join('\n', said.Select(s => Convert.ToString(s, CultureInfo.InvariantCulture)));
        return Convert.ToHexStringLower(HMACSHA256.HashData(sealer.ChainKey(KeyId), Encoding.UTF8.GetBytes(text)));
    }
}

/// <summary>The last line of the audit record, so that lines cut off at the end are missed.</summary>
public sealed class AuditHead
{
    private AuditHead()
    {
    }

    /// <summary>Always 1.</summary>
    public int Id { get; private set; } = 1;

    /// <summary>The number of the last line; 0 where there is none.</summary>
    public long Number { get; private set; }

    /// <summary>Its hash, hex.</summary>
    public string Hash { get; private set; } = "";

    internal void MoveTo(AuditEntry last) => (Number, Hash) = (last.Number, last.Hash);
}
