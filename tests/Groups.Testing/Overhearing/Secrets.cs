using System.Buffers;
using System.Data.Common;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;

namespace Groups.Testing.Overhearing;

/// <summary>Whom nothing the program says of itself may tell of: numbers and addresses in any spelling, and names as whole words.</summary>
internal sealed class Secrets
{
    private readonly string[] _names;
    private readonly SearchValues<string> _anyName;
    private readonly string[] _addresses;
    private readonly SearchValues<string> _anyAddress;

    private Secrets(IEnumerable<string> names, IEnumerable<string> addresses)
    {
        _names = [.. names.Where(n => n.Length > 2).Distinct()];
        _addresses = [.. addresses.Where(a => a.Length > 5).SelectMany(Spellings).Distinct()];
        (_anyName, _anyAddress) = (SearchValues.Create(_names, StringComparison.Ordinal), SearchValues.Create(_addresses, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Everybody of the database, and the sentinel.</summary>
    public static async Task<Secrets> OfAsync(TestDatabase database)
    {
        try
        {
            await using var db = database.Open();
            var names = await db.People.Where(p => p.ErasedAt == null).Select(p => p.Name).ToListAsync();
            var addresses = await db.People.SelectMany(p => p.Contacts).Select(c => c.Address).Union(db.Accounts.Select(a => a.Email)).Union(db.Replies.Select(r => r.From)).ToListAsync();
            return new(names, addresses.Concat(Sentinel.Words));
        }
        catch (DbException)
        {
            // The test took the database apart.
            return new([], Sentinel.Words);
        }
    }

    /// <summary>Fails where one of these lines tells of somebody.</summary>
    public void ShouldNotBeIn(IEnumerable<string> lines)
    {
        var told = lines.Select(line => (Line: line, Who: In(line))).Where(t => t.Who is not null).ToList();
        if (told.Count > 0)
        {
            throw new InvalidOperationException($"The program tells of {string.Join(", ", told.Select(t => t.Who).Distinct())}: {string.Join(" / ", told.Select(t => t.Line).Take(3))}");
        }
    }

    private string? In(string line) => InPlain(line) ?? (line.AsSpan().IndexOfAny('%', '+') < 0 ? null : InPlain(WebUtility.UrlDecode(line)));

    private string? InPlain(string line) =>
        line.AsSpan().ContainsAny(_anyAddress) ? Array.Find(_addresses, a => line.Contains(a, StringComparison.OrdinalIgnoreCase))
        : line.AsSpan().ContainsAny(_anyName) ? Array.Find(_names, n => IsWord(n, line))
        : null;

    /// <summary>Not in the middle of another word, nor a part of the name of a type.</summary>
    private static bool IsWord(string name, string line) =>
        line.Contains(name, StringComparison.Ordinal) && Regex.IsMatch(line, $@"(?<!\w|\w\.){Regex.Escape(name)}(?!\w|\.\w)", RegexOptions.None, TimeSpan.FromSeconds(10));

    /// <summary>A number may stand there as people here write it.</summary>
    private static IEnumerable<string> Spellings(string address) =>
        address.StartsWith("+44", StringComparison.Ordinal) && address.Length == 13 ? [address[3..], $"{address[3..7]} {address[7..]}", $"{address[3..7]} {address[7..10]} {address[10..]}"] : [address];
}
