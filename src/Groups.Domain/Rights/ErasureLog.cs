using System.Globalization;
using NodaTime;

namespace Groups.Domain.Rights;

/// <summary>
/// Whom was erased, in a file outside the database: an older backup that is put back must not bring them back. A line is an id and a day; lines are
/// only ever added. Keep it with the keys, not with the backups.
/// </summary>
/// <param name="file">The file, or null to keep none.</param>
public sealed class ErasureLog(string? file)
{
    /// <summary>What the file is called, in the folder of keys.</summary>
    public const string FileName = "erasures.log";

    private readonly Lock _oneAtATime = new();

    /// <summary>Keeps nothing, for programs without a data folder.</summary>
    public static ErasureLog None { get; } = new(null);

    /// <summary>Adds a line and sees it on the disk.</summary>
    /// <exception cref="RuleViolation">It cannot be written.</exception>
    public void Add(Guid personId, Instant now)
    {
        if (file is null)
        {
            return;
        }

        try
        {
            lock (_oneAtATime)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
                using var stream = new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
                stream.Write(System.Text.Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\n{personId:D} {now.InUtc().Date.ToDateOnly():yyyy-MM-dd}\n")));
                stream.Flush(flushToDisk: true);
            }
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            throw new RuleViolation("Nothing was erased: the file that remembers erasures cannot be written. Tell whoever runs the program.");
        }
    }

    /// <summary>The ids of all who were erased. A line that was cut off by a power cut is passed over.</summary>
    public IReadOnlyList<Guid> Read()
    {
        if (file is null || !File.Exists(file))
        {
            return [];
        }

        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        var found = new HashSet<Guid>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length >= 36 && Guid.TryParseExact(line[..36], "D", out var id))
            {
                found.Add(id);
            }
        }

        return [.. found];
    }
}
