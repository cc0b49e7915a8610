using NodaTime;

namespace Groups.Domain.Accounts;

/// <summary>Sends what signs somebody in, by email or text. It names no group, and nothing of what the program is for.</summary>
public interface ISignInMail
{
    /// <summary>Sends a link and a code to who asked for them; false where it did not go out.</summary>
    Task<bool> SendAsync(AskedSignIn asked, Uri link, CancellationToken stop);

    /// <summary>Texts a code that proves that a mobile is theirs; false where it did not go out.</summary>
    Task<bool> TextCodeAsync(string number, string code, CancellationToken stop);

    /// <summary>Sends the first link to somebody who was given an account; false where it did not go out.</summary>
    /// <param name="byText">By text, else by email.</param>
    /// <param name="address">Where to.</param>
    /// <param name="link">The link.</param>
    /// <param name="goodFor">How long it works.</param>
    /// <param name="senderName">What the sender is to be called in an email, if they said so.</param>
    /// <param name="stop">Ends the wait.</param>
    Task<bool> InviteAsync(bool byText, string address, Uri link, Duration goodFor, string? senderName, CancellationToken stop);
}
