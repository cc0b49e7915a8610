using Groups.Domain;
using Groups.Domain.Attendance;
using Groups.Web.Hosting;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using NodaTime;

namespace Groups.Web.Components.Pages.Sessions;

/// <summary>
/// The live register. It only draws: scripts on the device make every tap and send it, so that a tap needs no circuit; without
/// scripts it is a plain form that posts to the register's own page. There are no handlers and no component per row, so that a
/// change sends only what changed. While the circuit has no connection it follows nothing.
/// </summary>
public sealed partial class RegisterBoard : IDisposable
{
    /// <summary>The longest list in which a name is found without a search field.</summary>
    private const int ShortList = 12;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private Viewer? _viewer;
    private RegisterView? _view;
    private RegisterDrawing _drawn = default!;
    private string? _viewerKey;
    private long _shownAt;
    private string? _was;
    private string? _countWas;
    private string? _said;
    private int _changes;
    private AntiforgeryRequestToken? _token;

    private volatile RegisterView? _told;
    private IDisposable? _following;
    private int _turn;
    private int _isQueued;
    private bool _isLoaded;
    private volatile bool _gone;

    /// <summary>The session.</summary>
    [Parameter, EditorRequired] public Guid SessionId { get; set; }

    /// <summary>What was wrong with what was posted, if anything.</summary>
    [Parameter] public string? Problem { get; set; }

    /// <summary>The name that was typed and not saved.</summary>
    [Parameter] public string? WalkIn { get; set; }

    /// <summary>The headcount that was typed and not saved.</summary>
    [Parameter] public string? Count { get; set; }

    /// <summary>Until when a device may keep this register for opening it without signal, in unix milliseconds.</summary>
    [Parameter] public long KeepUntil { get; set; }

    [Inject] private ReadRegister Read { get; set; } = default!;

    [Inject] private RegisterFeed Feed { get; set; } = default!;

    [Inject] private CircuitWatch Circuit { get; set; } = default!;

    [Inject] private ViewerSource Viewers { get; set; } = default!;

    [Inject] private AntiforgeryStateProvider Antiforgery { get; set; } = default!;

    [Inject] private IClock Clock { get; set; } = default!;

    private string Address => $"/sessions/{SessionId}/register";

    /// <inheritdoc />
    protected override async Task LoadAsync()
    {
        if (_viewer is not null)
        {
            return;
        }

        _viewer = await Viewers.RequireAsync();
        _token = Antiforgery.GetAntiforgeryToken();
        _viewerKey = ViewerClaims.KeyOf(_viewer);
        _shownAt = Clock.GetCurrentInstant().ToUnixTimeMilliseconds();
        if (RendererInfo.IsInteractive)
        {
            Circuit.Down += Unfollow;
            Circuit.Up += Resume;
            await FollowAsync();
        }
        else
        {
            Show(await Read.FindAsync(_viewer, SessionId));
        }

        (_was, _countWas) = _view is null ? (null, null) : (_drawn.Ticked, _drawn.Counted);
    }

    private async Task FollowAsync()
    {
        var turn = Interlocked.Increment(ref _turn);
        var following = await Feed.FollowAsync(_viewer!, SessionId, Told);
        if (_gone || turn != Volatile.Read(ref _turn))
        {
            following?.Dispose();
            return;
        }

        (_following, _isLoaded) = (following, true);
        Show(following is null ? null : _told);
    }

    /// <summary>The feed tells everybody on one thread: drawing is each circuit's own work, and many changes at once are drawn once.</summary>
    private void Told(RegisterView? view, RegisterChange? change)
    {
        _told = view;
        if (Interlocked.Exchange(ref _isQueued, 1) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static board => _ = board.InvokeAsync(board.Redraw), this, preferLocal: false);
        }
    }

    private void Redraw()
    {
        Volatile.Write(ref _isQueued, 0);
        var told = _told;
        if (_isLoaded && !_gone && !ReferenceEquals(told, _view))
        {
            Show(told);
            StateHasChanged();
        }
    }

    private void Show(RegisterView? view)
    {
        var before = _view;
        _view = view;
        if (view is not null)
        {
            _drawn = RegisterDrawing.Of(view);
            if (before is not null && before.Headcount != view.Headcount)
            {
                _ = AnnounceAsync(++_changes);
            }
        }
    }

    /// <summary>Says how many are here once the taps have paused, so that a screen reader is not talked over.</summary>
    private async Task AnnounceAsync(int change)
    {
        await Task.Delay(Pause);
        await InvokeAsync(() =>
        {
            if (!_gone && change == _changes && _view is not null)
            {
                _said = _drawn.Here;
                StateHasChanged();
            }
        });
    }

    private void Unfollow()
    {
        Interlocked.Increment(ref _turn);
        Interlocked.Exchange(ref _following, null)?.Dispose();
    }

    private void Resume() => _ = InvokeAsync(async () =>
    {
        try
        {
            await FollowAsync();
            StateHasChanged();
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            await DispatchExceptionAsync(problem);
        }
    });

    private static string Flag(bool value) => value ? "true" : "false";

    /// <inheritdoc />
    public void Dispose()
    {
        _gone = true;
        Circuit.Down -= Unfollow;
        Circuit.Up -= Resume;
        Unfollow();
    }
}
