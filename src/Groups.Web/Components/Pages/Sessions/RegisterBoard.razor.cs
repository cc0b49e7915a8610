using System.Globalization;
using Groups.Domain;
using Groups.Domain.Attendance;
using Groups.Domain.Live;
using Groups.Web.Hosting;
using Microsoft.AspNetCore.Components;
using NodaTime;

namespace Groups.Web.Components.Pages.Sessions;

/// <summary>
/// The live register. It only draws: scripts on the device make every tap and send it, so that a tap needs no circuit; without
/// scripts it is a plain form that posts to the register's own page. There are no handlers and no component per row, so that a
/// change sends only what changed.
/// </summary>
public sealed partial class RegisterBoard : LivePart
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private RegisterView? _view;
    private string? _viewerKey;
    private long _shownAt;
    private string? _was;
    private string? _countWas;
    private string? _said;
    private int _changes;

    /// <summary>What was wrong with what was posted, if anything.</summary>
    [Parameter] public string? Problem { get; set; }

    /// <summary>The name that was typed and not saved.</summary>
    [Parameter] public string? WalkIn { get; set; }

    /// <summary>The headcount that was typed and not saved.</summary>
    [Parameter] public string? Count { get; set; }

    /// <summary>Until when a device may keep this register for opening it without signal, in unix milliseconds.</summary>
    [Parameter] public long KeepUntil { get; set; }

    [Inject] private ReadRegister Read { get; set; } = default!;

    [Inject] private IClock Clock { get; set; } = default!;

    private string Address => $"/sessions/{SessionId}/register";

    private string? Counted => _view!.Counted?.ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc />
    protected override bool Concerns(SessionChangeKind kind) => kind is not SessionChangeKind.Messages;

    /// <inheritdoc />
    protected override async Task LoadAsync()
    {
        var before = _view;
        _view = await Read.FindAsync(Viewer, SessionId);
        if (_view is null)
        {
            Unsubscribe();
        }
        else if (before is null)
        {
            _viewerKey ??= ViewerClaims.KeyOf(Viewer);
            _shownAt = Clock.GetCurrentInstant().ToUnixTimeMilliseconds();
            (_was, _countWas) = (string.Join(' ', _view.People.Concat(_view.WalkIns).Where(row => row.IsHere).Select(row => row.Id)), Counted);
        }
        else if (before.Headcount != _view.Headcount)
        {
            _ = AnnounceAsync(++_changes);
        }
    }

    /// <summary>Says how many are here once the taps have paused, so that a screen reader is not talked over.</summary>
    private async Task AnnounceAsync(int change)
    {
        await Task.Delay(Pause);
        await InvokeAsync(() =>
        {
            if (change == _changes && _view is not null)
            {
                _said = RegisterWords.Here(_view);
                StateHasChanged();
            }
        });
    }

    private static string Flag(bool value) => value ? "true" : "false";

    private static string TickId(RegisterRow row) => $"tick-{row.Id}";

    private static string Facts(IReadOnlyList<Guid> ids) => ids switch { [] => "", [var one] => one.ToString(), _ => string.Join(' ', ids) };
}
