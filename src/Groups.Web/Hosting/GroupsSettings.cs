using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Domain.Data.Sealing;
using Groups.Web.Hosting.Edge;
using NodaTime;

namespace Groups.Web.Hosting;

/// <summary>What this process does.</summary>
public enum Role
{
    /// <summary>Pages and jobs.</summary>
    All,

    /// <summary>Pages only.</summary>
    Web,

    /// <summary>Jobs only.</summary>
    Worker,
}

/// <summary>The program's settings, read once. What is wrong stands in <see cref="Problems"/>, one sentence that names the key each.</summary>
public sealed partial class GroupsSettings
{
    private readonly List<string> _problems = [];

    private GroupsSettings()
    {
    }

    /// <summary>The database.</summary>
    public DataProvider Provider { get; private set; }

    /// <summary>Its connection string.</summary>
    public string Connection { get; private set; } = "";

    /// <summary>What this process does.</summary>
    public Role Role { get; private set; }

    /// <summary>The address people reach the program at; links in messages and webhook signatures use it.</summary>
    public Uri PublicUrl { get; private set; } = new("http://127.0.0.1:5080");

    /// <summary>Whether <c>PublicUrl</c> was given; otherwise the address listened on is used.</summary>
    public bool PublicUrlGiven { get; private set; }

    /// <summary>The collector that measures and spans go to, or null for none.</summary>
    public Uri? OtlpEndpoint { get; private set; }

    /// <summary>The everyday page that "Leave this page now" goes to.</summary>
    public Uri ExitUrl { get; private set; } = new("https://www.bbc.co.uk/weather");

    /// <summary>Whose word is taken for where a request came from; nobody's unless named.</summary>
    public IReadOnlyList<System.Net.IPNetwork> Proxies { get; private set; } = [];

    /// <summary>How much, how often and how slowly somebody may ask.</summary>
    internal EdgeLimits Limits { get; private set; } = new();

    /// <summary>Where to tell the operator of a hole, or null.</summary>
    public Uri? SecurityContact { get; private set; }

    /// <summary>How long a sign-in lasts, in real time.</summary>
    public SignInLimits SignIns { get; private set; } = SignInLimits.Default;

    /// <summary>Demo people and one-click sign-in.</summary>
    public bool Demo { get; private set; }

    /// <summary>Which messages go nowhere because no provider is set up, as a sentence for staff; null in the demo and when both are sent.</summary>
    public string? NotSent { get; private set; }

    /// <summary>Nightly backups are asked for.</summary>
    public bool BacksUp { get; private set; }

    /// <summary>Where the program's clock starts, or null for now.</summary>
    public Instant? ClockStart { get; private set; }

    /// <summary>How many times faster the program's clock runs.</summary>
    public double ClockSpeed { get; private set; } = 1;

    /// <summary>The folder for the database file and keys, with SQLite.</summary>
    public string DataFolder { get; private set; } = "";

    /// <summary>The file with the keys that people's data is sealed with; not read where the keys are given as a secret.</summary>
    public string KeyFile { get; private set; } = "";

    /// <summary>The keys are in <see cref="KeyFile"/>, not in a secret of the environment.</summary>
    public bool KeysAreInFile => KeySecret is null;

    /// <summary>The keys, given as a secret of the environment instead of a file.</summary>
    private string? KeySecret { get; set; }

    /// <summary>The keys that people's data is sealed with. The first start makes the file.</summary>
    /// <exception cref="RuleViolation">The keys cannot be read.</exception>
    public DataKeys ReadKeys() => KeySecret is null ? DataKeys.OfFile(KeyFile) : DataKeys.Read(KeySecret);

    /// <summary>What stops the start.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Reads and checks the configuration.</summary>
    public static GroupsSettings Read(IConfiguration configuration, bool development)
    {
        var settings = new GroupsSettings { DataFolder = Path.GetFullPath(configuration["Data:Folder"] ?? "data"), BacksUp = configuration["Backup:Folder"] is { Length: > 0 } };
        settings.Demo = settings.Flag(configuration, "Demo:Enabled");
        settings.Provider = settings.Choice(configuration, "Data:Provider", DataProvider.Sqlite);
        settings.Role = settings.Choice(configuration, "Role", Role.All);
        settings.NotSent = settings.Demo ? null : SentenceOn(IsGiven("Sms:Provider", "Twilio"), IsGiven("Email:Provider", "Smtp"));
        settings.ReadConnection(configuration);
        settings.KeyFile = Path.GetFullPath(configuration["Keys:File"] ?? Path.Combine(settings.DataFolder, "keys", "data.key"));
        settings.KeySecret = configuration["Keys:Secret"] is { Length: > 0 } secret ? secret : null;
        settings.ReadPublicUrl(configuration);
        settings.ExitUrl = settings.WebAddress(configuration, "Exit:Url", "https://www.bbc.co.uk/weather") ?? settings.ExitUrl;
        settings.OtlpEndpoint = settings.WebAddress(configuration, "Telemetry:OtlpEndpoint", "http://127.0.0.1:4318");
        settings.ReadClock(configuration, development);
        settings.SignIns = SignInLimits.Of(
            Duration.FromHours(settings.Whole(configuration, "SignIn:IdleHours", 12, 24 * 90)), Duration.FromDays(settings.Whole(configuration, "SignIn:LongestDays", 14, 365)));
        settings.Proxies = ProxyList.Read(configuration, settings._problems);
        settings.Limits = EdgeLimits.Read(configuration, settings._problems);
        settings.SecurityContact = Edge.SecurityContact.Read(configuration, settings._problems);
        if (configuration["Sms:PricePerPart"] is { Length: > 0 } && Components.Pages.Sessions.TextPrice.Read(configuration).PerPart is null)
        {
            settings._problems.Add("Sms:PricePerPart is not a price; write what a part costs in hundredths, such as 4 for 4p.");
        }

        return settings;

        bool IsGiven(string key, string provider) => string.Equals(configuration[key], provider, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Takes the address listened on as the public one, where none was given.</summary>
    public void ListensOn(Uri address)
    {
        if (!PublicUrlGiven)
        {
            PublicUrl = address;
        }
    }

    private static string? SentenceOn(bool texts, bool emails) => (texts, emails) switch
    {
        (true, true) => null,
        (false, true) => "Texts go nowhere: no provider is set up (Sms:Provider). Phone people who rely on texts.",
        (true, false) => "Emails go nowhere: no mail server is set up (Email:Provider). Phone people who rely on emails.",
        _ => "Texts and emails go nowhere: no provider is set up (Sms:Provider, Email:Provider). Phone people until they are.",
    };
}
