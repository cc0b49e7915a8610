using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Membership;
using Groups.Domain.Messaging;
using Groups.Domain.Rights;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.People;

/// <summary>
/// Takes the people of a spreadsheet into a group. Importing the same file again adds nobody. A row's safe ways count as the yes to being on the list and to
/// being contacted; a row without joins without either: nothing is sent to them, and their page says that they are still to be asked. An import never sends a welcome.
/// </summary>
public sealed class ImportPeople(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>Imports, or with <paramref name="dryRun"/> only says what would happen.</summary>
    /// <param name="viewer">Who asks.</param>
    /// <param name="groupId">The group they join.</param>
    /// <param name="file">What <see cref="PeopleCsv"/> read.</param>
    /// <param name="onlyGood">Take the good rows although others are bad; otherwise one bad row keeps all out.</param>
    /// <param name="dryRun">Save nothing.</param>
    /// <param name="stop">Stops waiting.</param>
    /// <exception cref="NotFoundException">The group is not the viewer's to add people to.</exception>
    public async Task<ImportOutcome> RunAsync(Viewer viewer, Guid groupId, PeopleCsvResult file, bool onlyGood, bool dryRun, CancellationToken stop = default)
    {
        if (dryRun || (file.Bad.Count > 0 && !onlyGood))
        {
            await using var db = await databases.CreateDbContextAsync(stop);
            return new ImportOutcome([.. (await PlanAsync(db, viewer, groupId, file, stop)).Select(p => p.Row)], file.Bad, Saved: false);
        }

        return await databases.WriteAsync(viewer, async db =>
        {
            var plan = await PlanAsync(db, viewer, groupId, file, stop);
            var now = clock.GetCurrentInstant();
            foreach (var (row, source, known) in plan.Where(p => p.Row.Outcome != JoinOutcome.AlreadyThere))
            {
                AddPerson.Join(db, groupId, known?.Member, known?.Id ?? Add(db, source, now), now, welcome: false);
            }

            await Replan.GroupAsync(db, groupId, now, stop);
            return new ImportOutcome([.. plan.Select(p => p.Row)], file.Bad, Saved: true);
        }, stop);
    }

    private static async Task<List<(ImportedRow Row, PersonRow Source, KnownPeople.Known? Known)>> PlanAsync(
        GroupsDb db, Viewer viewer, Guid groupId, PeopleCsvResult file, CancellationToken stop)
    {
        await GroupAccess.RequireAsync(db, viewer, groupId, a => a.MayManagePeople, stop);
        var known = await KnownPeople.LoadAsync(db, viewer, groupId, stop);
        var found = new Dictionary<PersonRow, KnownPeople.Known>();

        // those with a number or address first: a bare name may only be taken for somebody whom no other row means
        foreach (var row in file.Good.OrderBy(r => Addresses(r).Count == 0))
        {
            var addresses = Addresses(row);
            if ((addresses.Count > 0 ? known.Take(row.Name, addresses) : known.TakeMember(row.Name, withoutAddress: false)) is { } same)
            {
                found[row] = same;
            }
        }

        return [.. file.Good.Select(row =>
        {
            var same = found.GetValueOrDefault(row);
            var outcome = same switch { null => JoinOutcome.Added, { Member.LeftAt: null } => JoinOutcome.AlreadyThere, _ => JoinOutcome.Joined };
            return (new ImportedRow(row.Line, row.Name, outcome, row.SafeWays.Count > 0, known.IsShared(row.Name, Addresses(row))), row, same);
        })];
    }

    private static List<string> Addresses(PersonRow row) =>
        [.. new[] { row.Mobile?.E164, row.Landline?.E164, row.Email?.Value }.OfType<string>()];

    private static Guid Add(GroupsDb db, PersonRow row, Instant now)
    {
        var person = new Person(row.Name, row.Language, now);
        var safe = row.SafeWays;
        List<(ContactWay, string, bool)> ways = [];
        if (row.Mobile is { } mobile)
        {
            ways.Add((ContactWay.Text, mobile.E164, safe.Contains(ContactWay.Text)));
        }

        if (row.Email is { } email)
        {
            ways.Add((ContactWay.Email, email.Value, safe.Contains(ContactWay.Email)));
        }

        ways.AddRange(new[] { row.Mobile, row.Landline }.OfType<PhoneNumber>().Select(n => (ContactWay.Call, n.E164, safe.Contains(ContactWay.Call))));
        person.SetContacts(ways);
        if (row.Mobile is { Kind: PhoneKind.Foreign } abroad)
        {
            person.SayTakesTexts(abroad.E164, safe.Contains(ContactWay.Text));
        }

        person.SetSafeContact(new SafeContact(row.SafeFrom, row.SafeUntil));
        person.SetAccessNeeds(row.AccessNotes, sharedWithLeads: false);
        db.People.Add(person);
        if (safe.Count > 0)
        {
            db.JoinList(person.Id, ConsentWords.ListedInFile, Languages.Default, null, now);
            db.AllowContactOfNew(person, ConsentWords.FromFile, Languages.Default, null, now);
        }

        return person.Id;
    }
}

/// <summary>What became, or would become, of a file.</summary>
/// <param name="Rows">The good rows in the order of the file.</param>
/// <param name="Bad">The rows that cannot be taken in, each with its reason.</param>
/// <param name="Saved">Whether anything was saved.</param>
public sealed record ImportOutcome(IReadOnlyList<ImportedRow> Rows, IReadOnlyList<BadRow> Bad, bool Saved)
{
    /// <summary>New people.</summary>
    public int Added => Rows.Count(r => r.Outcome == JoinOutcome.Added);

    /// <summary>People already known who join this group.</summary>
    public int Joined => Rows.Count(r => r.Outcome == JoinOutcome.Joined);

    /// <summary>People who are in the group already.</summary>
    public int AlreadyThere => Rows.Count(r => r.Outcome == JoinOutcome.AlreadyThere);
}

/// <summary>One good row.</summary>
/// <param name="Line">Its line in the file.</param>
/// <param name="Name">The name to be called by.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="HasSafeWay">A way is marked as safe, so messages can be sent.</param>
/// <param name="SharesAddress">Somebody of another name has the same number or address.</param>
public sealed record ImportedRow(int Line, string Name, JoinOutcome Outcome, bool HasSafeWay, bool SharesAddress);
