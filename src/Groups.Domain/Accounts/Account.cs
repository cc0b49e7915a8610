using NodaTime;

namespace Groups.Domain.Accounts;

/// <summary>Somebody who signs in. What they may do comes from the groups and duties they hold, not from here.</summary>
public sealed class Account
{
    private Account()
    {
    }

    /// <summary>A new account.</summary>
    public Account(string? name, string email, Post post, Guid? personId, Instant now, Guid? organisationId = null)
    {
        OrganisationId = organisationId ?? Organisation.FirstId;
        Id = Guid.CreateVersion7();
        Rename(name);
        Email = email;
        Post = post;
        PersonId = personId;
        CreatedAt = now;
        Stamp = Secret.New();
    }

    /// <summary>Permanent id.</summary>
    public Guid Id { get; private set; }

    /// <summary>The name shown to colleagues.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Where sign-in links go.</summary>
    public string Email { get; private set; } = "";

    /// <summary>The post held in the programme.</summary>
    public Post Post { get; private set; }

    /// <summary>The person a peer lead is in the groups, if they are one.</summary>
    public Guid? PersonId { get; private set; }

    /// <summary>The organisation it belongs to; it sees nothing of others.</summary>
    public Guid OrganisationId { get; private set; }

    /// <summary>A mobile that sign-in codes may be texted to, if they gave one.</summary>
    public string? Phone { get; private set; }

    /// <summary>Changes when every sign-in of the account is to end.</summary>
    public string Stamp { get; private set; } = "";

    /// <summary>Wrong codes in a row.</summary>
    public int WrongTries { get; private set; }

    /// <summary>Nobody signs in by a code before this.</summary>
    public Instant? LockedUntil { get; private set; }

    /// <summary>Besides a link or code they also show a passkey.</summary>
    public bool SecondStep { get; private set; }

    /// <summary>When it was made.</summary>
    public Instant CreatedAt { get; private set; }

    /// <summary>When it ended; an ended account cannot sign in.</summary>
    public Instant? EndedAt { get; private set; }

    /// <summary>Ends the account of somebody who is erased, and forgets who they were.</summary>
    public void Erase(Instant now)
    {
        End(now);
        (Name, Email, Phone, SecondStep) = (People.Person.ErasedName, $"{Id:N}@erased.invalid", null, false);
    }

    /// <summary>Ends the account, and with it every sign-in of it.</summary>
    public void End(Instant now)
    {
        EndedAt ??= now;
        EndSignIns();
    }

    /// <summary>Ends every sign-in of the account at its next request.</summary>
    public void EndSignIns() => Stamp = Secret.New();

    /// <summary>From now on colleagues see this name.</summary>
    /// <exception cref="RuleViolation">It is empty or too long.</exception>
    public void Rename(string? name) => Name = Words.Required(name, "The name", 100, "Name");

    /// <summary>Codes may be texted to this mobile too; with null no longer.</summary>
    public void TextCodesTo(string? e164) => Phone = e164;

    /// <summary>From now on a passkey is asked for besides a link or code, or no longer.</summary>
    /// <exception cref="RuleViolation">They hold no post that asks for it, or have no passkey to show.</exception>
    public void AskForPasskey(bool asks, bool hasPasskey)
    {
        if (asks && Post != Post.Coordinator)
        {
            throw new RuleViolation("The second step is for coordinators.");
        }

        if (asks && !hasPasskey)
        {
            throw new RuleViolation("Add a passkey first. Without one nobody could take the second step.");
        }

        SecondStep = asks;
    }
}

/// <summary>The posts of the programme.</summary>
public enum Post
{
    /// <summary>A participant who took on duties.</summary>
    Peer,

    /// <summary>A Community Links Worker: starts groups.</summary>
    Worker,

    /// <summary>Sets up workers; sees only numbers.</summary>
    Coordinator,
}
