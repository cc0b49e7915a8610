using Groups.Domain.Data;
using Groups.Domain.Membership;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Jobs.Tests;

/// <summary>Groups of all kinds to which things happen at random, past the actions, so that only a sweep can notice.</summary>
internal sealed class ManyGroups
{
    private readonly MessageWorld _world;
    private readonly Random _random;
    private readonly List<Guid> _people = [];
    private int _numbers;

    private ManyGroups(MessageWorld world, Random random) => (_world, _random) = (world, random);

    public List<Guid> Ids { get; } = [];

    /// <summary>Some groups with people and sessions; nothing is planned.</summary>
    public static async Task<ManyGroups> CreateAsync(MessageWorld world, Random random)
    {
        var many = new ManyGroups(world, random);
        for (var i = 0; i < 6; i++)
        {
            var cafe = await CafeGroup.CreateAsync(world.Database, world.Clock);
            many.Ids.Add(cafe.Id);
            await world.Database.Factory.WriteAsync(db => many.FillAsync(db, cafe.Id, cafe.WorkerAccount));
        }

        return many;
    }

    /// <summary>Time goes by and things happen that nobody planned for.</summary>
    public async Task ChangeAsync()
    {
        _world.Clock.Advance(Duration.FromMinutes(_random.Next(1, 3 * 24 * 60)));
        await _world.Database.Factory.WriteAsync(async db =>
        {
            foreach (var session in await db.Sessions.ToListAsync())
            {
                Change(session);
                foreach (var person in await db.Members.Where(m => m.GroupId == session.GroupId).Select(m => m.PersonId).ToListAsync())
                {
                    await AnswerAsync(db, session.Id, person);
                }
            }

            foreach (var member in await db.Members.ToListAsync())
            {
                Change(member);
            }

            foreach (var person in await db.People.Include(p => p.Contacts).ToListAsync())
            {
                await ChangeAsync(db, person);
            }

            foreach (var group in await db.Groups.ToListAsync())
            {
                if (OneIn(5))
                {
                    group.Remind(Reminders.Default with { DayBefore = OneIn(2), DayBeforeAt = new LocalTime(_random.Next(9, 20), 0), SameDayMinutesBefore = 30 * _random.Next(2, 8) });
                }
            }

            foreach (var message in await db.Messages.ToListAsync())
            {
                Change(db, message);
            }
        });
    }

    private async Task FillAsync(GroupsDb db, Guid group, Guid worker)
    {
        for (var i = 0; i < 4; i++)
        {
            var person = new Person($"Person {i}", "en", _world.Now);
            person.SetContact(OneIn(4) ? ContactWay.Call : ContactWay.Text, OneIn(6) ? $"+44141496{_numbers++:0000}" : $"+4477009{_numbers++:00000}", !OneIn(6));
            if (!OneIn(8))
            {
                person.GiveConsent("Said yes", worker, _world.Now);
            }

            db.AddRange(person, new Member(group, person.Id, _world.Now, welcome: OneIn(2)));
            _people.Add(person.Id);
        }

        foreach (var known in _people.Where(_ => OneIn(8)).ToList())
        {
            if (!await db.Members.AnyAsync(m => m.GroupId == group && m.PersonId == known) && !db.Members.Local.Any(m => m.GroupId == group && m.PersonId == known))
            {
                db.Add(new Member(group, known, _world.Now));
            }
        }

        for (var week = 0; week < 6; week++)
        {
            db.Add(new Session(group, null, _world.Now.InUtc().Date.PlusDays(_random.Next(1, 6) + 7 * week), new LocalTime(_random.Next(8, 20), 0), 90, "Europe/London"));
        }
    }

    private void Change(Session session)
    {
        if (session.StartsAt <= _world.Now || !OneIn(4))
        {
            return;
        }

        if (session.Status == SessionStatus.Cancelled)
        {
            session.Restore(_world.Now);
        }
        else if (OneIn(2))
        {
            session.Cancel(_world.Now);
        }
        else
        {
            session.Move(session.Date.PlusDays(_random.Next(0, 40)), new LocalTime(_random.Next(21, 24), 0), 60, _world.Now);
        }
    }

    private async Task AnswerAsync(GroupsDb db, Guid session, Guid person)
    {
        if (!OneIn(6))
        {
            return;
        }

        var (value, source) = (Enum.GetValues<AnswerValue>()[_random.Next(3)], OneIn(2) ? AnswerSource.Text : AnswerSource.Page);
        if (await db.Answers.SingleOrDefaultAsync(a => a.SessionId == session && a.PersonId == person) is { } answer)
        {
            answer.Change(value, source, _world.Now);
        }
        else
        {
            db.Add(new Answer(session, person, value, source, _world.Now));
        }
    }

    private void Change(Member member)
    {
        if (OneIn(12))
        {
            member.Leave(_world.Now);
        }
        else if (OneIn(3))
        {
            member.ComeBack(_world.Now, welcome: OneIn(2));
        }

        if (OneIn(6))
        {
            member.Want(Enum.GetValues<ReminderChoice>()[_random.Next(4)]);
            member.Say(usuallyComes: false, notYet: OneIn(3));
        }
    }

    private async Task ChangeAsync(GroupsDb db, Person person)
    {
        if (OneIn(10))
        {
            person.StopAllContact(_world.Now);
        }
        else if (OneIn(6))
        {
            person.GiveConsent("Said yes", null, _world.Now);
        }

        var address = person.Contacts[0].Address;
        if (OneIn(8))
        {
            person.MarkTrouble(address, OneIn(2) ? "number not in use" : null);
        }

        if (OneIn(8) && !await db.StoppedNumbers.AnyAsync(s => s.Address == address))
        {
            db.Add(new StoppedNumber(address, _world.Now));
        }

        if (OneIn(10))
        {
            person.SetSafeContact(SafeContact.Unsaid with { IWillContactYou = OneIn(2) });
        }
    }

    /// <summary>What a dispatcher may have done with it.</summary>
    private void Change(GroupsDb db, Message message)
    {
        if (message.State != MessageState.Planned || !OneIn(3))
        {
            return;
        }

        var end = (MessageState[])[MessageState.Accepted, MessageState.Delivered, MessageState.Unknown, MessageState.Failed, MessageState.Claimed, MessageState.ToPhone];
        var row = db.Entry(message);
        row.Property(m => m.State).CurrentValue = end[_random.Next(end.Length)];
        row.Property(m => m.Attempts).CurrentValue = message.State == MessageState.Claimed ? 0 : 1;
    }

    private bool OneIn(int times) => _random.Next(times) == 0;
}
