using Groups.Domain.Accounts;

namespace Groups.Domain.Handover.Help;

/// <summary>Emails that say only that somebody asked: no group, no name, no reason. One message, one address.</summary>
public sealed class HelpMail(IAccountMail mail)
{
    private const string Where = "Sign in as you always do. Your home page says more, and lets you say that you are on it.\n\nThis email says no more on purpose.\n";

    internal static readonly (string Subject, string Text) Chosen = ("Have a look at your groups", $"A choice was made that needs you. {Where}");

    internal static (string Subject, string Text) Asked(HelpKind kind) => kind switch
    {
        HelpKind.PleasePhone => ("Please phone", $"Somebody asks you to phone them. {Where}"),
        HelpKind.HelpUs => ("You are asked for help", $"You are asked for help, in no hurry. {Where}"),
        _ => ("Somebody is needed", $"Somebody asks for a person to look after things. {Where}"),
    };

    /// <summary>Sends it to each address by itself.</summary>
    /// <returns>How many went out.</returns>
    internal async Task<int> SendAsync((string Subject, string Text) words, IReadOnlyList<string> addresses, CancellationToken stop)
    {
        var sent = 0;
        foreach (var address in addresses)
        {
            sent += await mail.SendAsync(address, words.Subject, words.Text, stop) ? 1 : 0;
        }

        return sent;
    }
}
