using System.Globalization;
using Groups.Domain;
using Groups.Domain.Attendance;
using Groups.Domain.Data;
using Groups.Domain.Sessions;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Components.Pages.Sessions;

/// <summary>The register screen: the live board, and where its form posts without scripts: tick, save, done.</summary>
public sealed partial class RegisterPage
{
    private Session _session = default!;
    private RegisterAccess _access = default!;
    private string _groupName = "";
    private string _when = "";
    private long _keepUntil;
    private string? _problem;
    private string? _typedName;
    private string? _typedCount;

    [CascadingParameter] private HttpContext? Context { get; set; }

    [Parameter] public Guid Id { get; set; }

    [SupplyParameterFromForm(FormName = "register", Name = "Here")] private List<string>? Here { get; set; }

    [SupplyParameterFromForm(FormName = "register", Name = "Was")] private string? Was { get; set; }

    [SupplyParameterFromForm(FormName = "register", Name = "WalkIn")] private string? WalkIn { get; set; }

    [SupplyParameterFromForm(FormName = "register", Name = "Count")] private string? Count { get; set; }

    [SupplyParameterFromForm(FormName = "register", Name = "CountWas")] private string? CountWas { get; set; }

    protected override async Task LoadAsync()
    {
        var viewer = await Viewers.RequireAsync();
        var now = Clock.GetCurrentInstant();
        await using var db = await Databases.CreateDbContextAsync();
        _session = await db.Sessions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == Id) ?? throw new NotFoundException();
        _access = await RegisterAccess.FindAsync(db, viewer, _session, now) is { Looks: true } access ? access : throw new NotFoundException();
        var group = await db.Groups.Where(g => g.Id == _session.GroupId).Select(g => new { g.Name, g.Alias }).SingleAsync();
        _groupName = _access.Pass is null ? group.Name : group.Alias ?? group.Name;
        var ends = _access.Pass is { } kind ? SessionPass.HoursOf(kind, _session).End : RegisterReach.DayEnds(_session);
        _keepUntil = ends.ToUnixTimeMilliseconds();
        _when = SessionTime.InWords(_session.Date, _session.StartTime, now.InZone(DateTimeZoneProviders.Tzdb[_session.Zone]).Date);
    }

    private async Task SaveAsync()
    {
        var viewer = await Viewers.RequireAsync();
        try
        {
            (await Record.RunAsync(viewer, Id, [.. Taps(await Read.RunAsync(viewer, Id))])).OrThrow();
        }
        catch (RuleViolation broken)
        {
            (_problem, _typedName, _typedCount) = (broken.Message, WalkIn, Count);
            return;
        }

        Navigation.NavigateTo($"/sessions/{Id}/register");
    }

    /// <summary>Only what was changed on this form: a box somebody else ticked meanwhile stays ticked.</summary>
    private IEnumerable<TappedFact> Taps(RegisterView view)
    {
        var now = Clock.GetCurrentInstant();
        var (here, was) = (Ids(Here), Ids(Was?.Split(' ')));
        foreach (var row in view.People.Concat(view.WalkIns))
        {
            if (here.Contains(row.Id) && !was.Contains(row.Id) && !row.IsHere)
            {
                yield return TappedFact.Arrived(row.Id, now);
            }
            else if (was.Contains(row.Id) && !here.Contains(row.Id) && row.MayTick)
            {
                foreach (var fact in row.FactIds)
                {
                    yield return TappedFact.Undone(fact, now);
                }
            }
        }

        if (!string.IsNullOrWhiteSpace(WalkIn))
        {
            yield return TappedFact.WalkIn(WalkIn, now);
        }

        foreach (var tap in CountTaps(view, now))
        {
            yield return tap;
        }
    }

    private IEnumerable<TappedFact> CountTaps(RegisterView view, Instant now)
    {
        var typed = Count?.Trim() ?? "";
        if (typed == (CountWas ?? ""))
        {
            return [];
        }

        if (typed is "" or "0")
        {
            return view.CountFactIds.Select(fact => TappedFact.Undone(fact, now));
        }

        return int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? [TappedFact.Headcount(count, now)]
            : throw new RuleViolation("Write the headcount as a number, such as 12.");
    }

    private static HashSet<Guid> Ids(IEnumerable<string>? posted) =>
        [.. (posted ?? []).Select(text => Guid.TryParse(text, out var id) ? id : Guid.Empty)];
}
