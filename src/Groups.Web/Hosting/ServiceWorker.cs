using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.FileProviders;

namespace Groups.Web.Hosting;

/// <summary>
/// The script that opens the register without signal. It carries a version of the program and its assets, so that a device of an older
/// program fetches the shell anew and drops the old one.
/// </summary>
internal static class ServiceWorker
{
    private const string Scripts = "js/register";

    public static void MapServiceWorker(this IEndpointRouteBuilder app, IWebHostEnvironment environment)
    {
        var script = new Lazy<string>(() => Compose(environment.WebRootFileProvider));
        app.MapGet("/sw.js", (HttpContext context) =>
        {
            context.Response.Headers.CacheControl = "no-cache";
            return Results.Text(script.Value, "text/javascript", Encoding.UTF8);
        }).AllowAnonymous();
    }

    private static string Compose(IFileProvider files)
    {
        var modules = files.GetDirectoryContents(Scripts).Where(file => file.Name.EndsWith(".js", StringComparison.Ordinal)).OrderBy(file => file.Name, StringComparer.Ordinal).ToList();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(typeof(ServiceWorker).Module.ModuleVersionId.ToByteArray());
        foreach (var file in modules.Append(files.GetFileInfo("app.css")).Append(files.GetFileInfo("Groups.Web.styles.css")).Append(files.GetFileInfo("icon.svg")))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Text(file)));
        }

        var version = Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8));
        var paths = modules.Where(file => file.Name != "service-worker.js").Select(file => $"'/{Scripts}/{file.Name}'");
        return $"const VERSION = '{version}', MODULES = [{string.Join(", ", paths)}];\n{Text(modules.Single(file => file.Name == "service-worker.js"))}";
    }

    private static string Text(IFileInfo file)
    {
        using var reader = new StreamReader(file.CreateReadStream());
        return reader.ReadToEnd();
    }
}
