using Groups.Domain.Data;
using Groups.Domain.Membership;
using Groups.Domain.People;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Testing;

/// <summary>Somebody whose name, number, address and words stand nowhere else, so that wherever they turn up it is they who are told of.</summary>
public static class Sentinel
{
    public const string Name = "Zqarlotte Zqemble";
    public const string Number = "+447700900973";
    public const string Email = "zqarlotte@zqemble.example.org";
    public const string Note = "Zqramp at the side door";

    /// <summary>Whether they belong to every group that a test's app starts with and to every <see cref="CafeGroup"/>, from now on in this process.</summary>
    public static bool IsEverywhere { get; set; }

    /// <summary>What must turn up nowhere.</summary>
    internal static IEnumerable<string> Words => [.. Name.Split(' '), Number, Email, "Zqramp"];

    /// <summary>Makes them a member of every group they do not belong to yet.</summary>
    internal static Task JoinAsync(TestDatabase database, Instant now) => !IsEverywhere ? Task.CompletedTask : database.Factory.WriteAsync(async db =>
    {
        var person = (await db.People.ToListAsync()).Find(p => p.Name == Name);
        if (person is null)
        {
            person = new Person(Name, "en", now);
            person.SetContacts([(ContactWay.Text, Number, true), (ContactWay.Email, Email, true)]);
            person.GiveConsent("Said yes", null, now);
            person.SetAccessNeeds(Note, sharedWithLeads: true);
            db.Add(person);
        }

        var groups = await db.Groups.Where(g => !db.Members.Any(m => m.GroupId == g.Id && m.PersonId == person.Id)).Select(g => g.Id).ToListAsync();
        db.AddRange(groups.Select(g => new Member(g, person.Id, now)));
    });
}
