using Groups.Domain;
using Groups.Domain.Attendance;
using Groups.Domain.Data;
using Groups.Web.Hosting;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Components.Pages.Sessions.Running;

/// <summary>A page for somebody who runs a session: for accounts and for those who stand in alike.</summary>
public abstract class RunningPage : LoadedPage
{
    [Parameter] public Guid Id { get; set; }

    [Inject] private ViewerSource Viewers { get; set; } = default!;

    [Inject] private protected IDbContextFactory<GroupsDb> Databases { get; set; } = default!;

    [Inject] private protected IClock Clock { get; set; } = default!;

    [Inject] private protected NavigationManager Navigation { get; set; } = default!;

    private protected Viewer Viewer { get; private set; } = default!;

    private protected RunningView View { get; private set; } = default!;

    /// <summary>Whether the page is for those with this access.</summary>
    private protected abstract bool May(RegisterAccess access);

    protected override async Task LoadAsync()
    {
        Viewer = await Viewers.RequireAsync();
        View = await RunningView.LoadAsync(Databases, Viewer, Id, May, Clock);
    }
}
