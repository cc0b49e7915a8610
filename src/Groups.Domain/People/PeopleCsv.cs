namespace Groups.Domain.People;

/// <summary>Reads what a Community Links Worker has in a spreadsheet. It saves nothing and knows nobody already there.</summary>
public static class PeopleCsv
{
    /// <summary>The largest file, in bytes.</summary>
    public const int LargestFile = 2 * 1024 * 1024;

    /// <summary>The most rows of people.</summary>
    public const int MostRows = 2_000;

    private const string TooLarge = "This file is larger than 2 MB: split it into smaller ones.";

    /// <summary>Reads a file; one that is too large is refused without reading it all.</summary>
    /// <exception cref="RuleViolation">The file as a whole cannot be read.</exception>
    public static PeopleCsvResult Read(Stream stream)
    {
        var buffer = Buffer(stream);
        var (length, got) = (0, 0);
        do
        {
            got = stream.Read(buffer, length, buffer.Length - length);
            length += got;
        }
        while (got > 0 && length < buffer.Length);
        return Read(buffer.AsSpan(0, length));
    }

    /// <summary>As <see cref="Read(Stream)"/>, for streams that only read asynchronously, as a browser's do.</summary>
    /// <exception cref="RuleViolation">The file as a whole cannot be read.</exception>
    public static async Task<PeopleCsvResult> ReadAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        var buffer = Buffer(stream);
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return Read(buffer.AsSpan(0, length));
    }

    private static byte[] Buffer(Stream stream) =>
        stream.CanSeek && stream.Length - stream.Position > LargestFile ? throw new RuleViolation(TooLarge) : new byte[LargestFile + 1];

    private static PeopleCsvResult Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > LargestFile)
        {
            throw new RuleViolation(TooLarge);
        }

        using var table = CsvTable.Of(CsvText.Decode(bytes)).GetEnumerator();
        if (!table.MoveNext())
        {
            throw new RuleViolation("This file is empty: choose the one with the people in it.");
        }

        var columns = PeopleColumns.Of(table.Current.Cells);
        List<PersonRow> good = [];
        List<BadRow> bad = [];
        while (table.MoveNext())
        {
            if (good.Count + bad.Count == MostRows)
            {
                throw new RuleViolation($"This file has more than {MostRows:N0} people: split it into smaller ones.");
            }

            var (row, reason) = PersonRowReader.Read(table.Current, columns);
            reason ??= good.Find(earlier => IsSamePerson(earlier, row!)) is { } same ? $"This is the same as line {same.Line}: keep one of the two." : null;
            if (reason is null)
            {
                good.Add(row!);
            }
            else
            {
                bad.Add(new(table.Current.Line, reason));
            }
        }

        return good.Count + bad.Count > 0
            ? new(good, bad, columns.Unknown)
            : throw new RuleViolation("There is nobody in this file under the headings: add a row for each person.");
    }

    /// <summary>The same name, and a number or address in common or none at all. Two people may share a phone.</summary>
    private static bool IsSamePerson(PersonRow one, PersonRow other)
    {
        if (!string.Equals(one.Name, other.Name, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        object?[] ones = [one.Mobile, one.Landline, one.Email];
        object?[] others = [other.Mobile, other.Landline, other.Email];
        return (ones.All(contact => contact is null) && others.All(contact => contact is null))
            || ones.Zip(others).Any(pair => pair.First is not null && pair.First.Equals(pair.Second));
    }
}
