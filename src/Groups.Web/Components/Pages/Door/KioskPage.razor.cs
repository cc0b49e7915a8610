using Groups.Domain.Attendance;
using Groups.Web.Components.Layout;
using Groups.Web.Hosting;
using Microsoft.AspNetCore.Components;

namespace Groups.Web.Components.Pages.Door;

/// <summary>
/// A tablet at the door: touch, find your first name, done. Names of those who said yes are shown for a minute at most, then the start screen, by the
/// browser's own refresh: no scripts, and no link leads anywhere else.
/// </summary>
public sealed partial class KioskPage
{
    private const int NamesFor = 60;
    private const int ThanksFor = 15;

    private State _state;
    private IReadOnlyList<DoorName> _names = [];
    private string? _signedIn;
    private string? _thanked;
    private Guid _made;
    private bool _problem;

    private enum State
    {
        Start,
        Names,
        Thanks,
        Undone,
    }

    /// <summary>"names" shows the names.</summary>
    [SupplyParameterFromQuery(Name = "at")] public string? At { get; set; }

    [SupplyParameterFromForm(FormName = "person", Name = "person")] private string? PersonId { get; set; }

    [SupplyParameterFromForm(FormName = "person", Name = "fact")] private string? PersonFact { get; set; }

    [SupplyParameterFromForm(FormName = "unnamed", Name = "fact")] private string? UnnamedFact { get; set; }

    [SupplyParameterFromForm(FormName = "named", Name = "name")] private string? Name { get; set; }

    [SupplyParameterFromForm(FormName = "named", Name = "fact")] private string? NamedFact { get; set; }

    [SupplyParameterFromForm(FormName = "undo", Name = "undoes")] private string? Undoes { get; set; }

    [Inject] private PageLanguage Spoken { get; set; } = default!;

    private protected override PassKind Kind => PassKind.Kiosk;

    private IEnumerable<DoorName> Offered => _names.Where(n => !n.IsHere);

    /// <summary>The form that was posted from an earlier state of the page and is not on this one: it is answered all the same.</summary>
    private string? Missing => IsPost && Http.Request.Form["_handler"].ToString() is "person" or "unnamed" or "named" or "undo"
        && !IsShown(Http.Request.Form["_handler"].ToString()) ? Http.Request.Form["_handler"].ToString() : null;

    private bool IsShown(string form) => Opened is not null && _signedIn is null && (form == "undo" ? _state == State.Thanks : _state == State.Names && (form != "person" || Offered.Any()));

    private Task MissingAsync() => (Opened is null || _signedIn is not null ? null : Missing) switch
    {
        "person" => PersonAsync(),
        "undo" => UndoAsync(),
        _ => Task.CompletedTask,
    };

    private protected override async Task LoadOpenedAsync()
    {
        _signedIn = SignedIn.Of(Http)?.Name;
        if (_signedIn is not null)
        {
            return;
        }

        if (At == "names" || IsPost)
        {
            _names = await Door.RunAsync(Viewer, Opened!.SessionId);
        }

        if (At == "names" && !(IsPost && Http.Request.Form["_handler"] == "undo"))
        {
            Show(State.Names, NamesFor);
        }
    }

    private async Task PersonAsync()
    {
        var person = Guid.TryParse(PersonId, out var id) ? _names.FirstOrDefault(n => n.PersonId == id) : null;
        var tap = Here(PersonFact, null);
        await ThankAsync(person is null ? null : tap with { PersonId = person.PersonId }, person?.Name);
    }

    private Task SayAsync(string? name, string? fact) => ThankAsync(Here(fact, name), string.IsNullOrWhiteSpace(name) ? null : name.Trim());

    private async Task ThankAsync(TappedFact? tap, string? name)
    {
        if (tap is null || !await TapAsync(tap))
        {
            _problem = true;
            return;
        }

        (_thanked, _made) = (name, tap.Id);
        Show(State.Thanks, ThanksFor);
    }

    private async Task UndoAsync()
    {
        if (Guid.TryParse(Undoes, out var fact) && await TapAsync(TappedFact.Undone(fact, Clock.GetCurrentInstant())))
        {
            Show(State.Undone, ThanksFor);
        }
    }

    /// <summary>Shows this for so many seconds, then the start screen.</summary>
    private void Show(State state, int seconds)
    {
        _state = state;
        Http.Response.Headers["Refresh"] = $"{seconds}; url={To(keepLanguage: false)}";
    }

    private string LinkFor(string code) => $"/kiosk/{Token}?{(_state == State.Names ? "at=names&" : "")}lang={code}";
}
