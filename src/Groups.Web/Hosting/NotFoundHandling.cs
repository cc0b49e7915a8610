using Groups.Domain;
using Microsoft.AspNetCore.Diagnostics;

namespace Groups.Web.Hosting;

/// <summary>Missing and forbidden look alike: both are the "not found" page with 404.</summary>
internal sealed class NotFoundHandling : IExceptionHandler
{
    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not NotFoundException)
        {
            return ValueTask.FromResult(false);
        }

        httpContext.Response.StatusCode = StatusCodes.Status404NotFound;
        return ValueTask.FromResult(true);
    }
}
