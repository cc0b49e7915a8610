using Groups.Domain.Messaging.Wording;

namespace Groups.Jobs;

/// <summary>Lays out the HTML part of an email.</summary>
public interface IEmailBodies
{
    /// <summary>A whole HTML document that loads nothing from anywhere: no tracking.</summary>
    /// <param name="words">What it says.</param>
    /// <param name="page">The person's own page; null for somebody to whom it would show nothing.</param>
    /// <param name="unsubscribe">Where emails to the address end.</param>
    Task<string> HtmlAsync(EmailWords words, Uri? page, Uri unsubscribe);
}
