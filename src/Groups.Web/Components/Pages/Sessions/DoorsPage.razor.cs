using Groups.Domain;
using Groups.Domain.Attendance;
using Groups.Domain.Sessions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Components.Pages.Sessions;

/// <summary>Where a lead makes and ends ways to the register for those without an account.</summary>
public sealed partial class DoorsPage
{
    private SessionView _view = default!;
    private Viewer _viewer = default!;
    private IReadOnlyList<StandingPass> _passes = [];
    private string? _whyNot;
    private int _agreed;
    private MadePass? _made;
    private PassKind _kind;
    private string? _name;
    private EditContext _form = default!;
    private FormErrors _errors = default!;

    /// <summary>The session.</summary>
    [Parameter] public Guid Id { get; set; }

    /// <summary>Something was ended on the page before.</summary>
    [SupplyParameterFromQuery(Name = "ended")] private string? Ended { get; set; }

    [SupplyParameterFromForm(FormName = "stand-in")] private StandInForm? Input { get; set; }

    [SupplyParameterFromForm(FormName = "end", Name = "end")] private Guid? ToEnd { get; set; }

    protected override async Task LoadAsync()
    {
        _viewer = await Viewers.RequireAsync();
        _view = await SessionView.LoadAsync(Databases, _viewer, Id, a => a.MayTapNames, Clock);
        _whyNot = MakePass.WhyNot(_view.Session, _view.Now);
        _passes = await Read.RunAsync(_viewer, Id);
        await using var db = await Databases.CreateDbContextAsync();
        _agreed = await db.Members.CountAsync(m => m.GroupId == _view.Session.GroupId && m.LeftAt == null && m.NameOnRegister && m.OnKioskSince != null);
        Input ??= new();
        _form = new(Input);
        _errors = new(_form);
    }

    private async Task MakeAsync(PassKind kind, string? name)
    {
        if (await _errors.TryAsync(async () => _made = await Make.RunAsync(_viewer, Id, kind, name)))
        {
            (_kind, _name) = (kind, name);
            Input!.Name = null;
            _passes = await Read.RunAsync(_viewer, Id);
        }
    }

    private async Task EndAsync()
    {
        await End.RunAsync(_viewer, Id, ToEnd ?? Guid.Empty);
        Navigation.NavigateTo($"/sessions/{Id}/door?ended=1");
    }

    private Uri Address(string path) => new(Settings.PublicUrl, path);

    private Interval Hours(PassKind kind) => SessionPass.HoursOf(kind, _view.Session);

    private string Clocked(Instant at) => Clocked(at.InZone(DateTimeZoneProviders.Tzdb[_view.Session.Zone]).LocalDateTime);

    private string Clocked(LocalDateTime at) => at.Date == _view.Today ? SessionTime.TimeInWords(at.TimeOfDay) : SessionTime.InWords(at.Date, at.TimeOfDay, _view.Today);

    private static string Words(StandingPass pass) => pass.Kind switch
    {
        PassKind.Door => "Code for phones",
        PassKind.Kiosk => "Tablet at the door",
        _ => $"{pass.Name} stands in",
    };

    private static string InWords(int agreed) => agreed switch
    {
        0 => "Nobody has said yes so far; everybody can say “I'm here” without a name.",
        1 => "1 person said yes.",
        _ => $"{agreed} people said yes.",
    };

    /// <summary>Who stands in.</summary>
    public sealed class StandInForm
    {
        /// <summary>By the name to be called by.</summary>
        public string? Name { get; set; }
    }
}
