using System.Reflection;

namespace Groups.Web.Tests;

public sealed class DependencyTests
{
    [Fact]
    public void The_domain_knows_neither_jobs_nor_web() =>
        ReferencesOf(typeof(Domain.Viewer).Assembly).ShouldNotContain(name => name.StartsWith("Groups.", StringComparison.Ordinal));

    [Fact]
    public void The_domain_does_not_know_that_there_is_a_web_server() =>
        ReferencesOf(typeof(Domain.Viewer).Assembly).ShouldNotContain(name => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));

    [Fact]
    public void The_jobs_know_the_domain_and_not_the_web() =>
        ReferencesOf(typeof(Jobs.Channels.ISmsTransport).Assembly)
            .Where(name => name.StartsWith("Groups.", StringComparison.Ordinal)).ShouldBe(["Groups.Domain"]);

    private static IEnumerable<string> ReferencesOf(Assembly assembly) => assembly.GetReferencedAssemblies().Select(name => name.Name!);
}
