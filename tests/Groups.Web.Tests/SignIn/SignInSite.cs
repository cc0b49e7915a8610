using System.Text.RegularExpressions;
using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Jobs.Channels;
using Groups.Testing;
using NodaTime;

namespace Groups.Web.Tests.SignIn;

/// <summary>The program with Laura, a worker, who signs in like everybody: by what reaches her inbox or phone.</summary>
internal sealed partial class SignInSite : IAsyncDisposable
{
    public const string Email = "laura@example.org";

    private SignInSite(GroupsApp app, Account laura) => (App, Laura) = (app, laura);

    public GroupsApp App { get; }

    public Account Laura { get; }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<SignInSite> StartAsync(DataProvider provider = DataProvider.Sqlite, Post post = Post.Worker, params string[] settings)
    {
        var app = await GroupsApp.StartAsync(provider, settings: ["Role=web", "SignIn:IdleHours=12", .. settings]);
        var laura = new Account("Laura", Email, post, null, app.Clock.GetCurrentInstant());
        await app.Database.Factory.WriteAsync(db => Task.FromResult(db.Add(laura)), Stop);
        return new(app, laura);
    }

    /// <summary>Asks for a code in a browser, as somebody with this address.</summary>
    public static async Task<HttpResponseMessage> AskAsync(HttpClient browser, string typed = Email)
    {
        var form = Forms.FieldsOf(await browser.GetStringAsync("sign-in", Stop), "sign-in");
        form["Input.Email"] = typed;
        return await browser.PostAsync("sign-in", new FormUrlEncodedContent(form), Stop);
    }

    /// <summary>Asks, and reads the code and the link out of what was sent.</summary>
    public async Task<(string Code, string Token)> AskedAsync(HttpClient browser, string typed = Email, string to = Email)
    {
        var before = Sent(to).Count;
        (await AskAsync(browser, typed)).Dispose();
        await Wait.UntilAsync(() => Sent(to).Count > before, "a code should be sent");
        var text = Sent(to)[0].Text;
        return (Digits().Match(text).Value, Token().Match(text).Groups["token"].Value);
    }

    public IReadOnlyList<PreviewMessage> Sent(string to) => [.. App.Get<PreviewBox>().Newest().Where(m => m.To == to)];

    /// <summary>Types a code; the answer is followed where the browser follows.</summary>
    public static async Task<HttpResponseMessage> TypeAsync(HttpClient browser, string code, bool shared = false)
    {
        var form = Forms.FieldsOf(await browser.GetStringAsync("sign-in/code", Stop), "code");
        form["Input.Code"] = code;
        if (shared)
        {
            form["Input.IsShared"] = "true";
        }

        return await browser.PostAsync("sign-in/code", new FormUrlEncodedContent(form), Stop);
    }

    /// <summary>Whether the browser is signed in now.</summary>
    public static async Task<bool> IsInAsync(HttpClient browser)
    {
        using var answer = await browser.GetAsync("account", Stop);
        return answer.RequestMessage!.RequestUri!.AbsolutePath == "/account" && answer.IsSuccessStatusCode;
    }

    /// <summary>Uses a link as its page does.</summary>
    public static async Task<HttpResponseMessage> UseAsync(HttpClient browser, string token, bool shared = false)
    {
        var page = await browser.GetStringAsync($"sign-in/{token}", Stop);
        return await browser.PostAsync("sign-in/use", new FormUrlEncodedContent(
        [
            new("__RequestVerificationToken", Forms.HiddenValue(page, "__RequestVerificationToken")), new("token", token), new("shared", shared ? "true" : "false"),
        ]), Stop);
    }

    public void Later(Duration by) => App.Clock.Advance(by);

    public ValueTask DisposeAsync() => App.DisposeAsync();

    [GeneratedRegex(@"\b\d{6}\b", RegexOptions.None, 1000)]
    private static partial Regex Digits();

    [GeneratedRegex(@"/sign-in/(?<token>[\w-]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}
