namespace Groups.Web.Hosting.SignIn;

/// <summary>Says a device in words its owner knows again, from what its browser says of itself.</summary>
internal static class DeviceWords
{
    // The order matters: most browsers also name others.
    private static readonly (string Mark, string Word)[] Browsers =
    [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"),
        ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"),
    ];

    private static readonly (string Mark, string Word)[] Systems =
    [
        ("iPhone", "an iPhone"), ("iPad", "an iPad"), ("Android", "Android"), ("Windows", "Windows"), ("CrOS", "a Chromebook"), ("Mac OS X", "a Mac"), ("Linux", "Linux"),
    ];

    /// <summary>"Firefox on Windows".</summary>
    public static string Of(HttpContext http)
    {
        var agent = http.Request.Headers.UserAgent.ToString();
        return $"{Find(Browsers, agent) ?? "A browser"} on {Find(Systems, agent) ?? "a device"}";
    }

    private static string? Find((string Mark, string Word)[] words, string agent) =>
        Array.Find(words, w => agent.Contains(w.Mark, StringComparison.Ordinal)).Word;
}
