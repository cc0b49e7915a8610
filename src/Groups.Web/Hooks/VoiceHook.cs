using System.Xml.Linq;
using Groups.Jobs;
using Groups.Jobs.Calls;
using Groups.Jobs.Channels;
using Microsoft.AspNetCore.Mvc;

namespace Groups.Web.Hooks;

/// <summary>
/// Twilio asks here what a call says, brings the keys that were pressed, and reports how calls went. An address holds the ledger row's id and the try
/// and nothing of a person or a session.
/// </summary>
internal static class VoiceHook
{
    private const int SecondsForAKey = 7;

    public static void Map(IEndpointRouteBuilder hooks)
    {
        var call = hooks.MapGroup("/voice/{message:guid}/{attempt:int:min(1)}");
        call.MapPost("/start", StartAsync);
        call.MapPost("/opening", (HttpContext context, Guid message, int attempt, [FromServices] TwilioOptions twilio, [FromServices] IPublicAddress address, [FromServices] CallTalk talk) =>
            KeyAsync(context, message, attempt, CallMenu.Opening, twilio, address, talk));
        call.MapPost("/message", (HttpContext context, Guid message, int attempt, [FromServices] TwilioOptions twilio, [FromServices] IPublicAddress address, [FromServices] CallTalk talk) =>
            KeyAsync(context, message, attempt, CallMenu.Message, twilio, address, talk));
        call.MapPost("/status", StatusAsync);
    }

    private static async Task<IResult> StartAsync(
        HttpContext context, Guid message, int attempt, [FromServices] TwilioOptions twilio, [FromServices] IPublicAddress address, [FromServices] CallTalk talk)
    {
        var (form, refusal) = await TwilioHooks.SignedFormAsync(context, twilio, address);
        return form is null ? refusal!
            : CallOf(form) is not { } call ? Results.StatusCode(StatusCodes.Status400BadRequest)
            : Twiml(message, attempt, await talk.AnsweredAsync(message, attempt, call, Word(form, "AnsweredBy"), context.RequestAborted));
    }

    private static async Task<IResult> KeyAsync(HttpContext context, Guid message, int attempt, CallMenu menu, TwilioOptions twilio, IPublicAddress address, CallTalk talk)
    {
        var (form, refusal) = await TwilioHooks.SignedFormAsync(context, twilio, address);
        return form is null ? refusal!
            : CallOf(form) is not { } call || Word(form, "Digits") is not { } key ? Results.StatusCode(StatusCodes.Status400BadRequest)
            : Twiml(message, attempt, await talk.PressedAsync(message, attempt, call, menu, key, context.RequestAborted));
    }

    private static async Task<IResult> StatusAsync(
        HttpContext context, Guid message, int attempt, [FromServices] TwilioOptions twilio, [FromServices] IPublicAddress address, [FromServices] TakeCallStatus take)
    {
        var (form, refusal) = await TwilioHooks.SignedFormAsync(context, twilio, address);
        if (form is null)
        {
            return refusal!;
        }

        if (CallOf(form) is not { } call || Word(form, "CallStatus") is not { } status)
        {
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }

        await take.RunAsync(message, attempt, call, status, Word(form, "AnsweredBy"), context.RequestAborted);
        return Results.NoContent();
    }

    /// <summary>Says it and waits for a key, twice, then parts; or says it and hangs up.</summary>
    private static IResult Twiml(Guid message, int attempt, CallStep step)
    {
        var response = new XElement("Response");
        if (step.Asks is { } menu)
        {
            var action = $"/hooks/twilio/voice/{message:N}/{attempt}/{(menu == CallMenu.Opening ? "opening" : "message")}";
            for (var time = 0; time < 2; time++)
            {
                response.Add(new XElement(
                    "Gather", new XAttribute("input", "dtmf"), new XAttribute("numDigits", 1), new XAttribute("timeout", SecondsForAKey),
                    new XAttribute("action", action), new XAttribute("method", "POST"), Say(step.Says, step.Voice)));
            }

            response.Add(Say(step.Parting, step.Voice));
        }
        else
        {
            response.Add(Say(step.Says, step.Voice));
        }

        response.Add(new XElement("Hangup"));
        return Results.Text(response.ToString(SaveOptions.DisableFormatting), "text/xml");
    }

    private static XElement? Say(string? words, CallVoice voice) => words is null
        ? null
        : new XElement("Say", new XAttribute("language", voice.Language), new XAttribute("voice", voice.Name), Speakable(words));

    /// <summary>Without the characters that XML refuses, which somebody may have pasted into a name.</summary>
    private static string Speakable(string words) => string.Concat(words.Where(System.Xml.XmlConvert.IsXmlChar));

    private static string? CallOf(IFormCollection form) => Word(form, "CallSid");

    private static string? Word(IFormCollection form, string name) => form[name].ToString() is { Length: > 0 and <= 64 } word ? word : null;
}
