using Groups.Domain.Data;
using Groups.Domain.People;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Accounts;

/// <summary>Adds another organisation with its first coordinator. Whoever runs the machine does it, from the command line.</summary>
public sealed class AddOrganisation(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Adds both.</summary>
    /// <returns>The token of the coordinator's first sign-in link, good for a day; it is not kept.</returns>
    /// <exception cref="NotFoundException">The viewer is not the program itself.</exception>
    /// <exception cref="RuleViolation">A name or the email cannot be read, or is taken.</exception>
    public Task<string> RunAsync(Viewer viewer, string? name, string? coordinator, string? email, CancellationToken stop = default) => databases.WriteAsync(viewer, async db =>
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (viewer.Kind != ViewerKind.Program)
        {
            throw new NotFoundException();
        }

        var now = clock.GetCurrentInstant();
        var organisation = new Organisation(name, now);
        if (await db.Organisations.AnyAsync(o => o.Name == organisation.Name, stop))
        {
            throw new RuleViolation("There is an organisation of this name already. Choose another name.", "Name");
        }

        if (!EmailAddress.TryRead(email, out var address, out var problem))
        {
            throw new RuleViolation(problem, "Email");
        }

        if (await db.Accounts.AnyAsync(a => a.Email == address.Value, stop))
        {
            throw new RuleViolation("Somebody signs in with this email already. Use another one.", "Email");
        }

        var account = new Account(coordinator, address.Value, Post.Coordinator, null, now, organisation.Id);
        db.AddRange(organisation, account, SignInLink.For(account.Id, now, AddWorker.GoodFor, out var token));
        return token;
    }, stop);
}
