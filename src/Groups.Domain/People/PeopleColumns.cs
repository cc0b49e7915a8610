namespace Groups.Domain.People;

/// <summary>Which column of a spreadsheet holds what, whatever the headings are called.</summary>
internal sealed class PeopleColumns
{
    private const int LongestHeadingShown = 60;

    private static readonly Dictionary<Column, string[]> Headings = new()
    {
        // the first of these that is there is the one; the name to be called by comes before the full one
        [Column.Name] = ["nametobecalledby", "called", "knownas", "preferredname", "nickname", "firstname", "forename", "name", "fullname"],
        [Column.Phone] =
        [
            "mobile", "mobilenumber", "mobilephone", "phone", "phonenumber", "tel", "telephone", "telephonenumber", "contactnumber", "number",
            "landline", "landlinenumber", "homephone",
        ],
        [Column.Email] = ["email", "emailaddress", "mail"],
        [Column.Language] = ["language", "preferredlanguage", "firstlanguage"],
        [Column.SafeWays] = ["safeways", "safeway", "howtocontact", "safecontact", "safewaystocontact", "contactby"],
        [Column.SafeHours] = ["safehours", "safetimes", "safetime", "safetimestocontact", "whentocontact"],
        [Column.Access] = ["access", "accessnotes", "accessneeds", "notesforaccess"],
    };

    private readonly Dictionary<Column, int[]> places;

    private PeopleColumns(Dictionary<Column, int[]> places, IReadOnlyList<string> unknown, int count) =>
        (this.places, Unknown, Count) = (places, unknown, count);

    public enum Column
    {
        Name,
        Phone,
        Email,
        Language,
        SafeWays,
        SafeHours,
        Access,
    }

    public IReadOnlyList<string> Unknown { get; }

    public int Count { get; }

    /// <exception cref="RuleViolation">No column is for the name.</exception>
    public static PeopleColumns Of(IReadOnlyList<string> headings)
    {
        var plain = headings.Select(Plain).ToArray();
        var found = Headings.ToDictionary(pair => pair.Key, pair => Places(plain, pair.Value, all: pair.Key == Column.Phone));
        if (found[Column.Name].Length == 0)
        {
            throw new RuleViolation("No column is for the name: put headings into the first row and call one of them Name.");
        }

        var known = found.Values.SelectMany(place => place).ToHashSet();
        var unknown = headings.Where((heading, place) => heading.Length > 0 && !known.Contains(place)).Select(Shown).ToArray();
        return new(found, unknown, headings.Count);
    }

    /// <summary>The cells of a row for this column; several only for phone numbers, none when the row ends before it.</summary>
    public IEnumerable<string> In(IReadOnlyList<string> cells, Column column) =>
        places[column].Where(place => place < cells.Count).Select(place => cells[place]);

    private static int[] Places(string[] plain, string[] synonyms, bool all)
    {
        var found = synonyms.SelectMany(synonym => Enumerable.Range(0, plain.Length).Where(place => plain[place] == synonym));
        return [.. all ? found.Order() : found.Take(1)];
    }

    private static string Plain(string heading) => string.Concat(heading.ToLowerInvariant().Where(char.IsLetterOrDigit));

    private static string Shown(string heading) => heading.Length <= LongestHeadingShown ? heading : heading[..LongestHeadingShown] + "…";
}
