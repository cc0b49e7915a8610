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
        viewer.RequireProgram();

        var now = clock.GetCurrentInstant();
        var organisation = new Organisation(name, now);
        if (await db.Organisations.AnyAsync(o => o.Name == organisation.Name, stop))
        {
            throw new RuleViolation("There is an organisation of this name already. Choose another name.", "Name");
        }

        var address = await NewAccounts.EmailAsync(db, email, stop);

        var account = new Account(coordinator, address, Post.Coordinator, null, now, organisation.Id);
        db.AddRange(organisation, account, SignInLink.For(account.Id, now, AddWorker.GoodFor, out var token));
        return token;
    }, stop);
}
