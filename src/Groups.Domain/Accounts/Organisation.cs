using NodaTime;

namespace Groups.Domain.Accounts;

/// <summary>An organisation that runs groups with this program. Organisations see nothing of each other.</summary>
public sealed class Organisation
{
    /// <summary>The organisation that is there from the start.</summary>
    public static readonly Guid FirstId = new("00000000-0000-7000-8000-000000000001");

    /// <summary>The longest name, in characters.</summary>
    public const int LongestName = 100;

    private Organisation()
    {
    }

    /// <summary>A further organisation.</summary>
    /// <exception cref="RuleViolation">The name is empty or too long.</exception>
    public Organisation(string? name, Instant now)
    {
        Id = Guid.CreateVersion7();
        Name = Words.Required(name, "The name", LongestName, "Name");
        CreatedAt = now;
    }

    /// <summary>Permanent id.</summary>
    public Guid Id { get; private set; }

    /// <summary>Its name, for staff.</summary>
    public string Name { get; private set; } = "";

    /// <summary>When it was added.</summary>
    public Instant CreatedAt { get; private set; }
}
