using Groups.Domain;
using Groups.Domain.Live;
using Groups.Web.Hosting;
using Microsoft.AspNetCore.Components;

namespace Groups.Web.Components.Pages.Sessions;

/// <summary>
/// A part of a page that follows one session: subscribes, loads, and loads again when something changed. While the circuit has no
/// connection it is unsubscribed, so that nothing is rendered for nobody.
/// </summary>
public abstract class LivePart : ComponentBase, IDisposable
{
    private IDisposable? _subscription;
    private bool _loading;
    private bool _stale;
    private bool _gone;

    /// <summary>The session.</summary>
    [Parameter, EditorRequired] public Guid SessionId { get; set; }

    [Inject] private LiveFeed Feed { get; set; } = default!;

    [Inject] private CircuitWatch Circuit { get; set; } = default!;

    [Inject] private ViewerSource Viewers { get; set; } = default!;

    /// <summary>Who looks.</summary>
    protected Viewer Viewer { get; private set; } = default!;

    /// <summary>Whether a change of this kind may change what is shown.</summary>
    protected abstract bool Concerns(SessionChangeKind kind);

    /// <summary>Reads what is shown, as the viewer may see it now.</summary>
    protected abstract Task LoadAsync();

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        Viewer = await Viewers.RequireAsync();
        if (RendererInfo.IsInteractive)
        {
            Circuit.Down += Unsubscribe;
            Circuit.Up += Resume;
            Subscribe();
        }

        await RefreshAsync();
    }

    /// <summary>Loads again; several calls while one is under way are one.</summary>
    protected async Task RefreshAsync()
    {
        _stale = true;
        if (_loading)
        {
            return;
        }

        _loading = true;
        try
        {
            while (_stale && !_gone)
            {
                _stale = false;
                await LoadAsync();
            }
        }
        finally
        {
            _loading = false;
        }

        StateHasChanged();
    }

    /// <summary>Stops following for good: the viewer lost what opened this.</summary>
    protected void Unsubscribe() => Interlocked.Exchange(ref _subscription, null)?.Dispose();

    private void Subscribe() => _subscription ??= Feed.Subscribe(SessionId, change =>
    {
        if (Concerns(change.Kind))
        {
            _ = InvokeAsync(TryRefreshAsync);
        }
    });

    private void Resume()
    {
        Subscribe();
        _ = InvokeAsync(TryRefreshAsync);
    }

    private async Task TryRefreshAsync()
    {
        if (_gone)
        {
            return;
        }

        try
        {
            await RefreshAsync();
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            await DispatchExceptionAsync(problem);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _gone = true;
        Circuit.Down -= Unsubscribe;
        Circuit.Up -= Resume;
        Unsubscribe();
        GC.SuppressFinalize(this);
    }
}
