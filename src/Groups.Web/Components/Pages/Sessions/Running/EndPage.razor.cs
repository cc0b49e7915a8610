using Groups.Domain.Attendance;
using Groups.Domain.Data;
using Groups.Domain.Sessions;
using Groups.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Components.Pages.Sessions.Running;

/// <summary>The end of a session: a check of the headcount, how it was to lead, topics, thanks.</summary>
public sealed partial class EndPage
{
    private static readonly IReadOnlyList<Choice> Pulses = [.. Enum.GetValues<Pulse>().Select(pulse => new Choice(pulse.ToString(), EndWords.Of(pulse), pulse == Pulse.TooMuch ? "Then a person helps. It is no failure." : null))];

    private EditContext _form = default!;
    private FormErrors _errors = default!;
    private Register _register = Register.Empty;
    private Pulse? _own;
    private IReadOnlyList<(string Name, Pulse Pulse)> _others = [];
    private LocalDateTime? _next;

    [SupplyParameterFromQuery] private string? Done { get; set; }

    [SupplyParameterFromForm(FormName = "end")] private EndForm? Input { get; set; }

    [Inject] private WrapUp Wrap { get; set; } = default!;

    private string CountHint => EndWords.Count(_register.Arrivals.Count + _register.Others.Count, _register.Counted ?? View.Session.Headcount);

    private string PulseHint => View.Group is { IsWorker: true } or null || !View.Group.RunsItself
        ? "For those who led. The group's workers see your word, so that somebody can help. The other leads see only how it was for all of you."
        : "For those who led. Nobody but you sees your word. The leads see how it was for all of you; the worker sees that only while the group asks for help.";

    /// <summary>The words of a group that runs itself are its own; its worker reads numbers.</summary>
    private bool ShowsTopics => View.Group is not { IsWorker: true } group || group.MayReadNotes;

    private protected override bool May(RegisterAccess access) => access.Counts;

    protected override async Task LoadAsync()
    {
        await base.LoadAsync();
        await using var db = await Databases.CreateDbContextAsync();
        _register = await db.RegisterOfAsync(Id);
        _own = await db.LeadPulses.Where(p => p.SessionId == Id && p.AccountId == Viewer.AccountId && p.PassId == Viewer.PassId).Select(p => (Pulse?)p.Value).FirstOrDefaultAsync();
        _others = View.Access.FullNames ? await OthersAsync(db) : [];
        var (group, after, now) = (View.Session.GroupId, View.Session.StartsAt, View.Now);
        var next = await db.Sessions.Where(s => s.GroupId == group && s.StartsAt > after && s.EndsAt > now && s.Status == SessionStatus.Planned)
            .OrderBy(s => s.StartsAt).Select(s => new { s.Date, s.StartTime }).FirstOrDefaultAsync();
        _next = next is null ? null : next.Date.At(next.StartTime);
        var headcount = _register.Headcount ?? View.Session.Headcount;
        Input ??= new() { Headcount = headcount, HeadcountWas = headcount, Pulse = _own, Topics = ShowsTopics ? View.Session.Topics : null, TopicsWas = ShowsTopics ? View.Session.Topics : null };
        _form = new(Input);
        _errors = new(_form);
    }

    /// <summary>What others said, for the group's workers only.</summary>
    private async Task<IReadOnlyList<(string Name, Pulse Pulse)>> OthersAsync(GroupsDb db)
    {
        var said = await (from pulse in db.LeadPulses
                          where pulse.SessionId == Id && (pulse.AccountId == null || pulse.AccountId != Viewer.AccountId)
                          orderby pulse.At
                          select new
                          {
                              pulse.Value,
                              Account = db.Accounts.Where(a => a.Id == pulse.AccountId).Select(a => a.Name).FirstOrDefault(),
                              Pass = db.SessionPasses.Where(p => p.Id == pulse.PassId).Select(p => p.Name).FirstOrDefault(),
                          }).ToListAsync();
        return said.ConvertAll(s => (s.Account ?? (s.Pass is null ? "Somebody who stood in" : $"{s.Pass} (stood in)"), s.Value));
    }

    private async Task SaveAsync()
    {
        if (!_errors.Any && await _errors.TryAsync(() => Wrap.RunAsync(Viewer, Id, Input!.Said())))
        {
            Navigation.NavigateTo($"/sessions/{Id}/end?done=yes");
        }
    }
}
