using Groups.Domain.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Jobs.Channels;

/// <summary>How fast each channel may go, in all processes together. None is no limit of ours.</summary>
/// <param name="PartsPerSecond">Parts of texts a second (<c>Sms:PartsPerSecond</c>).</param>
/// <param name="EmailsPerSecond">Emails a second (<c>Email:PerSecond</c>).</param>
internal sealed record PaceOptions(double? PartsPerSecond, double? EmailsPerSecond)
{
    public double? Of(string channel) => channel switch
    {
        ChannelNames.Texts => PartsPerSecond,
        ChannelNames.Emails => EmailsPerSecond,
        _ => null,
    };
}

/// <summary>
/// Places in time, kept apart by the pace. A process takes a short stretch for itself by one atomic update of the shared row and deals it out; what it
/// does not use is lost, so a crash slows the others by half a second at most and never makes them too fast.
/// </summary>
internal sealed class ChannelPace(IDbContextFactory<GroupsDb> databases, PaceOptions paces, JobsOptions options) : IDisposable
{
    private static readonly Duration Stretch = Duration.FromMilliseconds(500);

    private readonly Dictionary<string, (Instant Next, Instant End)> _mine = new(StringComparer.Ordinal);
    private readonly HashSet<string> _there = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>The place of a message with so many units.</summary>
    /// <returns>Its moment, or none before <paramref name="latest"/> and then when the sender is free.</returns>
    public async Task<(Instant? Place, Instant? Free)> TakeAsync(string channel, int units, Instant latest, Instant now, CancellationToken stop)
    {
        if (paces.Of(channel) is not { } perSecond)
        {
            return (now, null);
        }

        var span = options.Real(Duration.FromSeconds(units / perSecond));
        await _one.WaitAsync(stop);
        try
        {
            var mine = _mine.GetValueOrDefault(channel, (Next: Instant.MinValue, End: Instant.MinValue));
            var place = Instant.Max(mine.Next, now);
            if (place + span > mine.End)
            {
                if (await ReserveAsync(channel, Duration.Max(span, options.Real(Stretch)), latest, now, stop) is not { } taken)
                {
                    return (null, await FreeAtAsync(channel, now, stop));
                }

                (place, mine.End) = taken;
            }

            _mine[channel] = (place + span, mine.End);
            return place <= latest ? (place, null) : (null, place);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>A row for the channel, made by whoever is first.</summary>
    public async Task EnsureAsync(string channel, CancellationToken stop)
    {
        lock (_there)
        {
            if (_there.Contains(channel))
            {
                return;
            }
        }

        await using (var db = await databases.CreateDbContextAsync(stop))
        {
            await db.Database.ExecuteSqlAsync($"""INSERT INTO "ChannelHealth" ("Name", "Strikes") VALUES ({channel}, 0) ON CONFLICT DO NOTHING""", stop);
        }

        lock (_there)
        {
            _there.Add(channel);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private async Task<(Instant From, Instant Until)?> ReserveAsync(string channel, Duration span, Instant latest, Instant now, CancellationToken stop)
    {
        await EnsureAsync(channel, stop);
        await using var db = await databases.CreateDbContextAsync(stop);
        var taken = await db.TakeTimeAsync(channel, span, latest, now, stop);
        return taken is { } until ? (until - span, until) : null;
    }

    private async Task<Instant> FreeAtAsync(string channel, Instant now, CancellationToken stop)
    {
        await using var db = await databases.CreateDbContextAsync(stop);
        var free = await db.ChannelHealth.Where(h => h.Name == channel).Select(h => h.NextFreeAt).FirstOrDefaultAsync(stop);
        return Instant.Max(free ?? now, now + options.Real(Stretch));
    }
}
