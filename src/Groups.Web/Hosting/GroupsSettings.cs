using System.Globalization;
using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Domain.Data.Sealing;
using Groups.Web.Hosting.Edge;
using NodaTime;
using NodaTime.Text;

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
public sealed class GroupsSettings
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
        settings.ReadExitUrl(configuration);
        settings.ReadOtlpEndpoint(configuration);
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

    private void ReadConnection(IConfiguration configuration)
    {
        if (configuration["Data:Connection"] is { Length: > 0 } connection)
        {
            Connection = connection.Contains('=', StringComparison.Ordinal) || Provider == DataProvider.Postgres
                ? connection
                : DataRegistration.SqliteFile(connection);
            if (Provider == DataProvider.Sqlite)
            {
                var file = new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(Connection).DataSource;
                DataFolder = Path.GetDirectoryName(Path.GetFullPath(file)) ?? DataFolder;
            }
        }
        else if (Provider == DataProvider.Postgres)
        {
            _problems.Add("Data:Connection is missing; with Data:Provider Postgres give it, for example \"Host=localhost;Database=groups;Username=groups\".");
        }
        else
        {
            Connection = DataRegistration.SqliteFile(Path.Combine(DataFolder, Demo ? "demo.db" : "groups.db"));
        }
    }

    private void ReadPublicUrl(IConfiguration configuration)
    {
        if (configuration["PublicUrl"] is not { Length: > 0 } given)
        {
            return;
        }

        if (Uri.TryCreate(given, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.AbsolutePath == "/")
        {
            (PublicUrl, PublicUrlGiven) = (url, true);
        }
        else
        {
            _problems.Add("PublicUrl is not a web address; write it like https://groups.example.org without a path.");
        }
    }

    private void ReadExitUrl(IConfiguration configuration)
    {
        if (configuration["Exit:Url"] is not { Length: > 0 } given)
        {
            return;
        }

        if (Uri.TryCreate(given, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
        {
            ExitUrl = url;
        }
        else
        {
            _problems.Add("Exit:Url is not a web address; write it like https://www.bbc.co.uk/weather.");
        }
    }

    private void ReadOtlpEndpoint(IConfiguration configuration)
    {
        if (configuration["Telemetry:OtlpEndpoint"] is not { Length: > 0 } given)
        {
            return;
        }

        if (Uri.TryCreate(given, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
        {
            OtlpEndpoint = url;
        }
        else
        {
            _problems.Add("Telemetry:OtlpEndpoint is not a web address; write it like http://127.0.0.1:4318.");
        }
    }

    private void ReadClock(IConfiguration configuration, bool development)
    {
        var start = configuration["Clock:Start"];
        var speed = configuration["Clock:Speed"];
        if (start is null && speed is null)
        {
            return;
        }

        if (!Demo && !development)
        {
            _problems.Add("Clock:Start and Clock:Speed work only with --demo; take them out.");
            return;
        }

        if (start is not null)
        {
            var read = InstantPattern.ExtendedIso.Parse(start);
            if (read.Success)
            {
                ClockStart = read.Value;
            }
            else
            {
                _problems.Add("Clock:Start is not a moment; write it like 2026-08-03T09:00:00Z.");
            }
        }

        if (speed is not null)
        {
            if (double.TryParse(speed, NumberStyles.Float, CultureInfo.InvariantCulture, out var factor) && factor is > 0 and <= 20_000)
            {
                ClockSpeed = factor;
            }
            else
            {
                _problems.Add("Clock:Speed is not a factor; write a number from above 0 to 20000, such as 10080 for a week in a minute.");
            }
        }
    }

    private bool Flag(IConfiguration configuration, string key)
    {
        if (configuration[key] is not { Length: > 0 } given)
        {
            return false;
        }

        if (bool.TryParse(given, out var value))
        {
            return value;
        }

        _problems.Add($"{key} is neither true nor false.");
        return false;
    }

    private int Whole(IConfiguration configuration, string key, int otherwise, int most)
    {
        if (configuration[key] is not { Length: > 0 } given)
        {
            return otherwise;
        }

        if (int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= 1 && value <= most)
        {
            return value;
        }

        _problems.Add($"{key} is \"{given}\"; write a number from 1 to {most}.");
        return otherwise;
    }

    private T Choice<T>(IConfiguration configuration, string key, T otherwise)
        where T : struct, Enum
    {
        if (configuration[key] is not { Length: > 0 } given)
        {
            return otherwise;
        }

        if (Enum.TryParse<T>(given, ignoreCase: true, out var value) && Enum.IsDefined(value) && !int.TryParse(given, out _))
        {
            return value;
        }

        _problems.Add($"{key} is \"{given}\"; choose {string.Join(" or ", Enum.GetNames<T>())}.");
        return otherwise;
    }
}
