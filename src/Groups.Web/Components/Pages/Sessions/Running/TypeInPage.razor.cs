using System.Globalization;
using Groups.Domain;
using Groups.Domain.Attendance;
using Microsoft.AspNetCore.Components;

namespace Groups.Web.Components.Pages.Sessions.Running;

/// <summary>A paper register typed in by keyboard alone, without scripts: what is clear is ticked at once, only the rest is asked.</summary>
public sealed partial class TypeInPage
{
    private IReadOnlyList<RegisterRow> _people = [];
    private List<string> _asked = [];
    private int _ticked;
    private string? _problem;

    [SupplyParameterFromForm(FormName = "type-in", Name = "Names")] private string? Names { get; set; }

    [SupplyParameterFromForm(FormName = "type-in", Name = "Count")] private string? Count { get; set; }

    [SupplyParameterFromForm(FormName = "rest", Name = "Line")] private List<string>? Line { get; set; }

    [SupplyParameterFromForm(FormName = "rest", Name = "Pick")] private List<string>? Pick { get; set; }

    [Inject] private ReadRegister Read { get; set; } = default!;

    [Inject] private RecordFacts Record { get; set; } = default!;

    private protected override bool May(RegisterAccess access) => access.TapsNames;

    protected override async Task LoadAsync()
    {
        await base.LoadAsync();
        _people = (await Read.RunAsync(Viewer, Id)).People;
        _asked = [.. (Line ?? []).Take(TypedNames.Most)];
    }

    private async Task TypeAsync()
    {
        var found = TypedNames.Lines(Names).Select(name => (Name: name, Fits: TypedNames.Fits(name, _people))).ToList();
        var clear = found.Where(f => f.Fits.Count == 1).Select(f => f.Fits[0]).DistinctBy(p => p.Id).ToList();
        if (await RecordAsync(() => [.. clear.Where(p => !p.IsHere).Select(p => TappedFact.Arrived(p.Id, View.Now)), .. Counted()]))
        {
            _ticked = clear.Count;
            _asked = [.. found.Where(f => f.Fits.Count != 1).Select(f => f.Name)];
            if (_asked.Count == 0)
            {
                Navigation.NavigateTo($"/sessions/{Id}/register");
            }
        }
    }

    private async Task RestAsync()
    {
        if (await RecordAsync(() => [.. _asked.Zip(Pick ?? []).Select(p => Of(p.First, p.Second)).OfType<TappedFact>()]))
        {
            Navigation.NavigateTo($"/sessions/{Id}/register");
        }
    }

    private TappedFact? Of(string name, string pick) => pick == "new" ? TappedFact.WalkIn(name, View.Now)
        : Guid.TryParse(pick, out var person) && _people.Any(p => p.Id == person && !p.IsHere) ? TappedFact.Arrived(person, View.Now)
        : null;

    private IEnumerable<TappedFact> Counted() => Count?.Trim() is not { Length: > 0 } typed ? []
        : int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? [TappedFact.Headcount(count, View.Now)]
        : throw new RuleViolation("Write the headcount as a number, such as 12.");

    private async Task<bool> RecordAsync(Func<IReadOnlyCollection<TappedFact>> taps)
    {
        try
        {
            (await Record.RunAsync(Viewer, Id, taps())).OrThrow();
            return true;
        }
        catch (RuleViolation broken)
        {
            _problem = broken.Message;
            return false;
        }
    }
}
