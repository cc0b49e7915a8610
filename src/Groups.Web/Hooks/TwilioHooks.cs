using System.Globalization;
using System.Xml.Linq;
using Groups.Domain;
using Groups.Domain.Messaging;
using Groups.Jobs;
using Groups.Jobs.Channels;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;

namespace Groups.Web.Hooks;

/// <summary>Twilio's webhooks. Nothing is read of a call before its signature is right, and no call is big.</summary>
internal static class TwilioHooks
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var hooks = app.MapGroup("/hooks/twilio").AllowAnonymous().DisableAntiforgery();
        hooks.MapPost("/inbound", InboundAsync);
        hooks.MapPost("/status", StatusAsync);
        VoiceHook.Map(hooks);
    }

    private static async Task<IResult> InboundAsync(
        HttpContext context, [FromServices] TwilioOptions twilio, [FromServices] IPublicAddress address, [FromServices] TakeReply takeReply)
    {
        var (form, refusal) = await SignedFormAsync(context, twilio, address);
        if (form is null)
        {
            return refusal!;
        }

        if (form["MessageSid"].ToString() is not { Length: > 0 and <= 64 } id || form["From"].ToString() is not { Length: > 0 and <= 64 } from)
        {
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }

        var taken = await takeReply.RunAsync(Viewer.Program, new InboundText(id, from, form["Body"].ToString()), context.RequestAborted);
        var providerAnswered = taken.ProviderAnswers || form.ContainsKey("OptOutType") || (twilio.AnswersHelp && taken.Meaning == ReplyMeaning.Help);
        var answer = providerAnswered || taken.AutomaticAnswer is null ? null : new XElement("Message", taken.AutomaticAnswer);
        return Results.Text(new XElement("Response", answer).ToString(SaveOptions.DisableFormatting), "text/xml");
    }

    private static async Task<IResult> StatusAsync(
        HttpContext context, [FromServices] TwilioOptions twilio, [FromServices] IPublicAddress address, [FromServices] TakeReceipt takeReceipt)
    {
        var (form, refusal) = await SignedFormAsync(context, twilio, address);
        if (form is null)
        {
            return refusal!;
        }

        var query = context.Request.Query;
        if (!Guid.TryParseExact(query["message"], "N", out var message) || !Number(query["attempt"], out var attempt)
            || form["MessageStatus"].ToString() is not { Length: > 0 } status)
        {
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }

        int? code = Number(form["ErrorCode"], out var given) ? given : null;
        var providerId = form["MessageSid"].ToString() is { Length: > 0 and <= 64 } sid ? sid : null;
        await takeReceipt.RunAsync(message, attempt, providerId, status, code, context.RequestAborted);
        return Results.NoContent();
    }

    private static bool Number(string? text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    /// <summary>The form of a call with a right signature, or else what to answer.</summary>
    internal static async Task<(IFormCollection? Form, IResult? Refusal)> SignedFormAsync(HttpContext context, TwilioOptions twilio, IPublicAddress address)
    {
        if (context.Features.Get<IStatusCodePagesFeature>() is { } pages)
        {
            pages.Enabled = false;
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = Hosting.Edge.EdgeGuards.LargestHook;
        }

        if (!context.Request.HasFormContentType)
        {
            return (null, Results.StatusCode(StatusCodes.Status400BadRequest));
        }

        IFormCollection form;
        try
        {
            form = await context.Request.ReadFormAsync(context.RequestAborted);
        }
        catch (Exception malformed) when (malformed is BadHttpRequestException or InvalidDataException or IOException)
        {
            return (null, Results.StatusCode(StatusCodes.Status400BadRequest));
        }

        var fields = form.SelectMany(field => field.Value.Select(value => KeyValuePair.Create(field.Key, value ?? "")));
        var url = TwilioSignature.UrlOf(address.Url.AbsoluteUri, PathAndQuery(context));
        return TwilioSignature.IsValid(twilio.AuthToken ?? "", url, fields, context.Request.Headers[TwilioSignature.Header])
            ? (form, null)
            : (null, Results.StatusCode(StatusCodes.Status403Forbidden));
    }

    /// <summary>As it was asked for, since the signature is over that spelling.</summary>
    private static string PathAndQuery(HttpContext context) =>
        context.Features.Get<IHttpRequestFeature>()?.RawTarget is ['/', ..] raw
            ? raw
            : context.Request.PathBase + context.Request.Path + context.Request.QueryString;
}
