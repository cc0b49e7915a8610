using NodaTime;

namespace Groups.Domain.Membership;

/// <summary>A worker's tie to a group while they work with it.</summary>
public sealed class GroupWorker
{
    private GroupWorker()
    {
    }

    internal GroupWorker(Guid accountId, Instant now) => (Id, AccountId, Since) = (Guid.CreateVersion7(), accountId, now);

    /// <summary>Permanent id.</summary>
    public Guid Id { get; private set; }

    /// <summary>The group.</summary>
    public Guid GroupId { get; private set; }

    /// <summary>The worker's account.</summary>
    public Guid AccountId { get; private set; }

    /// <summary>From when.</summary>
    public Instant Since { get; private set; }

    /// <summary>Until when; null while they work with it.</summary>
    public Instant? Until { get; private set; }

    /// <summary>Ends the tie.</summary>
    public void End(Instant now) => Until ??= now;
}
