using Groups.Domain.Accounts;

namespace Groups.Web.Components.Pages.Account;

/// <summary>Tells the owner of an account by email that there is a new way to sign in to it: it may not have been them.</summary>
internal static class AccountNotes
{
    /// <summary>Sends it; what does not go out is not said to anybody, for the change stands.</summary>
    public static Task TellAsync(this IAccountMail mail, string email, string what) => mail.SendAsync(
        email, "A change to how you sign in", $"{what}\n\nIf this was not you, sign in, end all other sign-ins on your account page, and tell your coordinator.\n", CancellationToken.None);
}
