using System.Diagnostics;

namespace Groups.Testing;

/// <summary>Waits for what another process or thread will do. Never a fixed sleep.</summary>
public static class Wait
{
    /// <summary>How long a test waits: long enough for a machine that does much else.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>The same, for what takes several processes that share two cores with the rest of the tests.</summary>
    public static readonly TimeSpan PatienceWithProcesses = TimeSpan.FromMinutes(4);

    /// <summary>Asks until the answer is yes; fails with the sentence when it never is.</summary>
    public static Task UntilAsync(Func<bool> condition, string sentence, TimeSpan? within = null) =>
        UntilAsync(() => Task.FromResult(condition()), () => sentence, within);

    /// <summary>Asks until the answer is yes; fails with the sentence when it never is.</summary>
    public static Task UntilAsync(Func<Task<bool>> condition, string sentence, TimeSpan? within = null) =>
        UntilAsync(condition, () => sentence, within);

    /// <summary>Asks until the answer is yes; fails with what the sentence is by then when it never is.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition, Func<string> sentence, TimeSpan? within = null)
    {
        var patience = within ?? Patience;
        for (var watch = Stopwatch.StartNew(); !await condition();)
        {
            if (watch.Elapsed > patience)
            {
                throw new TimeoutException($"Waited {patience.TotalSeconds:0.#} s in vain: {sentence()}");
            }

            await Task.Delay(20);
        }
    }
}
