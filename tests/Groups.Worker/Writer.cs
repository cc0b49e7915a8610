using Groups.Domain;
using Groups.Domain.Attendance;
using Groups.Domain.Data;
using Groups.Domain.Membership;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Groups.Worker;

/// <summary>Writes as fast as it can until it is killed: a person with their place and their messages, then their arrival at a session. It begins when it reads a line, and says what is stored.</summary>
internal static class Writer
{
    public static async Task RunAsync(IConfiguration settings, IServiceCollection services)
    {
        services.AddLogging();
        await using var all = services.BuildServiceProvider();
        var (databases, record, now) = (all.GetRequiredService<IDbContextFactory<GroupsDb>>(), all.GetRequiredService<RecordFacts>(), all.GetRequiredService<IClock>().GetCurrentInstant());
        var (group, session, account) = (Guid.Parse(settings["Group"]!), Guid.Parse(settings["Session"]!), Guid.Parse(settings["Account"]!));
        await Console.In.ReadLineAsync();
        while (true)
        {
            var person = new Person("Agnes", "en", now);
            person.SetContact(ContactWay.Text, $"+4477009{Random.Shared.Next(100_000):00000}", true);
            person.GiveConsent("Said yes", account, now);
            await databases.WriteAsync(async db =>
            {
                db.AddRange(person, new Member(group, person.Id, now));
                await Replan.GroupAsync(db, group, now);
            });
            Console.WriteLine($"person {person.Id}");
            (await record.RunAsync(Viewer.OfAccount(account, null), session, [TappedFact.Arrived(person.Id, now)])).OrThrow();
            Console.WriteLine($"arrived {person.Id}");
        }
    }
}
