using Groups.Domain;
using Groups.Domain.Attendance;
using Groups.Domain.Data;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Components.Pages.Sessions.Running;

/// <summary>A register on paper: names for those who may see them, else empty lines.</summary>
/// <param name="Rows">Those who may be written down, by name.</param>
public sealed record PaperSheet(string Title, string When, string Venue, IReadOnlyList<RegisterRow> Rows)
{
    /// <exception cref="NotFoundException">The session is missing, or its register is not the viewer's to keep.</exception>
    public static async Task<PaperSheet> LoadAsync(IDbContextFactory<GroupsDb> databases, ReadRegister read, Viewer viewer, Guid sessionId, IClock clock)
    {
        var rows = (await read.FindAsync(viewer, sessionId))?.People.Where(p => p.MayTick).OrderBy(p => p.Name, StringComparer.InvariantCultureIgnoreCase).ThenBy(p => p.Id).ToList() ?? [];
        if (viewer.PassId is not null)
        {
            var stood = await RunningView.LoadAsync(databases, viewer, sessionId, a => a.TapsNames, clock);
            return new PaperSheet(stood.GroupName, $"{stood.When} to {SessionTime.TimeInWords(stood.End)}", stood.Venue.Name, rows);
        }

        // Who keeps the register can print an empty one before its day.
        var view = await SessionView.LoadAsync(databases, viewer, sessionId, a => a.MayCount, clock);
        return new PaperSheet(view.Alias ?? view.GroupName, $"{view.When} to {SessionTime.TimeInWords(view.End)}", view.Venue.Name, rows);
    }
}
