using Groups.Domain;
using Groups.Domain.Audit;

namespace Groups.Web.Hosting;

/// <summary>A page on which somebody's contact data, or a register, is seen: that it was opened goes into the audit record.</summary>
/// <param name="act">What opening it is.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class LookedAtAttribute(AuditAct act) : Attribute
{
    /// <summary>What opening it is.</summary>
    public AuditAct Act => act;
}

/// <summary>Writes into the audit record who opened which page, once it was shown; what looked missing to them leaves no line.</summary>
internal static class LooksAtPages
{
    public static void UseLooks(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var act = context.GetEndpoint()?.Metadata.GetMetadata<LookedAtAttribute>()?.Act;
        await next(context);
        if (act is { } seen && context.Response.StatusCode < StatusCodes.Status400BadRequest && ViewerClaims.Read(context.User) is { } viewer)
        {
            // Whoever was shown something and left before the answer ended has seen it too.
            await WriteAsync(context, context.RequestServices.GetRequiredService<Looks>(), viewer, seen);
        }
    });

    private static Task WriteAsync(HttpContext context, Looks looks, Viewer viewer, AuditAct seen)
    {
        var (person, group, id) = (IdOf(context, "PersonId"), IdOf(context, "GroupId"), IdOf(context, "Id"));
        var changes = HttpMethods.IsPost(context.Request.Method);
        return seen switch
        {
            AuditAct.SawRegister => looks.AtRegisterAsync(viewer, id!.Value, changes),
            _ when changes => Task.CompletedTask,
            _ when context.Request.Path.StartsWithSegments("/sessions", StringComparison.OrdinalIgnoreCase) => looks.AtAsync(viewer, seen, sessionId: id),
            _ => looks.AtAsync(viewer, seen, person, group ?? id),
        };
    }

    private static Guid? IdOf(HttpContext context, string name) => Guid.TryParse(context.GetRouteValue(name)?.ToString(), out var id) ? id : null;
}
