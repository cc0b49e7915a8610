namespace Groups.Domain.Accounts;

/// <summary>Sends a short plain email to the address somebody signs in with: about their own work, never about a person.</summary>
public interface IAccountMail
{
    /// <summary>Sends it; false where the mail did not go out.</summary>
    Task<bool> SendAsync(string address, string subject, string text, CancellationToken stop);
}
