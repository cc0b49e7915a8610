using System.Net;
using System.Net.Mail;
using NodaTime;

namespace Groups.Jobs.Channels;

/// <summary>How the connection to the mail server is protected.</summary>
public enum SmtpSecurity
{
    /// <summary>Not at all: only for a server on this machine or a closed network.</summary>
    None,

    /// <summary>Begins in the clear and must turn to TLS, usually on port 587.</summary>
    StartTls,

    /// <summary>TLS from the first byte, usually on port 465.</summary>
    Tls,
}

/// <summary>The <c>Smtp</c> section of the configuration.</summary>
public sealed class SmtpOptions
{
    /// <summary>The mail server's name or address.</summary>
    public string? Host { get; init; }

    /// <summary>The server's port; left out, it follows from <see cref="Security"/>: 25, 587 or 465.</summary>
    public int? Port { get; init; }

    /// <summary>Who signs in, if the server asks for it.</summary>
    public string? User { get; init; }

    /// <summary>That sign-in's secret.</summary>
    public string? Password { get; init; }

    /// <summary>How the connection is protected.</summary>
    public SmtpSecurity Security { get; init; } = SmtpSecurity.StartTls;

    /// <summary>The sender: an address, or <c>Name &lt;address&gt;</c>.</summary>
    public string? From { get; init; }

    /// <summary>How many connections may be open at once, 1 to 50.</summary>
    public int Connections { get; init; } = 2;

    internal Duration Timeout { get; init; } = Duration.FromSeconds(30);

    internal int PortOrDefault => Port ?? Security switch { SmtpSecurity.None => 25, SmtpSecurity.Tls => 465, _ => 587 };

    internal bool HasSignIn => !string.IsNullOrWhiteSpace(User);

    internal bool AnythingGiven => !string.IsNullOrWhiteSpace(Host + User + Password + From);

    /// <summary>One sentence for each thing that is wrong or missing, naming the key.</summary>
    public IEnumerable<string> Problems()
    {
        const string Otherwise = "or set Email:Provider to Preview";
        if (string.IsNullOrWhiteSpace(Host))
            yield return $"Smtp:Host is missing; set it {Otherwise}.";
        if (string.IsNullOrWhiteSpace(From))
            yield return $"Smtp:From is missing; set it to the sender's address {Otherwise}.";
        else if (!MailAddress.TryCreate(From, out _) || EmailParts.HasBreak(From))
            yield return "Smtp:From is not an email address; write it like groups@example.org.";
        if (Port is < 1 or > 65535)
            yield return "Smtp:Port must be between 1 and 65535.";
        if (string.IsNullOrWhiteSpace(User) != string.IsNullOrEmpty(Password))
            yield return string.IsNullOrEmpty(Password)
                ? "Smtp:Password is missing although Smtp:User is set; set both or neither."
                : "Smtp:User is missing although Smtp:Password is set; set both or neither.";
        if (HasSignIn && Security == SmtpSecurity.None && !OnThisMachine())
            yield return "Smtp:Security is None, which would send Smtp:Password in the clear; set it to StartTls.";
        if (Connections is < 1 or > 50)
            yield return "Smtp:Connections must be between 1 and 50.";
        if (Security == SmtpSecurity.Tls && !CompiledEmail.CanTlsFromTheStart)
            yield return "Smtp:Security Tls is not in this build; set it to StartTls, usually with Smtp:Port 587.";
    }

    private bool OnThisMachine() =>
        string.Equals(Host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address));
}
