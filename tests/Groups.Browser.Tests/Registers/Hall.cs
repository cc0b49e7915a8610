using System.Globalization;
using Groups.Domain.Accounts;
using Groups.Domain.Attendance;
using Groups.Domain.Handover;
using Groups.Testing;
using Groups.Web.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using NodaTime;

namespace Groups.Browser.Tests.Registers;

/// <summary>A church hall: a café group on the day of its session, the program as a process that can be killed, and people with phones.</summary>
internal sealed class Hall : IAsyncDisposable
{
    private readonly Chromium _chromium;
    private readonly int _port = FreePort.Next();
    private readonly FakeClock _clock = new("2026-08-05T10:05:00Z");
    private readonly List<Window> _phones = [];
    private readonly List<ChildProcess> _ended = [];
    private ChildProcess? _server;

    private Hall(Chromium chromium, TestDatabase database) => (_chromium, Database) = (chromium, database);

    public static string[] Names { get; } = ["Mhairi Campbell", "Oksana Kovalenko", "Bernadette Quigley", "Farida Rahimi", "Jean Docherty"];

    public TestDatabase Database { get; }

    public CafeGroup Cafe { get; private set; } = default!;

    public Guid Session { get; private set; }

    public string RegisterPath => $"/sessions/{Session}/register";

    /// <summary>It is Wednesday 5 August 2026, 11:05 in Glasgow.</summary>
    public static async Task<Hall> OpenAsync(Chromium chromium)
    {
        var hall = new Hall(chromium, await TestDatabase.CreateAsync());
        hall.Cafe = await CafeGroup.CreateAsync(hall.Database, hall._clock, Names);
        hall.Session = await hall.Cafe.SessionAsync(new LocalDateTime(2026, 8, 5, 11, 0));
        await hall.StartServerAsync();
        return hall;
    }

    public async Task StartServerAsync()
    {
        _server = ChildProcess.Start(
            "dotnet",
            [
                typeof(GroupsProgram).Assembly.Location, string.Create(CultureInfo.InvariantCulture, $"--urls=http://127.0.0.1:{_port}"), $"--Data:Connection={Database.Connection}",
                $"--Data:Folder={Database.Folder}", $"--Keys:Secret={TestKeys.Secret}", "--Role=web", "--Clock:Start=2026-08-05T10:05:00Z",
            ],
            Database.Folder,
            new Dictionary<string, string?> { ["ASPNETCORE_ENVIRONMENT"] = "Development", ["DOTNET_ENVIRONMENT"] = "Development" });
        await _server.PortAsync(_port, Wait.PatienceWithProcesses);
    }

    /// <summary>As a power cut does.</summary>
    public void KillServer()
    {
        if (_server is { } server)
        {
            server.Dispose();
            _ended.Add(server);
            _server = null;
        }
    }

    /// <summary>A phone whose holder signed in.</summary>
    public async Task<Window> PhoneAsync(Guid account, Device device = Device.Phone)
    {
        var phone = await _chromium.OpenAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}/")), device, mayLoseTheServer: true);
        _phones.Add(phone);
        await SignInAsync(phone, account);
        return phone;
    }

    public Task SignInAsync(Window phone, Guid account) => SignInAsync(phone.Page, account);

    /// <summary>Signs in by a real one-time link.</summary>
    public async Task SignInAsync(IPage page, Guid account)
    {
        var token = await new SignInLinks(Database.Factory, _clock).MakeForAsync(account, Duration.FromMinutes(10));
        await page.GotoAsync($"/sign-in/{token}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Hello" }).WaitForAsync();
    }

    /// <summary>Somebody asks not to be written down.</summary>
    public async Task AskNotToBeWrittenDownAsync(string name)
    {
        await using var db = Database.Open();
        var person = Cafe.People[name];
        await db.Members.Where(m => m.PersonId == person).ExecuteUpdateAsync(set => set.SetProperty(m => m.NameOnRegister, false));
    }

    /// <summary>All duties of a peer are taken back.</summary>
    public async Task TakeBackAsync(string name, params Duty[] duties)
    {
        foreach (var duty in duties)
        {
            await new TakeBackDuty(Database.Factory, _clock).RunAsync(Domain.Viewer.Program, Cafe.Id, duty, Cafe.People[name]);
        }
    }

    /// <summary>A phone on which the worker opened the register, ready to be opened again without signal.</summary>
    public async Task<Window> PhoneWithRegisterAsync()
    {
        var phone = await PhoneAsync(Cafe.WorkerAccount);
        await OpenRegisterAsync(phone);
        return phone;
    }

    public async Task OpenRegisterAsync(Window phone)
    {
        await phone.GoAsync(RegisterPath);
        await TakesTapsAsync(phone.Page);
    }

    /// <summary>Loads the register again, and waits until it takes taps and could be opened without signal.</summary>
    public static async Task ReloadAsync(Window phone, int ticked = 0)
    {
        await phone.Page.ReloadAsync();
        await TakesTapsAsync(phone.Page);
        await KeptAsync(phone, ticked);
    }

    /// <summary>Waits until the circuit has taken over and the scripts have what it drew.</summary>
    public static async Task TakesTapsAsync(IPage page)
    {
        await page.Locator("[data-live=ready]").WaitForAsync();
        await page.Locator("[data-queue-words]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
    }

    /// <summary>Waits until this phone could open the register without signal, as it is once this much was ticked.</summary>
    public static Task KeptAsync(Window phone, int ticked = 0) => Wait.UntilAsync(async () => await phone.Page.EvaluateAsync<int>(Kept) >= ticked, "the register is kept on the phone");

    /// <summary>How many are ticked on the kept register; less than 0 where the phone could not open one yet.</summary>
    private const string Kept = """
        async () => {
          const [shell] = await caches.keys();
          const worker = (await navigator.serviceWorker.getRegistration())?.active;
          if (!shell || !await (await caches.open(shell)).match('/crisis') || worker?.state !== 'activated') return -1;
          const db = await new Promise(done => { indexedDB.open('groups-register').onsuccess = event => done(event.target.result); });
          const read = store => new Promise(done => { db.transaction(store).objectStore(store).getAll().onsuccess = event => done(event.target.result); });
          const [[day], [key]] = [await read('days'), await read('keys')];
          db.close();
          if (!day) return -1;
          const html = JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: 'AES-GCM', iv: day.sealed.iv }, key, day.sealed.data))).html;
          return new DOMParser().parseFromString(html, 'text/html').querySelectorAll('[data-row] [checked]').length;
        }
        """;

    /// <summary>Everything that this phone keeps for the program, as text.</summary>
    public static Task<string> DumpAsync(Window phone) => phone.Page.EvaluateAsync<string>("""
        async () => {
          const text = value => JSON.stringify(value, (_, part) =>
            part instanceof CryptoKey ? `key that leaves: ${part.extractable}`
            : part instanceof ArrayBuffer || ArrayBuffer.isView(part) ? new TextDecoder('latin1').decode(part) + new TextDecoder('utf-16').decode(part.slice(0, part.byteLength & ~1)) : part);
          const said = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })];
          for (const { name } of await indexedDB.databases()) {
            const db = await new Promise(done => { indexedDB.open(name).onsuccess = event => done(event.target.result); });
            for (const store of db.objectStoreNames) {
              const objects = db.transaction(store).objectStore(store);
              const read = kind => new Promise(done => { objects[kind]().onsuccess = event => done(event.target.result); });
              said.push(`${store}: ${text(await read('getAllKeys'))} ${text(await read('getAll'))}`);
            }
            db.close();
          }
          for (const name of await caches.keys()) {
            const cache = await caches.open(name);
            for (const request of await cache.keys()) said.push(`${name} ${request.url} ${await (await cache.match(request)).text()}`);
          }
          return said.join('\n');
        }
        """);

    /// <summary>How many entries a store of this phone holds; 0 where there is no such store.</summary>
    public static Task<int> CountAsync(Window phone, string store) => phone.Page.EvaluateAsync<int>("""
        async store => {
          if (!(await indexedDB.databases()).some(each => each.name === 'groups-register')) return 0;
          const db = await new Promise(done => { indexedDB.open('groups-register').onsuccess = event => done(event.target.result); });
          try {
            return await new Promise(done => { db.transaction(store).objectStore(store).count().onsuccess = event => done(event.target.result); });
          } finally {
            db.close();
          }
        }
        """, store);

    public static Task QueueIsEmptyAsync(Window phone) => Wait.UntilAsync(
        async () =>
        {
            try
            {
                return await CountAsync(phone, "facts") == 0;
            }
            catch (PlaywrightException loading) when (loading.Message.Contains("Execution context was destroyed", StringComparison.Ordinal))
            {
                return false; // the page went over to the live register by itself
            }
        },
        "everything tapped was sent");

    public async Task<IReadOnlyList<Fact>> FactsAsync()
    {
        await using var db = Database.Open();
        return await db.Facts.Where(f => f.SessionId == Session).ToListAsync();
    }

    public async Task<Register> RegisterAsync() => Register.Of(await FactsAsync());

    public async ValueTask DisposeAsync()
    {
        foreach (var phone in _phones)
        {
            await phone.DisposeAsync();
        }

        KillServer();
        try
        {
            foreach (var server in _ended)
            {
                await WebNode.ShouldTellNobodyAsync(server, Database);
            }
        }
        finally
        {
            await Database.DisposeAsync();
        }
    }
}
