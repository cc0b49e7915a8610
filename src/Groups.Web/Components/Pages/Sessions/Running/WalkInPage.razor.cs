using Groups.Domain;
using Groups.Domain.Attendance;
using Groups.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.EntityFrameworkCore;

namespace Groups.Web.Components.Pages.Sessions.Running;

/// <summary>Says, with their yes, which person of the list a walk-in is.</summary>
public sealed partial class WalkInPage
{
    private EditContext _form = default!;
    private FormErrors _errors = default!;
    private string _name = "";
    private string? _is;
    private string? _problem;
    private IReadOnlyList<Guid> _saidBy = [];
    private IReadOnlyList<Choice> _people = [];

    [Parameter] public Guid FactId { get; set; }

    /// <summary>Somebody who was just added to the group.</summary>
    [SupplyParameterFromQuery] private Guid? Person { get; set; }

    [SupplyParameterFromForm(FormName = "merge")] private MergeForm? Input { get; set; }

    [Inject] private ReadRegister Read { get; set; } = default!;

    [Inject] private RecordFacts Record { get; set; } = default!;

    private protected override bool May(RegisterAccess access) => access is { TapsNames: true, Pass: null };

    protected override async Task LoadAsync()
    {
        await base.LoadAsync();
        await using var db = await Databases.CreateDbContextAsync();
        var register = await db.RegisterOfAsync(Id);
        var undone = register.Facts.Values.Where(f => f.Kind == FactKind.Undone).Select(f => f.Undoes).ToHashSet();
        if (!register.Facts.TryGetValue(FactId, out var walkIn) || walkIn.Kind != FactKind.WalkIn || undone.Contains(FactId))
        {
            throw new NotFoundException();
        }

        var people = (await Read.RunAsync(Viewer, Id)).People.Where(p => p.MayTick).OrderBy(p => p.Name, StringComparer.OrdinalIgnoreCase).ToList();
        _name = walkIn.Name ?? "";
        _saidBy = [.. register.Facts.Values.Where(f => f.Kind == FactKind.Merged && f.Undoes == FactId && !undone.Contains(f.Id)).Select(f => f.Id)];
        _is = _saidBy.Count == 0 || Input is not null ? null : people.Find(p => p.FactIds.Any(_saidBy.Contains))?.Name ?? "somebody of the list";
        _people = people.ConvertAll(p => new Choice(p.Id.ToString(), p.IsHere ? $"{p.Name} (already ticked)" : p.Name));
        Input ??= new() { Who = Person };
        _form = new(Input);
        _errors = new(_form);
    }

    private async Task MergeAsync()
    {
        if (Input!.Who is not { } person)
        {
            _errors.Add(nameof(MergeForm.Who), "Choose who they are.");
            return;
        }

        if (!Input.SaidYes)
        {
            _errors.Add(nameof(MergeForm.SaidYes), "Ask them first, and tick this when they say yes. Without it the name they gave stands, which is fine.");
            return;
        }

        if (await _errors.TryAsync(async () => (await Record.RunAsync(Viewer, Id, [TappedFact.Merged(FactId, person, View.Now)])).OrThrow()))
        {
            Navigation.NavigateTo($"/sessions/{Id}/walk-in/{FactId}");
        }
    }

    private async Task ApartAsync()
    {
        try
        {
            (await Record.RunAsync(Viewer, Id, [.. _saidBy.Select(fact => TappedFact.Undone(fact, View.Now))])).OrThrow();
        }
        catch (RuleViolation broken)
        {
            _problem = broken.Message;
            return;
        }

        Navigation.NavigateTo($"/sessions/{Id}/walk-in/{FactId}");
    }

    public sealed class MergeForm
    {
        public Guid? Who { get; set; }

        public bool SaidYes { get; set; }
    }
}
