using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Groups.Domain;
using Groups.Domain.People;
using Groups.Domain.Rights;
using Groups.Web.Hosting;

namespace Groups.Web.Components.Pages.OfRights;

/// <summary>A person's data as a file.</summary>
internal static class RightsEndpoints
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static void MapRights(this IEndpointRouteBuilder app)
    {
        app.MapGet("/me/{token}/data.json", async (string token, OpenParticipantLink links, ExportPerson export, CancellationToken stop) =>
            await links.RunAsync(token, stop) is { PersonId: { } person } viewer ? File(await export.RunAsync(viewer, person, stop), "your-data.json") : throw new NotFoundException()).AllowAnonymous();
        app.MapGet("/people/{personId:guid}/data.json", async (HttpContext context, Guid personId, ExportPerson export, CancellationToken stop) =>
            File(await export.RunAsync(ViewerClaims.Read(context.User) ?? throw new NotFoundException(), personId, stop), "their-data.json"));
    }

    private static NotKept File(PersonData data, string name)
    {
        var parts = new JsonObject();
        foreach (var part in data.Parts)
        {
            parts[part.Name] = new JsonArray([.. part.Rows.Select(row =>
            {
                var held = new JsonObject();
                if (row.At is { } at)
                {
                    held["at"] = NodaTime.Text.InstantPattern.General.Format(at);
                }

                foreach (var (key, value) in row.Values)
                {
                    held[key] = value;
                }

                return (JsonNode)held;
            })]);
        }

        var whole = new JsonObject { ["madeAt"] = NodaTime.Text.InstantPattern.General.Format(data.MadeAt), ["data"] = parts };
        return new NotKept(Results.File(JsonSerializer.SerializeToUtf8Bytes(whole, Readable), "application/json", name));
    }

    /// <summary>No copy of it stays in a browser's store or with whoever passes it on.</summary>
    private sealed class NotKept(IResult file) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.CacheControl = "no-store";
            return file.ExecuteAsync(httpContext);
        }
    }
}
