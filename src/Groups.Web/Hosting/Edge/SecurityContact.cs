using NodaTime;
using NodaTime.Text;

namespace Groups.Web.Hosting.Edge;

/// <summary>Where to tell the operator of a hole: the setting <c>Contact:Security</c>, at the address that RFC 9116 gives it. Missing until it is set.</summary>
internal static class SecurityContact
{
    private static readonly Duration GoodFor = Duration.FromDays(180);

    /// <summary>Reads an email address or a web address; what is wrong is added as a sentence.</summary>
    public static Uri? Read(IConfiguration configuration, List<string> problems)
    {
        if (configuration["Contact:Security"] is not { Length: > 0 } given)
        {
            return null;
        }

        if (Domain.People.EmailAddress.TryRead(given, out var address))
        {
            return new Uri($"mailto:{address.Value}");
        }

        if (Uri.TryCreate(given, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps)
        {
            return url;
        }

        problems.Add("Contact:Security is neither an email address nor a web address; write it like security@your-domain or https://your-domain/security.");
        return null;
    }

    public static void MapSecurityContact(this IEndpointRouteBuilder app, GroupsSettings settings) => app.MapGet("/.well-known/security.txt", (IClock clock) =>
        settings.SecurityContact is { } contact
            ? Results.Text($"Contact: {contact.AbsoluteUri}\nExpires: {InstantPattern.General.Format(clock.GetCurrentInstant() + GoodFor)}\nPreferred-Languages: en\nCanonical: {new Uri(settings.PublicUrl, ".well-known/security.txt")}\n")
            : Results.NotFound()).AllowAnonymous();
}
