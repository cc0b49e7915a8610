using CsvHelper;

namespace Groups.Domain.People;

/// <summary>A row of cells and the line on which it begins.</summary>
/// <param name="Line">The line of the file, the first being 1.</param>
/// <param name="Cells">The cells, without the spaces around them.</param>
/// <param name="HasStrayText">There is text after a closing quotation mark, so the cells cannot be trusted.</param>
internal sealed record SheetRow(int Line, IReadOnlyList<string> Cells, bool HasStrayText);

/// <summary>Cuts text into rows and cells; rows without any text are passed over.</summary>
internal static class CsvTable
{
    /// <exception cref="RuleViolation">A quotation mark is never closed.</exception>
    public static IEnumerable<SheetRow> Of(string text)
    {
        var (body, separator, linesBefore) = Separated(text);
        Dictionary<long, CsvMalformedReason> malformed = [];
        using var reader = CsvReader.FromText(body, new CsvReaderOptions
        {
            Separator = separator,
            HasHeader = false,
            TrackLineNumbers = true,
            TrimWhitespace = true,
            OnMalformedRecord = record => malformed[record.RecordNumber] = record.Reason,
        });
        for (var record = 1L; reader.Read(); record++)
        {
            var line = linesBefore + (int)reader.LineNumber;
            var reason = malformed.TryGetValue(record, out var found) ? found : (CsvMalformedReason?)null;
            if (reason == CsvMalformedReason.UnterminatedQuote)
            {
                throw new RuleViolation($"A quotation mark in the row that begins on line {line} is never closed: add the closing one.");
            }

            var cells = Enumerable.Range(0, reader.FieldCount).Select(field => reader.GetString(field).Trim()).ToArray();
            if (cells.Any(cell => cell.Length > 0))
            {
                yield return new(line, cells, reason == CsvMalformedReason.TextAfterClosingQuote);
            }
        }
    }

    /// <summary>Excel may say the separator in a first line of its own; else it is the one most often in the headings.</summary>
    private static (string Body, char Separator, int LinesBefore) Separated(string text)
    {
        if (text is ['s' or 'S', 'e' or 'E', 'p' or 'P', '=', var named and (',' or ';' or '\t'), '\n', ..])
        {
            return (text[6..], named, 1);
        }

        var headings = text.AsSpan().TrimStart();
        var end = headings.IndexOf('\n');
        headings = end < 0 ? headings : headings[..end];
        var (commas, semicolons, tabs) = (headings.Count(','), headings.Count(';'), headings.Count('\t'));
        var separator = semicolons > commas && semicolons >= tabs ? ';' : tabs > commas ? '\t' : ',';
        return (text, separator, 0);
    }
}
