using Groups.Domain;
using Groups.Domain.Data;
using Groups.Domain.People;
using Groups.Web.Components.Layout;
using Groups.Web.Hosting;
using Groups.Web.Locales;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Language = Groups.Web.Components.Layout.Language;

namespace Groups.Web.Components.Pages.Me;

/// <summary>What every page behind a personal link shares: who it belongs to, their language, and one answer to links that do not work.</summary>
public abstract class MeBase : LoadedPage
{
    /// <summary>The token of the personal link.</summary>
    [Parameter] public string Token { get; set; } = "";

    /// <summary>Shows the page in another language without storing that.</summary>
    [SupplyParameterFromQuery(Name = "lang")] public string? Lang { get; set; }

    [CascadingParameter] private protected HttpContext Http { get; set; } = default!;

    [Inject] private protected NavigationManager Navigation { get; set; } = default!;

    [Inject] private protected IDbContextFactory<GroupsDb> Databases { get; set; } = default!;

    [Inject] private protected IClock Clock { get; set; } = default!;

    [Inject] private OpenParticipantLink Links { get; set; } = default!;

    [Inject] private PageLanguage PageLanguage { get; set; } = default!;

    private protected PageTexts T { get; private set; } = PageTexts.Of("me", Languages.Default);

    /// <summary>The words about rights over data.</summary>
    private protected PageTexts R => PageTexts.Of("rights", T.Language);

    /// <summary>Null where the link does not work.</summary>
    private protected Viewer? Viewer { get; private set; }

    private protected Person Person { get; private set; } = default!;

    private protected Guid PersonId => Viewer?.PersonId ?? throw new NotFoundException();

    /// <inheritdoc/>
    protected sealed override async Task LoadAsync()
    {
        Viewer = await Links.RunAsync(Token);
        if (Viewer is null)
        {
            NotWorking();
            return;
        }

        await using var db = await Databases.CreateDbContextAsync();
        Person = await db.People.AsNoTracking().Include(p => p.Contacts).FirstOrDefaultAsync(p => p.Id == PersonId) ?? throw new NotFoundException();
        Speak(Lang ?? Person.Language);
        await LoadAsync(db);
        if (HttpMethods.IsPost(Http.Request.Method))
        {
            await Links.UsedAsync(Token);
        }
    }

    /// <summary>Reads what this page shows; only called where the link works.</summary>
    private protected abstract Task LoadAsync(GroupsDb db);

    /// <summary>An address below the personal link; it keeps the language chosen for reading.</summary>
    private protected string To(string path = "", string query = "", string fragment = "")
    {
        var all = string.Join('&', new[] { query, Lang is null ? "" : $"lang={Language.For(Lang).Code}" }.Where(part => part.Length > 0));
        return $"/me/{Token}{path}{(all.Length > 0 ? "?" : "")}{all}{(fragment.Length > 0 ? "#" : "")}{fragment}";
    }

    private void NotWorking()
    {
        if (!HttpMethods.IsGet(Http.Request.Method))
        {
            throw new NotFoundException();
        }

        Http.AnswerLate(StatusCodes.Status404NotFound);
        Speak(Lang ?? PageLanguage.SpokenBy(Http.Request));
    }

    private void Speak(string? code)
    {
        PageLanguage.Use(code);
        T = PageTexts.Of("me", PageLanguage.Current.Code);
    }
}
