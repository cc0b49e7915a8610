namespace Groups.Domain;

/// <summary>Reads short typed text: trims it, refuses what is empty or too long with a sentence that names the thing.</summary>
public static class Words
{
    /// <summary>The trimmed text.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="what">What it is, to begin the sentence: "The name".</param>
    /// <param name="longest">The most characters allowed.</param>
    /// <param name="field">The form field, so that the sentence stands beside it.</param>
    /// <exception cref="RuleViolation">It is empty or too long.</exception>
    public static string Required(string? text, string what, int longest, string? field = null)
    {
        var trimmed = Optional(text, what, longest, field);
        return trimmed ?? throw new RuleViolation($"{what} is empty. Type it in.", field);
    }

    /// <summary>The trimmed text, or null where nothing was typed.</summary>
    /// <inheritdoc cref="Required"/>
    public static string? Optional(string? text, string what, int longest, string? field = null)
    {
        var trimmed = text?.Trim();
        if (string.IsNullOrEmpty(trimmed))
        {
            return null;
        }

        return trimmed.Length <= longest
            ? trimmed
            : throw new RuleViolation($"{what} is too long: {trimmed.Length} characters. Use {longest} or fewer.", field);
    }
}
