using System.Globalization;
using Groups.Domain;
using Groups.Domain.Attendance;
using Microsoft.AspNetCore.Components;

namespace Groups.Web.Components.Pages.Sessions;

/// <summary>The register without scripts: tick, save, done. The live board posts here too before its circuit is up.</summary>
public sealed partial class RegisterPage
{
    private SessionView _session = default!;
    private RegisterView _view = default!;
    private string? _problem;

    [Parameter] public Guid Id { get; set; }

    [SupplyParameterFromForm(FormName = "register", Name = "Here")] private List<string>? Here { get; set; }

    [SupplyParameterFromForm(FormName = "register", Name = "Was")] private List<string>? Was { get; set; }

    [SupplyParameterFromForm(FormName = "register", Name = "WalkIn")] private string? WalkIn { get; set; }

    [SupplyParameterFromForm(FormName = "register", Name = "Count")] private string? Count { get; set; }

    [SupplyParameterFromForm(FormName = "register", Name = "CountWas")] private string? CountWas { get; set; }

    protected override async Task LoadAsync()
    {
        var viewer = await Viewers.RequireAsync();
        _view = await Read.RunAsync(viewer, Id);
        _session = await SessionView.LoadAsync(Databases, viewer, Id, a => a.MayCount, Clock);
    }

    private async Task SaveAsync()
    {
        var viewer = await Viewers.RequireAsync();
        try
        {
            (await Record.RunAsync(viewer, Id, [.. Taps()])).OrThrow();
        }
        catch (RuleViolation broken)
        {
            _problem = broken.Message;
            return;
        }

        Navigation.NavigateTo($"/sessions/{Id}");
    }

    /// <summary>Only what was changed on this form: a box somebody else ticked meanwhile stays ticked.</summary>
    private IEnumerable<TappedFact> Taps()
    {
        var now = Clock.GetCurrentInstant();
        var (here, was) = (Ids(Here), Ids(Was));
        foreach (var row in _view.People.Concat(_view.WalkIns))
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

        foreach (var tap in CountTaps(now))
        {
            yield return tap;
        }
    }

    private IEnumerable<TappedFact> CountTaps(NodaTime.Instant now)
    {
        var typed = Count?.Trim() ?? "";
        if (typed == (CountWas ?? ""))
        {
            return [];
        }

        if (typed is "" or "0")
        {
            return _view.CountFactIds.Select(fact => TappedFact.Undone(fact, now));
        }

        return int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? [TappedFact.Headcount(count, now)]
            : throw new RuleViolation("Write the headcount as a number, such as 12.");
    }

    private static HashSet<Guid> Ids(List<string>? posted) =>
        [.. (posted ?? []).Select(text => Guid.TryParse(text, out var id) ? id : Guid.Empty)];
}
