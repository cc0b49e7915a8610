using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Groups.Web.Tests;

/// <summary>
/// bUnit asks for a newer AngleSharp.Diffing than some feeds have. The runtime refuses an older assembly by itself; here it is
/// given the copy beside the tests, which holds all that bUnit calls.
/// </summary>
internal static class AngleSharpDiffing
{
#pragma warning disable CA2255 // a module initializer is the one place that runs before bUnit's first use
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void StandIn() =>
        AssemblyLoadContext.Default.Resolving += (context, name) => name.Name == "AngleSharp.Diffing"
            ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "AngleSharp.Diffing.dll"))
            : null;
}
