using System.Text.RegularExpressions;
using NodaTime;
using static Groups.Domain.People.PeopleColumns.Column;

namespace Groups.Domain.People;

/// <summary>Makes one row of a spreadsheet a person, or says in a sentence why it is none.</summary>
internal static class PersonRowReader
{
    private const int LongestNotes = 1_000;

    private static readonly Regex Spaces = new(@"\s+", RegexOptions.NonBacktracking);

    private static readonly Regex Separators =
        new(@"[,;/&+|\n]|\band\b|\bor\b|\bonly\b", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly HashSet<string> Nothing = new(StringComparer.OrdinalIgnoreCase)
        { "", "-", "–", "—", "none", "no", "nil", "n/a", "na", "no phone", "no mobile", "no landline", "no email" };

    private static readonly Dictionary<string, ContactWay> Ways = new(StringComparer.OrdinalIgnoreCase)
    {
        ["text"] = ContactWay.Text,
        ["texts"] = ContactWay.Text,
        ["texting"] = ContactWay.Text,
        ["text message"] = ContactWay.Text,
        ["text messages"] = ContactWay.Text,
        ["sms"] = ContactWay.Text,
        ["txt"] = ContactWay.Text,
        ["call"] = ContactWay.Call,
        ["calls"] = ContactWay.Call,
        ["phone"] = ContactWay.Call,
        ["phone call"] = ContactWay.Call,
        ["phone calls"] = ContactWay.Call,
        ["telephone"] = ContactWay.Call,
        ["ring"] = ContactWay.Call,
        ["email"] = ContactWay.Email,
        ["emails"] = ContactWay.Email,
        ["e-mail"] = ContactWay.Email,
    };

    public static (PersonRow? Row, string? Reason) Read(SheetRow row, PeopleColumns columns)
    {
        string Cell(PeopleColumns.Column column) => columns.In(row.Cells, column).FirstOrDefault("");

        var name = Spaces.Replace(Cell(Name), " ");
        var notes = Cell(Access);
        var reason = row switch
        {
            { HasStrayText: true } => "The quotation marks in this row do not fit together: put them around the whole cell.",
            _ when row.Cells.Skip(columns.Count).Any(cell => cell.Length > 0) =>
                "This row has more cells than there are headings: put quotation marks around a cell that has a comma in it.",
            _ when name.Length == 0 => "There is no name: write what the person wants to be called.",
            _ when name.Length > Person.LongestName => $"The name is longer than {Person.LongestName} characters: shorten it.",
            _ when notes.Length > LongestNotes => $"The notes for access are longer than {LongestNotes:N0} characters: shorten them.",
            _ => null,
        };
        if (reason is not null)
        {
            return (null, reason);
        }

        if (Numbers(columns.In(row.Cells, Phone), out var mobile, out var landline) is { } badNumber)
        {
            return (null, badNumber);
        }

        EmailAddress? email = null;
        if (!Nothing.Contains(Cell(Email)) && !EmailAddress.TryRead(Cell(Email), out email, out var badAddress))
        {
            return (null, badAddress);
        }

        if (!Languages.TryRead(Cell(Language), out var language))
        {
            return (null, $"The language is not known here: use one of {string.Join(", ", Languages.Codes.Select(Languages.EnglishName))}.");
        }

        if (!SafeHours.TryRead(Cell(PeopleColumns.Column.SafeHours), out var from, out var until))
        {
            return (null, Domain.People.SafeHours.Problem);
        }

        var has = new HashSet<ContactWay>();
        has.UnionWith(mobile is null ? [] : [ContactWay.Text, ContactWay.Call]);
        has.UnionWith(landline is null ? [] : [ContactWay.Call]);
        has.UnionWith(email is null ? [] : [ContactWay.Email]);
        return ReadWays(Cell(SafeWays), has, out var ways) is { } badWay
            ? (null, badWay)
            : (new(row.Line, name, mobile, landline, email, language, ways, from, until, notes.Length == 0 ? null : notes), null);
    }

    private static string? Numbers(IEnumerable<string> cells, out PhoneNumber? mobile, out PhoneNumber? landline)
    {
        (mobile, landline) = (null, null);
        foreach (var cell in cells.Where(cell => !Nothing.Contains(cell)))
        {
            if (!PhoneNumber.TryRead(cell, out var number, out var problem))
            {
                return problem;
            }

            ref var place = ref number.Kind is PhoneKind.Mobile or PhoneKind.Foreign ? ref mobile : ref landline;
            if (place is not null && place != number)
            {
                return "There are two numbers of the same kind: keep the one to use.";
            }

            place = number;
        }

        return null;
    }

    private static string? ReadWays(string cell, HashSet<ContactWay> has, out IReadOnlySet<ContactWay> ways)
    {
        var safe = new HashSet<ContactWay>();
        ways = safe;
        if (Nothing.Contains(cell))
        {
            return null;
        }

        foreach (var word in Separators.Split(cell).Select(word => word.Trim()).Where(word => word.Length > 0))
        {
            if (!Ways.TryGetValue(word, out var way))
            {
                return "A safe way is not known: write text, call or email, with commas between, or leave it empty.";
            }

            if (!has.Contains(way))
            {
                return way switch
                {
                    ContactWay.Text => "Text is marked as safe, but there is no mobile number: add it or take text out.",
                    ContactWay.Call => "Call is marked as safe, but there is no number: add it or take call out.",
                    _ => "Email is marked as safe, but there is no address: add it or take email out.",
                };
            }

            safe.Add(way);
        }

        return null;
    }
}
