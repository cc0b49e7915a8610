using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Groups.Testing.Overhearing;

/// <summary>Hears all that one app writes into its log: the words, what was put into them, the scopes around them and what went wrong.</summary>
internal sealed class LogEars : ILoggerProvider
{
    public Heard Heard { get; } = new();

    /// <summary>Lets the ears hear more than the log of a running program holds: the program's own words down to the last.</summary>
    public static void HearAll(IServiceCollection services) => services.Configure<LoggerFilterOptions>(options =>
    {
        options.MinLevel = LogLevel.Trace;
        options.Rules.Clear();
        options.Rules.Add(new(typeof(LogEars).FullName, null, LogLevel.Information, null));
        options.Rules.Add(new(typeof(LogEars).FullName, "Groups", LogLevel.Trace, null));
        options.Rules.Add(new("Microsoft.Extensions.Logging.Console.ConsoleLoggerProvider", null, LogLevel.None, null));
    });

    public ILogger CreateLogger(string categoryName) => new Category(Heard, categoryName);

    public void Dispose()
    {
    }

    private sealed class Category(Heard heard, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            heard.Add($"{name} {state} {Values(state)}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            heard.Add($"{name} {formatter(state, exception)} {exception} {Values(state)}");

        private static string Values<TState>(TState state) => state is IEnumerable<KeyValuePair<string, object?>> values ? string.Join(' ', values.Select(v => v.Value)) : "";
    }
}
