using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace Groups.Web.Components.Shared;

/// <summary>
/// What every question of a form shares: a label, a hint above the box, the error between them, and the ties a screen reader needs.
/// Use it with <c>@bind-Value</c> inside an <c>EditForm</c> with <c>FormName</c> and <c>novalidate</c>.
/// </summary>
/// <typeparam name="TValue">The type of the form model's property.</typeparam>
public abstract class FieldBase<TValue> : InputBase<TValue>
{
    /// <summary>The question.</summary>
    [Parameter, EditorRequired] public string Label { get; set; } = "";

    /// <summary>One sentence of help, shown before the box.</summary>
    [Parameter] public string? Hint { get; set; }

    /// <summary>Adds "(optional)" to the label. Questions are required unless they say this.</summary>
    [Parameter] public bool Optional { get; set; }

    /// <summary>An error from outside the form's validation, such as a rule of the domain.</summary>
    [Parameter] public string? Error { get; set; }

    /// <summary>The id of the box; by default made from the property's name.</summary>
    [Parameter] public string? Id { get; set; }

    internal string BoxId => Id ?? (NameAttributeValue is { Length: > 0 } name ? name : FieldIdentifier.FieldName)
        .Replace('.', '-').Replace('[', '-').Replace("]", "", StringComparison.Ordinal);

    internal string HintId => BoxId + "-hint";

    internal string ErrorId => BoxId + "-error";

    internal IEnumerable<string> Errors =>
        (EditContext?.GetValidationMessages(FieldIdentifier) ?? []).Concat(Error is null ? [] : [Error]).Distinct(StringComparer.Ordinal);

    internal bool Wrong => Errors.Any();

    internal string? DescribedBy =>
        string.Join(' ', new[] { Hint is null ? null : HintId, Wrong ? ErrorId : null }.Where(id => id is not null)) is { Length: > 0 } ids ? ids : null;

    internal string? Invalid => Wrong ? "true" : null;

    /// <summary>The element an error links to.</summary>
    protected virtual string FirstBoxId => BoxId;

    /// <inheritdoc />
    protected override void OnInitialized() => FieldIndex.Of(EditContext)?.Add(FieldIdentifier, FirstBoxId);

    /// <inheritdoc />
    protected override string? FormatValueAsString(TValue? value) => value switch
    {
        null => null,
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    /// <inheritdoc />
    protected override bool TryParseValueFromString(string? value, [MaybeNullWhen(false)] out TValue result,
        [NotNullWhen(false)] out string? validationErrorMessage)
    {
        if (BindConverter.TryConvertTo(value, CultureInfo.InvariantCulture, out result!))
        {
            validationErrorMessage = null;
            return true;
        }
        validationErrorMessage = $"{Label}: we could not read that.";
        return false;
    }
}
