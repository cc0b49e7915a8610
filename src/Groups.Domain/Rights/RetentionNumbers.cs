using System.Globalization;

namespace Groups.Domain.Rights;

/// <summary>For how long what is kept. The defaults are those of docs/privacy.md; each is a setting.</summary>
public sealed record RetentionNumbers
{
    private static readonly Dictionary<string, (int Least, int Most, Func<RetentionNumbers, int, RetentionNumbers> With)> Settings = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(ContactMonths)] = (1, 60, (n, v) => n with { ContactMonths = v }),
        [nameof(NameMonths)] = (12, 60, (n, v) => n with { NameMonths = v }),
        [nameof(ProofMonths)] = (1, 84, (n, v) => n with { ProofMonths = v }),
        [nameof(WordMonths)] = (1, 60, (n, v) => n with { WordMonths = v }),
        [nameof(ComplaintMonths)] = (1, 84, (n, v) => n with { ComplaintMonths = v }),
        [nameof(NoticeDays)] = (1, 60, (n, v) => n with { NoticeDays = v }),
    };

    /// <summary>The defaults.</summary>
    public static RetentionNumbers Default { get; } = new();

    /// <summary>Months after the last contact for which ways of contact, safe hours and access needs are kept.</summary>
    public int ContactMonths { get; init; } = 6;

    /// <summary>Months for which names stand on registers. At least 12, because staff may look back for a year.</summary>
    public int NameMonths { get; init; } = 12;

    /// <summary>Months after leaving the last group for which a person and the proof of their yeses are kept.</summary>
    public int ProofMonths { get; init; } = 12;

    /// <summary>Months for which replies, words to a group and the addresses of messages are kept.</summary>
    public int WordMonths { get; init; } = 12;

    /// <summary>Months after its answer for which a complaint is kept.</summary>
    public int ComplaintMonths { get; init; } = 24;

    /// <summary>Days for which something stands on the list before it is deleted.</summary>
    public int NoticeDays { get; init; } = 14;

    /// <summary>The numbers with these settings, and what is wrong with them, a sentence each that names the key.</summary>
    public static RetentionNumbers Read(IEnumerable<KeyValuePair<string, string?>> settings, out IReadOnlyList<string> problems)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var (numbers, wrong) = (Default, new List<string>());
        foreach (var (key, text) in settings)
        {
            if (!Settings.TryGetValue(key, out var setting))
            {
                wrong.Add($"Retention:{key} is not a setting; there are {string.Join(", ", Settings.Keys)}.");
            }
            else if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= setting.Least && number <= setting.Most)
            {
                numbers = setting.With(numbers, number);
            }
            else
            {
                wrong.Add($"Retention:{key} must be a whole number from {setting.Least} to {setting.Most}.");
            }
        }

        problems = wrong;
        return numbers;
    }
}
