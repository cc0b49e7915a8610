using System.Net;
using Groups.Jobs.Channels;
using NodaTime;

namespace Groups.Jobs;

/// <summary>Sends by the configured channels what is no message of a group: sign-in, personal links, news of an account.</summary>
internal sealed class PlainPost(IEmailTransport email, ISmsTransport texts)
{
    /// <summary>Whether the provider took it.</summary>
    /// <param name="number">Whose phone.</param>
    /// <param name="text">The whole text.</param>
    /// <param name="validity">After this it is worth nothing.</param>
    /// <param name="stop">Stops it.</param>
    public async Task<bool> TextAsync(string number, string text, Duration validity, CancellationToken stop) =>
        (await texts.SendAsync(new SmsToSend(Guid.CreateVersion7(), 1, number, text, validity, null), stop)).Result == SendResult.Accepted;

    /// <summary>Whether the mail server took it.</summary>
    /// <param name="address">Whose mailbox.</param>
    /// <param name="subject">The subject.</param>
    /// <param name="text">Paragraphs with an empty line between them; a web address among the words can be followed.</param>
    /// <param name="senderName">From whom; null for the program's own name.</param>
    /// <param name="stop">Stops it.</param>
    public async Task<bool> MailAsync(string address, string subject, string text, string? senderName, CancellationToken stop)
    {
        var html = string.Concat(text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(paragraph => $"<p dir=\"auto\">{string.Join("<br>", paragraph.Split('\n').Select(Line))}</p>"));
        var sent = await email.SendAsync(new EmailToSend(Guid.CreateVersion7(), address, subject, text.TrimEnd() + "\n", html, null, senderName), stop);
        return sent.Result == SendResult.Accepted;
    }

    private static string Line(string line) => string.Join(' ', line.Split(' ').Select(Word));

    private static string Word(string word) => Uri.TryCreate(word, UriKind.Absolute, out var link) && link.Scheme is "http" or "https"
        ? $"<a href=\"{WebUtility.HtmlEncode(word)}\">{WebUtility.HtmlEncode(word)}</a>"
        : WebUtility.HtmlEncode(word);
}
