using Groups.Domain.Attendance;
using Groups.Web.Components.Layout;
using Groups.Web.Hosting;
using Groups.Web.Locales;
using Microsoft.AspNetCore.Components;
using NodaTime;

namespace Groups.Web.Components.Pages.Door;

/// <summary>
/// What the pages at the door share: the pass they were opened with, the reader's language, and one answer to links that open nothing. They name
/// neither the group nor, but for a tablet's first names, anybody.
/// </summary>
public abstract class DoorBase : LoadedPage
{
    /// <summary>The token of the link, or the sealed id that a typed code led to.</summary>
    [Parameter] public string? Token { get; set; }

    /// <summary>Shows the page in another language.</summary>
    [SupplyParameterFromQuery(Name = "lang")] public string? Lang { get; set; }

    [CascadingParameter] private protected HttpContext Http { get; set; } = default!;

    [Inject] private protected NavigationManager Navigation { get; set; } = default!;

    [Inject] private protected IClock Clock { get; set; } = default!;

    [Inject] private protected OpenPass Passes { get; set; } = default!;

    [Inject] private protected RecordFacts Record { get; set; } = default!;

    [Inject] private protected ReadDoor Door { get; set; } = default!;

    [Inject] private protected IServiceProvider Services { get; set; } = default!;

    [Inject] private PageLanguage PageLanguage { get; set; } = default!;

    private protected PageTexts T { get; private set; } = PageTexts.Of("door", "en");

    /// <summary>Null where the link opens nothing now.</summary>
    private protected OpenedPass? Opened { get; private set; }

    private protected DoorTickets Tickets => Services.GetRequiredService<DoorTickets>();

    private protected abstract PassKind Kind { get; }

    private protected bool IsPost => HttpMethods.IsPost(Http.Request.Method);

    private protected Groups.Domain.Viewer Viewer => Opened!.Viewer;

    /// <inheritdoc/>
    protected sealed override async Task LoadAsync()
    {
        PageLanguage.Use(Lang ?? PageLanguage.SpokenBy(Http.Request));
        T = PageTexts.Of("door", PageLanguage.Current.Code);
        Opened = await Passes.ByTokenAsync(Token, Kind) ?? (Tickets.Read(Token) is { } pass ? await Passes.ByIdAsync(pass, Kind) : null);
        if (Opened is null)
        {
            Http.AnswerLate(StatusCodes.Status404NotFound);
            return;
        }

        await LoadOpenedAsync();
    }

    /// <summary>Reads what the page shows; only called where the link opens something.</summary>
    private protected abstract Task LoadOpenedAsync();

    /// <summary>This page; it keeps the language unless told otherwise.</summary>
    private protected string To(string query = "", bool keepLanguage = true)
    {
        var all = string.Join('&', new[] { query, Lang is null || !keepLanguage ? "" : $"lang={Language.For(Lang).Code}" }.Where(part => part.Length > 0));
        return $"/{(Kind == PassKind.Door ? "door" : "kiosk")}/{Token}{(all.Length > 0 ? "?" : "")}{all}";
    }

    /// <summary>Writes a tap; false where it was refused, or the pass ended this moment.</summary>
    private protected async Task<bool> TapAsync(TappedFact tap)
    {
        try
        {
            return (await Record.RunAsync(Viewer, Opened!.SessionId, [tap])).Refused.Count == 0;
        }
        catch (Groups.Domain.NotFoundException)
        {
            return false;
        }
    }

    /// <summary>"I'm here", with a name or without, with the id that the page was sent with: pressing twice is one tap.</summary>
    private protected TappedFact Here(string? factId, string? name)
    {
        var id = Guid.TryParse(factId, out var sent) && sent != Guid.Empty ? sent : Guid.CreateVersion7();
        return string.IsNullOrWhiteSpace(name)
            ? TappedFact.Arrived(null, Clock.GetCurrentInstant()) with { Id = id }
            : TappedFact.WalkIn(name, Clock.GetCurrentInstant()) with { Id = id };
    }
}
