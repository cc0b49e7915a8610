using System.Globalization;
using Groups.Domain.Data;
using NodaTime;
using NodaTime.Text;

namespace Groups.Web.Hosting;

/// <content>How the settings are read.</content>
public sealed partial class GroupsSettings
{
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

    /// <summary>A web address; null where none is given or it is none, which is added to what is wrong.</summary>
    private Uri? WebAddress(IConfiguration configuration, string key, string example)
    {
        if (configuration[key] is not { Length: > 0 } given)
        {
            return null;
        }

        if (Uri.TryCreate(given, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
        {
            return url;
        }

        _problems.Add($"{key} is not a web address; write it like {example}.");
        return null;
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
