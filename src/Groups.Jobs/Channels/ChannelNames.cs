using Groups.Domain.People;

namespace Groups.Jobs.Channels;

/// <summary>The channels by the names that their health, the pages and the measures use.</summary>
internal static class ChannelNames
{
    public const string Texts = "texts";
    public const string Emails = "emails";
    public const string Calls = "calls";

    public static IReadOnlyList<string> All { get; } = [Texts, Emails, Calls];

    public static string Of(ContactWay way) => way switch
    {
        ContactWay.Text => Texts,
        ContactWay.Email => Emails,
        _ => Calls,
    };
}
