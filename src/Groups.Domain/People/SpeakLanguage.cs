using Groups.Domain.Data;
using Groups.Domain.Messaging;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.People;

/// <summary>A person chooses the language of their page and messages.</summary>
public sealed class SpeakLanguage(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Stores the language for the viewer themselves.</summary>
    /// <exception cref="NotFoundException">The viewer is no person.</exception>
    /// <exception cref="RuleViolation">The program does not write in that language.</exception>
    public async Task RunAsync(Viewer viewer, string? code, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (code is null || !Languages.Codes.Contains(code))
        {
            throw new RuleViolation("Choose one of the languages in the list.", "Language");
        }

        await databases.WriteAsync(viewer, async db =>
        {
            var person = await db.PersonOfAsync(viewer, stop);
            person.SpeakLanguage(code);
            await Replan.PersonAsync(db, person.Id, clock.GetCurrentInstant(), stop);
        }, stop);
    }
}
