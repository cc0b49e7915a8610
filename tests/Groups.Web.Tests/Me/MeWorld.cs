using System.Net;
using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Membership;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Tests.Me;

/// <summary>Amina belongs to a café and to a sensitive group; Zebedee belongs to both too and to one that is not hers.</summary>
internal sealed class MeWorld : IAsyncDisposable
{
    public const string Mobile = "+447700900101";
    public const string SensitiveName = "Male Bereavement Group";
    public const string SensitivePlace = "Lochside Hospice";

    private MeWorld(GroupsApp app) => App = app;

    public GroupsApp App { get; }

    public Person Amina { get; private set; } = null!;

    public Person Zebedee { get; private set; } = null!;

    public Group Cafe { get; private set; } = null!;

    public Group Sensitive { get; private set; } = null!;

    public Session CafeSession { get; private set; } = null!;

    public Session SensitiveSession { get; private set; } = null!;

    public Session ForeignSession { get; private set; } = null!;

    public string Token { get; private set; } = "";

    public string Page => $"me/{Token}";

    public static async Task<MeWorld> CreateAsync(string language = "en", params string[] settings)
    {
        var world = new MeWorld(await GroupsApp.StartAsync(settings: settings));
        await world.FillAsync(language);
        return world;
    }

    public async Task<Person> AminaNowAsync()
    {
        await using var db = App.Database.Open();
        return await db.People.AsNoTracking().Include(p => p.Contacts).SingleAsync(p => p.Id == Amina.Id);
    }

    public async Task<List<Answer>> AnswersAsync()
    {
        await using var db = App.Database.Open();
        return await db.Answers.AsNoTracking().ToListAsync();
    }

    public async Task<List<Message>> MessagesAsync()
    {
        await using var db = App.Database.Open();
        return await db.Messages.AsNoTracking().Where(m => m.PersonId == Amina.Id).ToListAsync();
    }

    /// <summary>Writes down that somebody, Amina unless told otherwise, does a duty at a session.</summary>
    public Task TurnAsync(Group group, Session session, Duty duty, Person? person = null) =>
        ChangeAsync(db => Task.FromResult(db.Add(new DutyTurn(group.Id, session.Id, duty, (person ?? Amina).Id, App.Clock.GetCurrentInstant()))));

    public Task ChangeAsync(Func<GroupsDb, Task> change) => App.Database.Factory.WriteAsync(change);

    /// <summary>Posts the form of that name on a page, as a browser without scripts would, with these answers changed or added.</summary>
    public static async Task<HttpResponseMessage> PostAsync(HttpClient browser, string page, string form, params (string Name, string? Value)[] answers)
    {
        var fields = Forms.FieldsOf(await browser.GetStringAsync(page), $"value=\"{form}\"");
        foreach (var (name, value) in answers)
        {
            if (value is null)
            {
                fields.Remove(name);
            }
            else
            {
                fields[name] = value;
            }
        }

        return await browser.PostAsync(page, new FormUrlEncodedContent(fields));
    }

    /// <summary>The text of a page as it is read.</summary>
    public static async Task<string> WordsAsync(HttpResponseMessage answer) => WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());

    public async ValueTask DisposeAsync() => await App.DisposeAsync();

    private Task FillAsync(string language) => ChangeAsync(async db =>
    {
        var now = App.Clock.GetCurrentInstant();
        var worker = new Account("Laura", "laura@example.org", Post.Worker, null, now);
        Amina = new Person("Amina", language, now);
        Amina.GiveConsent("May we contact you?", null, now);
        Amina.SetContacts([(ContactWay.Text, Mobile, true), (ContactWay.Email, "amina@example.org", false)]);
        Zebedee = new Person("Zebedee", "en", now);
        Cafe = new Group(Details("Women's Café", null, sensitive: false, "Braid Street Café"), worker.Id, now);
        Sensitive = new Group(Details(SensitiveName, "Thursday meet-up", sensitive: true, SensitivePlace), worker.Id, now);
        var foreign = new Group(Details("Health Walk", null, sensitive: false, "The park gate"), worker.Id, now);
        CafeSession = new Session(Cafe.Id, null, new LocalDate(2026, 8, 5), new LocalTime(11, 0), 120, "Europe/London");
        SensitiveSession = new Session(Sensitive.Id, null, new LocalDate(2026, 8, 6), new LocalTime(17, 30), 90, "Europe/London");
        SensitiveSession.Invite(new Speaker("Dr Wren", "Grief Counsel", "Living with loss"));
        ForeignSession = new Session(foreign.Id, null, new LocalDate(2026, 8, 7), new LocalTime(10, 0), 60, "Europe/London");
        db.Accounts.Add(worker);
        db.People.AddRange(Amina, Zebedee);
        db.Groups.AddRange(Cafe, Sensitive, foreign);
        db.Sessions.AddRange(CafeSession, SensitiveSession, ForeignSession);
        db.Members.AddRange(
            new Member(Cafe.Id, Amina.Id, now), new Member(Sensitive.Id, Amina.Id, now),
            new Member(Cafe.Id, Zebedee.Id, now), new Member(Sensitive.Id, Zebedee.Id, now), new Member(foreign.Id, Zebedee.Id, now));
        var link = ParticipantLink.For(Amina.Id, now, out var token);
        Token = token;
        db.ParticipantLinks.Add(link);
        await Replan.PersonAsync(db, Amina.Id, now);
    });

    private static GroupDetails Details(string name, string? alias, bool sensitive, string venue) => new(
        name, alias, $"What {name} is for", "Everyone", sensitive,
        new Venue(venue, $"1 {venue} Road, G1 1AA", StepFree: true, Toilet.Accessible, Seats: true, HearingLoop: false, $"Bus 60 stops at {venue}", "Free", "Tea and toast"));
}
