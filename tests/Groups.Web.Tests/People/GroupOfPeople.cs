using System.Net;
using Groups.Domain;
using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Membership;
using Groups.Domain.People;
using Groups.Testing;

namespace Groups.Web.Tests.People;

/// <summary>The running program with one worker, one group and one peer with duties; and a browser without scripts.</summary>
internal sealed class GroupOfPeople : IAsyncDisposable
{
    public const string Mobile = "07700 900123";
    public const string Email = "ruth.secret@example.org";

    private GroupOfPeople(GroupsApp app) => App = app;

    public GroupsApp App { get; }

    public Account Worker { get; private set; } = null!;

    public Account Peer { get; private set; } = null!;

    public Guid GroupId { get; private set; }

    public Guid RuthId { get; private set; }

    public Viewer Viewer => Viewer.OfAccount(Worker.Id, null);

    public static async Task<GroupOfPeople> StartAsync(params string[] settings)
    {
        var there = new GroupOfPeople(await GroupsApp.StartAsync(settings: settings));
        var now = there.App.Clock.GetCurrentInstant();
        there.Worker = new Account("Laura", "laura@example.org", Post.Worker, null, now);
        await there.SaveAsync(there.Worker);
        there.GroupId = await there.App.Get<StartGroup>().RunAsync(there.Viewer, Details("Women's Café"));
        there.RuthId = (await there.AddAsync("Ruth", Mobile, Email)).PersonId;
        var tam = (await there.AddAsync("Tam", "07700 900124", "tam.secret@example.org")).PersonId;
        there.Peer = new Account("Tam", "tam@example.org", Post.Peer, tam, now);
        await there.SaveAsync([there.Peer, .. Enum.GetValues<Duty>().Where(d => d != Duty.ContactList).Select(d => new DutyHolding(there.GroupId, d, tam, there.Worker.Id, now))]);
        return there;
    }

    public static GroupDetails Details(string name) => new(name, null, "Tea and talk", "Women who live here", false,
        new Venue("Braid Street Café", "1 Braid Street", true, Toilet.Accessible, true, false, "Bus 60", "Free", "Toast"));

    public Task<AddedPerson> AddAsync(string name, string? mobile = null, string? email = null) => App.Get<AddPerson>().RunAsync(
        Viewer, GroupId,
        new PersonDetails(name, mobile, mobile is not null, false, false, null, false, email, false, null, "en", SafeContact.Unsaid, null, false), new(true, true), welcome: false);

    public Task SaveAsync(params object[] entities) => App.Database.Factory.WriteAsync(db =>
    {
        db.AddRange(entities);
        return Task.CompletedTask;
    });

    public Task<HttpClient> WorkerAsync() => App.BrowserOfAsync(Worker.Id);

    /// <summary>Fills in the form of a page that holds <paramref name="marker"/> and posts it; the answer's status and page.</summary>
    public static async Task<(HttpStatusCode Status, string Page, string Path)> PostAsync(HttpClient browser, string path, string marker, params (string Name, string Value)[] typed)
    {
        var fields = Forms.FieldsOf(await browser.GetStringAsync(path), marker);
        foreach (var (name, value) in typed)
        {
            fields[name] = value;
        }

        using var answer = await browser.PostAsync(path, new FormUrlEncodedContent(fields));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.RequestMessage!.RequestUri!.PathAndQuery);
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
