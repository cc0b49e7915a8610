using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.RegularExpressions;
using Groups.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Groups.Testing;

/// <summary>Hears all that an app of a test writes into its log, and fails the test where a person's name, number or address stands in it.</summary>
internal sealed class LogEars : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _heard = new();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _heard.Enqueue($"{formatter(state, exception)} {exception}");

    public void Dispose()
    {
    }

    /// <summary>Looks for everybody of the database in what was heard.</summary>
    public async Task ShouldTellNobodyAsync(TestDatabase database)
    {
        if (_heard.IsEmpty)
        {
            return;
        }

        List<string> names, addresses;
        try
        {
            await using var db = database.Open();
            names = await db.People.Where(p => p.ErasedAt == null).Select(p => p.Name).ToListAsync();
            addresses = await db.People.SelectMany(p => p.Contacts).Select(c => c.Address).Union(db.Accounts.Select(a => a.Email)).Union(db.Replies.Select(r => r.From)).ToListAsync();
        }
        catch (DbException)
        {
            // The test took the database apart.
            return;
        }

        var log = string.Join('\n', _heard);
        var told = addresses.Where(a => a.Length > 5 && (log.Contains(a, StringComparison.OrdinalIgnoreCase) || log.Contains(Uri.EscapeDataString(a), StringComparison.OrdinalIgnoreCase)))
            .Concat(names.Where(n => n.Length > 2 && Regex.IsMatch(log, $@"(?<!\w){Regex.Escape(n)}(?!\w)", RegexOptions.None, TimeSpan.FromSeconds(10)))).Distinct().ToList();
        if (told.Count > 0)
        {
            throw new InvalidOperationException($"The log tells of {string.Join(", ", told)}: {string.Join(" / ", _heard.Where(line => told.Exists(t => line.Contains(t, StringComparison.OrdinalIgnoreCase))).Take(3))}");
        }
    }
}
