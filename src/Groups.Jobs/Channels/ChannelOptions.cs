using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Groups.Jobs.Channels;

/// <summary>Who carries texts.</summary>
public enum SmsProvider
{
    /// <summary>Nobody: they are shown on the preview page.</summary>
    Preview,

    /// <summary>Twilio.</summary>
    Twilio,
}

/// <summary>Who carries emails.</summary>
public enum EmailProvider
{
    /// <summary>Nobody: they are shown on the preview page.</summary>
    Preview,

    /// <summary>A mail server.</summary>
    Smtp,
}

/// <summary>Which channels are in use (<c>Sms:Provider</c>, <c>Email:Provider</c>), with their settings.</summary>
public sealed class ChannelOptions
{
    private readonly List<string> _unreadable = [];
    private bool _smsChosen;
    private bool _emailChosen;
    private bool _publicUrlGiven;

    private ChannelOptions()
    {
    }

    /// <summary>Who carries texts.</summary>
    public SmsProvider Sms { get; private set; }

    /// <summary>Who carries emails.</summary>
    public EmailProvider Email { get; private set; }

    /// <summary>Whether the program places calls.</summary>
    public CallOptions Calls { get; private set; } = new(false);

    /// <summary>Twilio's settings.</summary>
    public TwilioOptions Twilio { get; private set; } = new();

    /// <summary>The mail server's settings.</summary>
    public SmtpOptions Smtp { get; private set; } = new();

    /// <summary>Reads the configuration. Never throws: what cannot be read is among <see cref="Problems"/>.</summary>
    public static ChannelOptions Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var read = new ChannelOptions();
        (read.Sms, read._smsChosen) = read.Choice(configuration, "Sms:Provider", SmsProvider.Preview);
        (read.Email, read._emailChosen) = read.Choice(configuration, "Email:Provider", EmailProvider.Preview);
        read.Twilio = new()
        {
            AccountSid = configuration["Twilio:AccountSid"],
            AuthToken = configuration["Twilio:AuthToken"],
            MessagingServiceSid = configuration["Twilio:MessagingServiceSid"],
            From = configuration["Twilio:From"],
            AnswersHelp = bool.TryParse(configuration["Twilio:AnswersHelp"], out var answers) && answers,
            BaseUrl = configuration["Twilio:BaseUrl"] is { Length: > 0 } given ? given : new TwilioOptions().BaseUrl,
        };
        read.Smtp = new()
        {
            Host = configuration["Smtp:Host"],
            Port = read.Number(configuration, "Smtp:Port"),
            User = configuration["Smtp:User"],
            Password = configuration["Smtp:Password"],
            Security = read.Choice(configuration, "Smtp:Security", new SmtpOptions().Security).Value,
            From = configuration["Smtp:From"],
            Connections = read.Number(configuration, "Smtp:Connections") ?? new SmtpOptions().Connections,
        };
        read.CheckPace(configuration, "Sms:PartsPerSecond");
        read.CheckPace(configuration, "Email:PerSecond");
        read.Calls = new(read.Flag(configuration, "Calls:Enabled") ?? configuration["Demo:Enabled"] is "true" or "True");
        read._publicUrlGiven = configuration["PublicUrl"] is { Length: > 0 };
        return read;
    }

    /// <summary>One sentence for each thing that is wrong, half given or missing, naming the key; none when all is well.</summary>
    public IEnumerable<string> Problems()
    {
        foreach (var sentence in _unreadable)
            yield return sentence;
        if (Sms == SmsProvider.Twilio)
        {
            foreach (var sentence in Twilio.Problems())
                yield return sentence;
        }
        else if (!_smsChosen && Twilio.AnythingGiven)
        {
            yield return "Twilio settings are given but Sms:Provider is not; set Sms:Provider to Twilio or to Preview.";
        }
        if (Calls.Enabled && Sms == SmsProvider.Twilio)
        {
            if (!Twilio.CanCall)
                yield return "Twilio:From is not a number of yours; calls need one like +447700900000, because a messaging service or a name cannot call. Set it or set Calls:Enabled to false.";
            if (!_publicUrlGiven)
                yield return "PublicUrl is missing; calls need it, because Twilio asks there what to say. Set it or set Calls:Enabled to false.";
        }
        if (Email == EmailProvider.Smtp)
        {
            foreach (var sentence in Smtp.Problems())
                yield return sentence;
        }
        else if (!_emailChosen && Smtp.AnythingGiven)
        {
            yield return "Smtp settings are given but Email:Provider is not; set Email:Provider to Smtp or to Preview.";
        }
    }

    private (T Value, bool Chosen) Choice<T>(IConfiguration configuration, string key, T otherwise) where T : struct, Enum
    {
        if (configuration[key] is not { Length: > 0 } given)
            return (otherwise, false);
        foreach (var name in Enum.GetNames<T>())
        {
            if (string.Equals(name, given.Trim(), StringComparison.OrdinalIgnoreCase))
                return (Enum.Parse<T>(name), true);
        }
        _unreadable.Add($"{key} is '{given}'; it must be {string.Join(" or ", Enum.GetNames<T>())}.");
        return (otherwise, true);
    }

    private void CheckPace(IConfiguration configuration, string key)
    {
        if (configuration[key] is { Length: > 0 } given
            && !(double.TryParse(given, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number is >= 0.01 and <= 10_000))
        {
            _unreadable.Add($"{key} is '{given}'; it must be a number from 0.01 to 10000, or left out for no limit.");
        }
    }

    private bool? Flag(IConfiguration configuration, string key)
    {
        if (configuration[key] is not { Length: > 0 } given)
            return null;
        if (bool.TryParse(given, out var flag))
            return flag;
        _unreadable.Add($"{key} is '{given}'; it must be true or false.");
        return null;
    }

    private int? Number(IConfiguration configuration, string key)
    {
        if (configuration[key] is not { Length: > 0 } given)
            return null;
        if (int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        _unreadable.Add($"{key} is '{given}'; it must be a whole number.");
        return null;
    }
}
