using System.Collections.Concurrent;
using System.Diagnostics;
using Groups.Domain.Data;
using Groups.Domain.People;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Jobs.Channels;

/// <summary>May a message go out by its channel now?</summary>
/// <param name="WaitUntil">No: come back then. Null for yes.</param>
/// <param name="IsProbe">Yes, and it is the one that finds out whether a paused channel works again.</param>
internal readonly record struct Passage(Instant? WaitUntil, bool IsProbe);

/// <summary>
/// Where every message passes before its provider is called and after: it keeps the pace that all workers share, slows a channel when the provider says
/// so, pauses one that is broken, and lets one message at a time find out whether it works again. The table is the truth; a process looks at it at least
/// once a second while it sends, and learns from its own calls at once.
/// </summary>
internal sealed class ChannelDesk(IDbContextFactory<GroupsDb> databases, ChannelPace pace, JobsOptions options, IClock clock)
{
    private static readonly TimeSpan LongestUnseen = TimeSpan.FromSeconds(1);
    private static readonly Duration ProbeFor = Duration.FromMinutes(1);
    private static readonly Duration AfterProbe = Duration.FromSeconds(5);

    private readonly ConcurrentDictionary<string, ChannelHealth> _known = new(StringComparer.Ordinal);
    private long _seenAt;

    /// <summary>Looks at all channels now; before each batch.</summary>
    public async Task LookAsync(CancellationToken stop)
    {
        await using var db = await databases.CreateDbContextAsync(stop);
        foreach (var health in await db.ChannelHealth.AsNoTracking().ToListAsync(stop))
        {
            _known[health.Name] = health;
        }

        Volatile.Write(ref _seenAt, Stopwatch.GetTimestamp());
    }

    /// <summary>Asks for the way out, and waits for its place in the pace where that is soon.</summary>
    /// <param name="way">The way.</param>
    /// <param name="units">Parts of a text; 1 for anything else.</param>
    /// <param name="latest">A place later than this is of no use: the lease or the message's own time ends.</param>
    /// <param name="stop">Stops the waiting.</param>
    public async Task<Passage> EnterAsync(ContactWay way, int units, Instant latest, CancellationToken stop)
    {
        var name = ChannelNames.Of(way);
        if (await IsClosedAsync(name, stop) is { } until)
        {
            return new Passage(until, false);
        }

        var now = clock.GetCurrentInstant();
        var (place, free) = await pace.TakeAsync(name, units, latest, now, stop);
        if (place is not { } mine)
        {
            return new Passage(free, false);
        }

        if (mine > now)
        {
            await Task.Delay(((mine - now) / options.ClockSpeed).ToTimeSpan(), stop);
            if (await IsClosedAsync(name, stop) is { } later)
            {
                return new Passage(later, false);
            }
        }

        return _known.TryGetValue(name, out var health) && health.IsBroken ? await ProbeAsync(name, stop) : default;
    }

    /// <summary>Takes in what an answer says about the channel.</summary>
    /// <param name="way">The way it went.</param>
    /// <param name="passage">With which it went.</param>
    /// <param name="outcome">The answer.</param>
    /// <param name="codeBefore">The code of the message's earlier try, if any.</param>
    /// <returns>The answer for the one message: how long it waits where the channel does, and no more than a refusal where only its number is to blame.</returns>
    public async Task<SendOutcome> HeardAsync(ContactWay way, Passage passage, SendOutcome outcome, string? codeBefore)
    {
        var name = ChannelNames.Of(way);
        if (outcome.Result is SendResult.Configuration or SendResult.Throttled || ChannelTrouble.IsMiss(outcome))
        {
            return await ChangeAsync(name, health => Take(name, health, passage, outcome, codeBefore));
        }

        // any other answer of the provider, a no as well, says that the channel works
        if (!ChannelTrouble.IsOurOwn(outcome) && (passage.IsProbe || (_known.TryGetValue(name, out var known) && (known.IsBroken || known.Strikes > 0))))
        {
            await ChangeAsync(name, health =>
            {
                health.Resume();
                return outcome;
            });
        }

        return outcome;
    }

    private SendOutcome Take(string name, ChannelHealth health, Passage passage, SendOutcome outcome, string? codeBefore)
    {
        var now = clock.GetCurrentInstant();
        var left = health.IsPaused(now) ? (health.PausedUntil!.Value - now) / options.ClockSpeed : Duration.Zero;
        if (outcome.Result == SendResult.Throttled)
        {
            var last = health is { IsBroken: false, PausedUntil: { } until, At: { } at } && now - until < until - at ? (until - at) / options.ClockSpeed : (Duration?)null;
            var wait = ChannelTrouble.SlowFor(outcome.RetryAfter, last);
            health.Slow(now + options.Real(wait), now);
            return outcome with { RetryAfter = Duration.Max(wait, left) };
        }

        // nobody but this number ever found the channel broken: it is the number's trouble
        if (passage.IsProbe && health is { IsBroken: true, Strikes: 1 } && ChannelTrouble.IsAboutDestination(outcome) && codeBefore == outcome.Code)
        {
            health.Resume();
            return outcome with { Result = SendResult.Refused };
        }

        // one that was under way when the channel was paused says nothing new
        if (health.IsBroken && !passage.IsProbe)
        {
            return outcome with { RetryAfter = Duration.Max(left, ChannelTrouble.WithChance(AfterProbe)) };
        }

        if (!health.IsBroken && ChannelTrouble.IsAboutDestination(outcome) && codeBefore == outcome.Code)
        {
            return outcome with { Result = SendResult.Refused };
        }

        if (ChannelTrouble.IsMiss(outcome) && !health.IsBroken)
        {
            health.Miss();
            if (health.Strikes < ChannelTrouble.MostMisses)
            {
                return outcome;
            }
        }

        var pause = ChannelTrouble.PauseAfter(health.IsBroken ? health.Strikes : 0);
        health.Pause(ChannelTrouble.Sentence(name, outcome), now + options.Real(pause), now);
        return outcome with { RetryAfter = pause * (ChannelTrouble.IsAboutDestination(outcome) ? 1.5 : 1) };
    }

    private async Task<Instant?> IsClosedAsync(string name, CancellationToken stop)
    {
        if (Stopwatch.GetElapsedTime(Volatile.Read(ref _seenAt)) > LongestUnseen)
        {
            await LookAsync(stop);
        }

        return _known.TryGetValue(name, out var health) && health.IsPaused(clock.GetCurrentInstant()) ? health.PausedUntil : null;
    }

    /// <summary>The channel is paused and its pause is over: one message goes ahead, and for as long as a call may take nobody else.</summary>
    private async Task<Passage> ProbeAsync(string name, CancellationToken stop)
    {
        var now = clock.GetCurrentInstant();
        var until = now + options.Real(ProbeFor);
        await using var db = await databases.CreateDbContextAsync(stop);
        var won = await db.ChannelHealth.Where(h => h.Name == name && h.Sentence != null && h.PausedUntil <= now)
            .ExecuteUpdateAsync(set => set.SetProperty(h => h.PausedUntil, until), stop) == 1;
        await LookAsync(stop);
        if (won)
        {
            return new Passage(null, true);
        }

        return _known.TryGetValue(name, out var health) && health.IsBroken
            ? new Passage(Instant.Min(health.PausedUntil ?? Instant.MaxValue, now + options.Real(ChannelTrouble.WithChance(AfterProbe))), false)
            : default;
    }

    /// <summary>In a transaction of its own and never stopped: what was heard counts for all.</summary>
    private async Task<SendOutcome> ChangeAsync(string name, Func<ChannelHealth, SendOutcome> change)
    {
        await pace.EnsureAsync(name, CancellationToken.None);
        var (answer, health) = await databases.WriteAsync(async db =>
        {
            var held = await db.HeldChannelAsync(name, CancellationToken.None);
            return (change(held), held);
        });
        _known[name] = health;
        return answer;
    }
}
