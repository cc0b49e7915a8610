using Groups.Jobs;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Groups.Web.Hosting;

/// <summary>Sends the measures and spans of messages to a collector, where <c>Telemetry:OtlpEndpoint</c> names one. Off otherwise.</summary>
internal sealed class Telemetry(GroupsSettings settings) : IHostedService, IDisposable
{
    private MeterProvider? _measures;
    private TracerProvider? _spans;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings.OtlpEndpoint is not { } endpoint)
        {
            return Task.CompletedTask;
        }

        var us = ResourceBuilder.CreateDefault().AddService("groups");
        _measures = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(us).AddMeter(MessageMeter.Name).AddOtlpExporter(o => To(o, endpoint, "v1/metrics")).Build();
        _spans = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(us).AddSource(MessageMeter.Name).AddOtlpExporter(o => To(o, endpoint, "v1/traces")).Build();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        _measures?.Dispose();
        _spans?.Dispose();
    }

    private static void To(OtlpExporterOptions options, Uri endpoint, string path) =>
        (options.Protocol, options.Endpoint) = (OtlpExportProtocol.HttpProtobuf, new Uri(new Uri(endpoint.AbsoluteUri.TrimEnd('/') + "/"), path));
}
