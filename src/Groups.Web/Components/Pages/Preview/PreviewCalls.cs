using System.Collections.Concurrent;
using Groups.Domain.Messaging;
using Groups.Jobs.Calls;

namespace Groups.Web.Components.Pages.Preview;

/// <summary>The calls of the preview: what was said in each, and which keys it waits for. In memory, as the preview's messages are.</summary>
internal sealed class PreviewCalls(CallTalk talk, TakeCallStatus status)
{
    private readonly ConcurrentDictionary<(Guid Message, int Attempt), PreviewTalk> _talks = new();

    /// <summary>How a call goes; null while it rings or was never answered here.</summary>
    public PreviewTalk? Find(Message message) => _talks.GetValueOrDefault((message.Id, message.Attempts));

    /// <summary>What a tester does at the phone: "pick-up", "machine", "nobody", "hang-up", or a key.</summary>
    public async Task DoAsync(Message message, string what, CancellationToken stop)
    {
        var (id, attempt, call) = (message.Id, message.Attempts, message.ProviderId ?? "preview");
        var known = Find(message);
        switch (what)
        {
            case "nobody" when known is null:
                await status.RunAsync(id, attempt, call, "no-answer", null, stop);
                break;
            case "pick-up" when known is null:
                await SayAsync(message, new PreviewTalk([], null), await talk.AnsweredAsync(id, attempt, call, "human", stop), "human", stop);
                break;
            case "machine" when known is null:
                await SayAsync(message, new PreviewTalk([], null), await talk.AnsweredAsync(id, attempt, call, "machine_end_beep", stop), "machine_end_beep", stop);
                break;
            case "hang-up" when known?.Asks is not null:
                _talks[(id, attempt)] = known with { Asks = null };
                await status.RunAsync(id, attempt, call, "completed", "human", stop);
                break;
            case [>= '0' and <= '9'] when known?.Asks is { } menu:
                var pressed = known with { Lines = [.. known.Lines, new(what, true, null)] };
                await SayAsync(message, pressed, await talk.PressedAsync(id, attempt, call, menu, what, stop), "human", stop);
                break;
            default:
                break;
        }
    }

    private async Task SayAsync(Message message, PreviewTalk so, CallStep step, string answeredBy, CancellationToken stop)
    {
        PreviewLine[] said = step.Says is null ? [new("(silence)", false, null)] : [new(step.Says, false, step.Voice.Language)];
        _talks[(message.Id, message.Attempts)] = new PreviewTalk([.. so.Lines, .. said], step.Asks);
        if (step.Asks is null)
        {
            await status.RunAsync(message.Id, message.Attempts, message.ProviderId ?? "preview", "completed", answeredBy, stop);
        }
    }
}

/// <summary>What was said and pressed so far, and where the next key is waited for; null once it is over.</summary>
internal sealed record PreviewTalk(IReadOnlyList<PreviewLine> Lines, CallMenu? Asks);

/// <summary>Words read aloud, or a key.</summary>
internal sealed record PreviewLine(string Text, bool IsKey, string? Language);
