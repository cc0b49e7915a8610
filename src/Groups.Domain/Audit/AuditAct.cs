namespace Groups.Domain.Audit;

/// <summary>What the audit record knows. The names are stored: they stay.</summary>
public enum AuditAct
{
    /// <summary>Looked at somebody's contact data.</summary>
    SawContact,

    /// <summary>Changed somebody's contact data.</summary>
    ChangedContact,

    /// <summary>Looked at the people of a group.</summary>
    SawPeople,

    /// <summary>Added somebody.</summary>
    AddedPerson,

    /// <summary>Brought people in from a file.</summary>
    Imported,

    /// <summary>Looked at the register of a sensitive group.</summary>
    SawRegister,

    /// <summary>Changed the register of a sensitive group.</summary>
    ChangedRegister,

    /// <summary>Looked at a group's contact list.</summary>
    SawContactList,

    /// <summary>A duty moved.</summary>
    MovedDuty,

    /// <summary>A stage changed.</summary>
    ChangedStage,

    /// <summary>A group got or lost a worker.</summary>
    ChangedWorker,

    /// <summary>Somebody's data was put together for them.</summary>
    Exported,

    /// <summary>Somebody was erased.</summary>
    Erased,

    /// <summary>What was kept long enough was deleted.</summary>
    Retained,

    /// <summary>All contact was stopped.</summary>
    StoppedContact,

    /// <summary>A consent was given or taken back.</summary>
    ChangedConsent,

    /// <summary>Somebody signed in.</summary>
    SignedIn,

    /// <summary>An account, its ways to sign in or its sign-ins changed.</summary>
    ChangedAccount,

    /// <summary>A personal link was made or taken back.</summary>
    ChangedLink,

    /// <summary>Looked at the audit record.</summary>
    SawAudit,

    /// <summary>The data key changed.</summary>
    ChangedKey,

    /// <summary>A backup was made or put back.</summary>
    BackedUp,
}
