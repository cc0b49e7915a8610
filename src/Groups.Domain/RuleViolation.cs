namespace Groups.Domain;

/// <summary>The one exception whose message a person may read: a single sentence that says what they can do.</summary>
/// <param name="sentence">The sentence, in plain words, without anyone's name, number or address.</param>
/// <param name="field">The form field that the sentence belongs beside, when it belongs to one.</param>
public sealed class RuleViolation(string sentence, string? field = null) : Exception(sentence)
{
    /// <summary>The form field that the sentence belongs beside; null when it is about the whole form.</summary>
    public string? Field { get; } = field;
}
