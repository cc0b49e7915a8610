using Microsoft.AspNetCore.Diagnostics;

namespace Groups.Web.Hosting;

/// <summary>A status other than 200 for a page that has its own words for it.</summary>
internal static class LateStatus
{
    /// <summary>Answers the page being rendered with this status. Set as late as can be: a 404 that Blazor sees while rendering loses its page.</summary>
    public static void AnswerLate(this HttpContext http, int status)
    {
        http.Features.Get<IStatusCodePagesFeature>()?.Enabled = false;
        http.Response.OnStarting(static state =>
        {
            var (response, status) = ((HttpResponse, int))state;
            response.StatusCode = status;
            return Task.CompletedTask;
        }, (http.Response, status));
    }
}
