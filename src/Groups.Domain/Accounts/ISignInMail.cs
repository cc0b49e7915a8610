namespace Groups.Domain.Accounts;

/// <summary>Sends a sign-in link to an account's address.</summary>
public interface ISignInMail
{
    /// <summary>Sends the link; false where the mail did not go out.</summary>
    Task<bool> SendAsync(string address, Uri link, CancellationToken stop);
}
