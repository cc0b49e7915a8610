using Groups.Domain.Data;
using Groups.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace Groups.Domain.Rights;

/// <summary>A person puts right what they are called and what helps them to take part. Ways of contact have their own action, <see cref="SayContact"/>.</summary>
public sealed class PutRight(IDbContextFactory<GroupsDb> databases)
{
    /// <summary>Stores it for the viewer themselves.</summary>
    /// <exception cref="NotFoundException">The viewer is no person.</exception>
    /// <exception cref="RuleViolation">The name is empty, or something is too long.</exception>
    public Task RunAsync(Viewer viewer, string? name, string? needs, bool sharesNeeds, CancellationToken stop = default) => databases.WriteAsync(viewer, async db =>
    {
        var person = await db.PersonOfAsync(viewer, stop);
        person.Rename(name);
        person.SetAccessNeeds(needs, sharesNeeds);
        (await db.Members.Where(m => m.PersonId == person.Id && m.LeftAt == null).Select(m => m.GroupId).ToListAsync(stop)).ForEach(db.AnnounceGroup);
    }, stop);
}
