using System.Threading.Channels;
using Groups.Domain.Accounts;

namespace Groups.Web.Hosting.SignIn;

/// <summary>
/// Whoever asks to sign in is answered before anybody looks whether there is such an account: the answer and its time are the same. Looking and sending
/// are done here, afterwards.
/// </summary>
internal sealed partial class SignInAsks(SignInCodes codes, ISignInMail mail, GroupsSettings settings, ILogger<SignInAsks> log) : BackgroundService
{
    private const int AtOnce = 4;

    private readonly Channel<(string Typed, string Browser)> _asked =
        Channel.CreateBounded<(string, string)>(new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Remembers that this was typed in a browser.</summary>
    public void Ask(string typed, string browser) => _asked.Writer.TryWrite((typed, browser));

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Parallel.ForEachAsync(
        _asked.Reader.ReadAllAsync(stoppingToken),
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stoppingToken },
        async (ask, stop) =>
        {
            try
            {
                if (await codes.AskAsync(ask.Typed, ask.Browser, stop) is { } asked && !await mail.SendAsync(asked, new Uri(settings.PublicUrl, $"sign-in/{asked.Token}"), stop))
                {
                    NotSent(log);
                }
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                // The next one who asks must still be heard.
                Failed(log, problem);
            }
        });

    [LoggerMessage(Level = LogLevel.Warning, Message = "A sign-in code did not go out; see the channels page.")]
    private static partial void NotSent(ILogger log);

    [LoggerMessage(Level = LogLevel.Error, Message = "A sign-in code could not be made or sent.")]
    private static partial void Failed(ILogger log, Exception problem);
}
