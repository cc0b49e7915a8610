using Groups.Domain.Handover;

namespace Groups.Web.Tests.Permissions;

/// <summary>
/// FIELD.md, "Who may see what", as data: for each sort of thing who finds it somewhere in what the program answers. Whoever is not named finds it
/// nowhere. A role with a question mark may find it and need not; every other one does, so that a cell is never empty by accident.
/// </summary>
internal static class PermissionTable
{
    // "tappers" are who may tap names today, "movers" who may move duties, "peers" who hold any duty; "themselves" is the one who is expected today.
    private const string Written = """
        what                       | with its worker                               | sensitive, with its worker          | runs itself
        real name                  | worker peers participant stand-in themselves  | worker peers                        | worker peers participant stand-in
        neutral name               |                                               | worker peers participant stand-in   |
        purpose                    | worker peers                                  | worker peers                        | worker peers
        venue                      | worker peers participant stand-in themselves  | worker peers participant stand-in   | worker peers participant stand-in
        name expected today        | worker tappers stand-in themselves            | worker tappers stand-in             | tappers stand-in
        name here today            | worker tappers stand-in                       | worker tappers stand-in             | tappers stand-in
        name not expected today    | worker tappers stand-in                       | worker tappers stand-in             | tappers stand-in
        name who came without      | worker tappers stand-in                       | worker tappers stand-in             | tappers stand-in
        name agreed to the tablet  | worker tappers stand-in kiosk                 | worker tappers stand-in kiosk       | tappers stand-in kiosk
        newcomer expected today    | worker tappers stand-in Welcome               | worker tappers stand-in Welcome     | tappers stand-in Welcome
        companion                  | worker tappers stand-in                       | worker tappers stand-in             | tappers stand-in
        whole name                 | worker themselves                             | worker                              |
        name kept off the register | worker                                        | worker                              |
        name of last week          | worker                                        | worker                              |
        phone                      | worker themselves                             | worker                              |
        email                      | worker themselves                             | worker                              |
        words for safe contact     | worker themselves                             | worker                              |
        access needs               | worker themselves                             | worker                              |
        name on the contact list   | worker                                        | worker                              | ContactList
        phone on the contact list  | worker                                        | worker                              | ContactList
        unsafe phone of the listed | worker                                        | worker                              |
        topics of last week        | worker tappers Scheduling                     | worker tappers Scheduling           | tappers Scheduling
        note for leads             | worker tappers Scheduling stand-in?           | worker tappers Scheduling stand-in? | tappers Scheduling stand-in?
        speaker                    | worker peers participant stand-in? themselves | worker peers participant stand-in?  | worker? peers participant stand-in?
        words of a reply           | worker themselves                             | worker                              | movers
        words of a relay           |                                               |                                     |
        who holds a duty           | worker peers                                  | worker peers                        | peers
        who is deputy              | worker? peers?                                | worker? peers?                      | peers?
        who practises a duty       | worker peers?                                 | worker peers?                       | movers peers?
        who offered                | worker                                        | worker                              | movers
        words of an offer          | worker                                        | worker                              | movers
        who asked for help         | worker SafetyContact                          | worker SafetyContact                | SafetyContact
        named backup               | worker? peers?                                | worker? peers?                      | worker? peers?
        counts of an open vote     |                                               |                                     |
        agreement                  | worker peers participant themselves           | worker peers participant            | worker? peers participant
        who stands in              | worker tappers stand-in                       | worker tappers stand-in             | tappers stand-in
        """;

    /// <summary>Those who hold a duty.</summary>
    private static readonly string[] Peers = [.. Enum.GetNames<Duty>()];

    private static readonly Dictionary<(string What, int Column), (HashSet<string> May, HashSet<string> Must)> Cells = Read();

    /// <summary>The sorts of things, in the order of the table.</summary>
    public static IReadOnlyList<string> Whats { get; } = [.. Rows().Skip(1).Select(row => row[0])];

    /// <summary>Whether somebody in this role may find it in what they are answered.</summary>
    public static bool May(string role, string what, PermissionGroup group) => Cells[(what, group.Column)].May.Contains(role);

    /// <summary>Whether somebody in this role has to find it somewhere.</summary>
    public static bool Must(string role, string what, PermissionGroup group) => Cells[(what, group.Column)].Must.Contains(role);

    private static IEnumerable<string[]> Rows() => Written.Split('\n').Select(line => line.Split('|', StringSplitOptions.TrimEntries));

    private static Dictionary<(string, int), (HashSet<string>, HashSet<string>)> Read()
    {
        var cells = new Dictionary<(string, int), (HashSet<string>, HashSet<string>)>();
        foreach (var row in Rows().Skip(1))
        {
            for (var column = 0; column < 3; column++)
            {
                var words = row[column + 1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
                cells.Add((row[0], column), ([.. words.SelectMany(w => Roles(w.TrimEnd('?')))], [.. words.Where(w => !w.EndsWith('?')).SelectMany(Roles)]));
            }
        }

        return cells;
    }

    private static string[] Roles(string word) => word switch
    {
        "peers" => Peers,
        "tappers" => [nameof(Duty.Lead), nameof(Duty.NamedRegister)],
        "movers" => [nameof(Duty.Lead)],
        _ => [word],
    };
}
