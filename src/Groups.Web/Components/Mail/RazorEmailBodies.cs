using Groups.Domain.Messaging.Wording;
using Groups.Jobs;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Groups.Web.Components.Mail;

/// <summary>Emails are components like everything else that people see.</summary>
internal sealed class RazorEmailBodies(IServiceScopeFactory scopes, ILoggerFactory logs) : IEmailBodies
{
    public async Task<string> HtmlAsync(EmailWords words, Uri? page, Uri unsubscribe)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, logs);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var mail = await renderer.RenderComponentAsync<MessageMail>(ParameterView.FromDictionary(new Dictionary<string, object?>
            {
                [nameof(MessageMail.Words)] = words,
                [nameof(MessageMail.PageUrl)] = page,
                [nameof(MessageMail.UnsubscribeUrl)] = unsubscribe,
            }));
            return "<!DOCTYPE html>\n" + mail.ToHtmlString();
        });
    }
}
