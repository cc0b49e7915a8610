namespace Groups.Domain;

/// <summary>Who is asking. Every read and action takes one; what they may do is looked up from the duties they hold now.</summary>
public sealed record Viewer
{
    private Viewer(ViewerKind kind, Guid? accountId, Guid? personId, Guid? passId = null) => (Kind, AccountId, PersonId, PassId) = (kind, accountId, personId, passId);

    /// <summary>The program itself: jobs, import from the command line, webhooks.</summary>
    public static Viewer Program { get; } = new(ViewerKind.Program, null, null);

    /// <summary>What sort of asker this is.</summary>
    public ViewerKind Kind { get; }

    /// <summary>The signed-in account, if any.</summary>
    public Guid? AccountId { get; }

    /// <summary>The person behind the account or the personal link, if any.</summary>
    public Guid? PersonId { get; }

    /// <summary>The pass to one session's register, if that is how they came.</summary>
    public Guid? PassId { get; }

    /// <summary>Lets only the program itself go on.</summary>
    /// <exception cref="NotFoundException">Somebody else asks.</exception>
    internal void RequireProgram()
    {
        if (Kind != ViewerKind.Program)
        {
            throw new NotFoundException();
        }
    }

    /// <summary>Somebody signed in.</summary>
    public static Viewer OfAccount(Guid accountId, Guid? personId) => new(ViewerKind.Account, accountId, personId);

    /// <summary>A participant on their own page; they see what is their own and nothing else.</summary>
    public static Viewer OfParticipant(Guid personId) => new(ViewerKind.Participant, null, personId);

    /// <summary>Somebody without an account, by a pass to one session's register.</summary>
    public static Viewer OfPass(Guid passId) => new(ViewerKind.Pass, null, null, passId);
}

/// <summary>The sorts of asker.</summary>
public enum ViewerKind
{
    /// <summary>The program itself.</summary>
    Program,

    /// <summary>Somebody signed in.</summary>
    Account,

    /// <summary>A participant by their personal link.</summary>
    Participant,

    /// <summary>Somebody by a pass to one session's register.</summary>
    Pass,
}
