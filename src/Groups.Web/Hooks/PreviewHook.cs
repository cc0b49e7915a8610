using Groups.Domain;
using Groups.Domain.Data;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Groups.Jobs.Channels;
using Groups.Web.Components.Pages.Preview;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Hooks;

/// <summary>Takes what a tester answers on the preview page, as if the participant's phone had sent it.</summary>
internal static class PreviewHook
{
    public static void Map(IEndpointRouteBuilder app) => Map(app.MapGroup("/preview").AllowAnonymous());

    private static void Map(RouteGroupBuilder preview)
    {
        preview.MapPost("/answer", AnswerAsync);
        preview.MapPost("/call", CallAsync);
    }

    private static async Task<IResult> CallAsync(
        HttpContext context, [FromForm] Guid person, [FromForm] Guid message, [FromForm] string? what, [FromServices] PreviewAccess access,
        [FromServices] PreviewCalls calls, [FromServices] IDbContextFactory<GroupsDb> databases)
    {
        if (!access.Texts)
        {
            return Results.NotFound();
        }

        Message? called;
        await using (var db = await databases.CreateDbContextAsync(context.RequestAborted))
        {
            called = await db.Messages.AsNoTracking().FirstOrDefaultAsync(m => m.Id == message && m.PersonId == person && m.Way == ContactWay.Call, context.RequestAborted);
        }

        if (called is null)
        {
            return Results.NotFound();
        }

        await calls.DoAsync(called, what ?? "", context.RequestAborted);
        return Results.LocalRedirect($"/preview?person={person:D}");
    }

    private static async Task<IResult> AnswerAsync(
        HttpContext context, [FromForm] Guid person, [FromForm] string? words, [FromServices] PreviewAccess access,
        [FromServices] IDbContextFactory<GroupsDb> databases, [FromServices] TakeReply takeReply, [FromServices] PreviewBox box, [FromServices] IClock clock)
    {
        if (!access.Texts || await NumberAsync(databases, person, context.RequestAborted) is not { } number)
        {
            return Results.NotFound();
        }

        if (!string.IsNullOrWhiteSpace(words))
        {
            var taken = await takeReply.RunAsync(Viewer.Program, new InboundText($"preview-{Guid.CreateVersion7():N}", number, words), context.RequestAborted);
            if (taken.AutomaticAnswer is { } answer)
            {
                box.Add(new PreviewMessage(Guid.NewGuid(), Guid.Empty, clock.GetCurrentInstant(), PreviewChannel.Sms, number, null, null, answer, null));
            }
        }

        return Results.LocalRedirect($"/preview?person={person:D}");
    }

    private static async Task<string?> NumberAsync(IDbContextFactory<GroupsDb> databases, Guid personId, CancellationToken stop)
    {
        await using var db = await databases.CreateDbContextAsync(stop);
        var person = await db.People.AsNoTracking().Include(p => p.Contacts).FirstOrDefaultAsync(p => p.Id == personId, stop);
        return person?.Contacts.Where(c => c.Way == ContactWay.Text).OrderBy(c => c.Order).FirstOrDefault()?.Address;
    }
}
