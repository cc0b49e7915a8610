using System.Text.Json.Serialization;
using Groups.Domain.Attendance;
using Groups.Web.Hubs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Groups.Bench;

/// <summary>A SignalR hub that does nothing but tell everybody the same: no database, nobody's access, nothing kept.</summary>
internal sealed class BareHub(RegisterChange sample) : Hub
{
    public void Join(Guid sessionId)
    {
    }

    public Task Record(Guid sessionId, IReadOnlyList<SentFact> facts) => Clients.All.SendAsync("Changed", sample);

    public static async Task<WebApplication> StartAsync(RegisterChange sample)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSignalR().AddJsonProtocol(o => o.PayloadSerializerOptions.Converters.Add(new JsonStringEnumConverter()));
        builder.Services.AddSingleton(sample);
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapHub<BareHub>("/bare");
        await app.StartAsync();
        return app;
    }
}
