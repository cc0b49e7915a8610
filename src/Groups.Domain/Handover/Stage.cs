namespace Groups.Domain.Handover;

/// <summary>A summary of who holds duties, never a switch (FIELD.md).</summary>
public enum Stage
{
    /// <summary>1: the CLW leads.</summary>
    Starting = 1,

    /// <summary>2: peers share jobs.</summary>
    SharingJobs = 2,

    /// <summary>3: peers take turns.</summary>
    TakingTurns = 3,

    /// <summary>4: the CLW is absent and on call.</summary>
    StandingBy = 4,

    /// <summary>5: the group runs itself.</summary>
    SelfRun = 5,

    /// <summary>Beside: resting for a while.</summary>
    Resting = 6,

    /// <summary>Beside: shared with the CLW for good.</summary>
    SharedForGood = 7,

    /// <summary>Beside: ended well.</summary>
    EndedWell = 8,
}
