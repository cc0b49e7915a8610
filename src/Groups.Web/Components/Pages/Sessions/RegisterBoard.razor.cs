using System.Globalization;
using Groups.Domain;
using Groups.Domain.Attendance;
using Groups.Domain.Live;
using Groups.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using NodaTime;

namespace Groups.Web.Components.Pages.Sessions;

/// <summary>
/// The live register. One handler serves the whole list, and handlers are methods, so that a change sends only what changed.
/// Before the circuit is up, or without one, it is a plain form that posts to the register's own page.
/// </summary>
public sealed partial class RegisterBoard : LivePart
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Dictionary<Guid, List<Guid>> _mine = [];
    private RegisterView? _view;
    private string _find = "";
    private string? _walkIn;
    private string? _typedCount;
    private string? _problem;
    private string? _said;
    private int _again;
    private int _changes;

    [Inject] private ReadRegister Read { get; set; } = default!;

    [Inject] private RecordFacts Record { get; set; } = default!;

    [Inject] private IClock Clock { get; set; } = default!;

    private Instant Now => Clock.GetCurrentInstant();

    private int Least => _view!.People.Count(p => p.IsHere) + _view.WalkIns.Count;

    private string? CountShown => _typedCount ?? _view!.Counted?.ToString(CultureInfo.InvariantCulture);

    private IReadOnlyList<RegisterRow> Shown => _find.Length == 0
        ? _view!.People
        : [.. _view!.People.Where(p => CultureInfo.InvariantCulture.CompareInfo.IndexOf(p.Name, _find, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0)];

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
        else if (before is not null && before.Headcount != _view.Headcount)
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

    private Task TickAsync(TickEventArgs tick)
    {
        if (!Guid.TryParse(tick.Key, out var id) || _view?.People.Concat(_view.WalkIns).FirstOrDefault(r => r.Id == id) is not { } row)
        {
            return Task.CompletedTask;
        }

        if (!tick.Ticked)
        {
            return SendAsync(row.FactIds.Concat(Mine(id)).Distinct().Select(fact => TappedFact.Undone(fact, Now)));
        }

        var here = TappedFact.Arrived(id, Now);
        Mine(id).Add(here.Id);
        return SendAsync([here]);
    }

    private List<Guid> Mine(Guid row) => _mine.TryGetValue(row, out var facts) ? facts : _mine[row] = [];

    private void Find(ChangeEventArgs typed) => _find = (typed.Value as string ?? "").Trim();

    private void TypeWalkIn(ChangeEventArgs typed) => _walkIn = typed.Value as string;

    private Task SubmitAsync() => string.IsNullOrWhiteSpace(_walkIn) ? Task.CompletedTask : AddAsync();

    private async Task AddAsync()
    {
        if (await SendAsync([TappedFact.WalkIn(_walkIn, Now)]))
        {
            _walkIn = "";
            StateHasChanged();
            _walkIn = null;
        }
    }

    private async Task CountAsync(ChangeEventArgs typed)
    {
        _typedCount = (typed.Value as string ?? "").Trim();
        if (_typedCount is "" or "0")
        {
            await TakeCountBackAsync();
        }
        else if (!int.TryParse(_typedCount, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            _problem = "Write the headcount as a number, such as 12.";
        }
        else if (await SendAsync([TappedFact.Headcount(count, Now)]))
        {
            _typedCount = null;
        }
    }

    private Task OneMoreAsync() => SendCountAsync((_view!.Headcount ?? 0) + 1);

    private Task OneLessAsync() => SendCountAsync((_view!.Headcount ?? 1) - 1);

    private Task SendCountAsync(int count)
    {
        _typedCount = null;
        return count > Least ? SendAsync([TappedFact.Headcount(count, Now)]) : TakeCountBackAsync();
    }

    private async Task TakeCountBackAsync()
    {
        _typedCount = null;
        await SendAsync(_view!.CountFactIds.Select(fact => TappedFact.Undone(fact, Now)));
    }

    private async Task<bool> SendAsync(IEnumerable<TappedFact> facts)
    {
        try
        {
            (await Record.RunAsync(Viewer, SessionId, [.. facts])).OrThrow();
            _problem = null;
            await RefreshAsync();
            return true;
        }
        catch (RuleViolation broken)
        {
            _problem = broken.Message;
        }
        catch (NotFoundException)
        {
            _problem = "This is not yours to change any more.";
        }

        // The browser ticked the box by itself; drawing the list anew takes that back.
        _again++;
        await RefreshAsync();
        return false;
    }
}
