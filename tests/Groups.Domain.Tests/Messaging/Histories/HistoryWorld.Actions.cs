using Groups.Domain.Data;
using Groups.Domain.Membership;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Tests.Messaging.Histories;

/// <content>What happens, through the real actions.</content>
internal sealed partial class HistoryWorld
{
    private async Task MoveAsync(Guid id, Func<Session, (LocalDate, LocalTime)> to)
    {
        await using var db = _world.Database.Open();
        var session = await db.Sessions.AsNoTracking().SingleAsync(s => s.Id == id);
        var (date, time) = to(session);
        await _world.Get<MoveSession>().RunAsync(_world.Cafe.Worker, id, date, time, session.Minutes);
    }

    private Task<Guid> ScheduleAsync(LocalDate date, LocalTime time) =>
        _world.Get<ScheduleOnce>().RunAsync(_world.Cafe.Worker, _world.Cafe.Id, date, time, 60);

    private async Task<Guid> JoinAsync(string name, bool welcome)
    {
        var details = new PersonDetails(name, $"+4477009002{_joined:00}", true, false, false, null, false, null, false, null, "en", SafeContact.Unsaid, null, false);
        return (await _world.Get<AddPerson>().RunAsync(_world.Cafe.Worker, _world.Cafe.Id, details, new(true, true), welcome)).PersonId;
    }

    private async Task LeaveOrComeBackAsync(Guid person)
    {
        await using var db = _world.Database.Open();
        if (await db.Members.AnyAsync(m => m.PersonId == person && m.LeftAt == null))
        {
            await _world.Get<LeaveGroup>().RunAsync(_world.Cafe.Worker, _world.Cafe.Id, person);
        }
        else
        {
            await _world.ChangeAsync(async change => (await change.Members.SingleAsync(m => m.PersonId == person)).ComeBack(_world.Now));
        }
    }

    private async Task AnswerAsync(Guid session, Guid person, Step step)
    {
        await _world.Get<RecordAnswer>().RunAsync(Viewer.Program, session, person, (AnswerValue)(step.A % 3), step.A % 2 == 0 ? AnswerSource.Page : AnswerSource.Told);
        _model.Learn(await Facts.ReadAsync(_world));
        _model.Saw(person, session);
    }

    private async Task ReplyAsync(Guid person, string words)
    {
        await using var db = _world.Database.Open();
        var contact = await db.People.Where(p => p.Id == person).SelectMany(p => p.Contacts).FirstOrDefaultAsync(c => c.Way == ContactWay.Text);
        if (contact is not null)
        {
            await _world.ReplyAsync(words, contact.Address);
        }
    }

    private async Task DescribeAsync(Reminders rules, bool? sensitive)
    {
        await using var db = _world.Database.Open();
        var group = await db.Groups.AsNoTracking().SingleAsync();
        var details = new GroupDetails(group.Name, sensitive ?? group.Sensitive ? "Meet-up" : null, group.Purpose, group.OpenTo, sensitive ?? group.Sensitive, group.Venue);
        await _world.Get<DescribeGroup>().RunAsync(_world.Cafe.Worker, group.Id, details, rules);
    }

    private async Task ChangePersonAsync(Guid id, Func<PersonDetails, PersonDetails> change, bool saidYes)
    {
        await using var db = _world.Database.Open();
        var person = await db.People.AsNoTracking().Include(p => p.Contacts).SingleAsync(p => p.Id == id);
        await _world.Get<ChangePerson>().RunAsync(_world.Cafe.Worker, id, change(PersonDetails.Of(person)), new(false, saidYes));
    }

    /// <summary>A worker takes what is due and is gone: at once, or after it wrote ahead that it sends one of them.</summary>
    private async Task DieAsync(bool whileSending)
    {
        var facts = await Facts.ReadAsync(_world);
        var ledger = _world.Get<ILedger>();
        foreach (var claimed in (await ledger.ClaimDueAsync(2, Duration.FromMinutes(2), _world.Now)).Messages.Where(_ => whileSending).Take(1))
        {
            var urgent = claimed.Kind == MessageKind.Cancelled && claimed.SessionStart - _world.Now < Duration.FromHours(12);
            if (facts.IsGoodHour(claimed.PersonId, _world.Now, urgent) && facts.Addresses(claimed.PersonId).FirstOrDefault(c => c.Way != ContactWay.Call) is { } way
                && (await ledger.BeginSendingAsync(
                    [new Departure(claimed, way.Way, way.Address, _sensitive ? null : "Women's Café", TextDigest.Of($"{claimed.Id}"))], Duration.FromMinutes(1), _world.Now)).Count > 0)
            {
                _model.MayHaveHeard(claimed);
            }
        }
    }
}
