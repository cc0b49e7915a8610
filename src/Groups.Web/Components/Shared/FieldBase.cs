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

    [CascadingParameter] private HttpContext? Http { get; set; }

    private ValidationMessageStore? _unread;

    internal string BoxId => Id ?? (NameAttributeValue is { Length: > 0 } name ? name : FieldIdentifier.FieldName)
        .Replace('.', '-').Replace('[', '-').Replace("]", "", StringComparison.Ordinal);

    internal string HintId => BoxId + "-hint";

    internal string ErrorId => BoxId + "-error";

    internal IEnumerable<string> Errors =>
        (Unread is null ? EditContext?.GetValidationMessages(FieldIdentifier) ?? [] : [Unreadable]).Concat(Error is null ? [] : [Error]).Distinct(StringComparer.Ordinal);

    internal bool Wrong => Errors.Any();

    internal string? DescribedBy =>
        string.Join(' ', new[] { Hint is null ? null : HintId, Wrong ? ErrorId : null }.Where(id => id is not null)) is { Length: > 0 } ids ? ids : null;

    internal string? Invalid => Wrong ? "true" : null;

    /// <summary>The element an error links to.</summary>
    protected virtual string FirstBoxId => BoxId;

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        if (EditContext is null)
        {
            return;
        }
        FieldIndex.Of(EditContext)!.Add(FieldIdentifier, FirstBoxId);
        _unread = new ValidationMessageStore(EditContext);
        EditContext.OnValidationRequested += SayUnread;
        SayUnread(this, ValidationRequestedEventArgs.Empty);
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            EditContext?.OnValidationRequested -= SayUnread;
        }
        base.Dispose(disposing);
    }

    /// <summary>What was typed when it could not be read as a <typeparamref name="TValue"/>; it stays in the box.</summary>
    internal string? Shown => CurrentValueAsString is { Length: > 0 } value ? value : Unread ?? CurrentValueAsString;

    private string? Unread =>
        typeof(TValue) is { IsValueType: true } type && type != typeof(bool) && Http is { Request: { HasFormContentType: true } request } && NameAttributeValue is { Length: > 0 } name
        && request.Form[name].ToString() is { Length: > 0 } typed && !BindConverter.TryConvertTo<TValue>(typed, CultureInfo.InvariantCulture, out _)
            ? typed
            : null;

    // A posted word where a number should be never reaches the model: without this it would be lost in silence.
    private void SayUnread(object? sender, ValidationRequestedEventArgs request)
    {
        _unread!.Clear();
        if (Unread is not null)
        {
            _unread.Add(FieldIdentifier, Unreadable);
            if (sender != this)
            {
                EditContext!.NotifyValidationStateChanged();
            }
        }
    }

    private static string Unreadable => (Nullable.GetUnderlyingType(typeof(TValue)) ?? typeof(TValue)) switch
    {
        var type when type == typeof(DateOnly) => "Choose a day, such as 5 August",
        var type when type == typeof(TimeOnly) => "Write a time, such as 17:30",
        var type when type.IsEnum || type == typeof(Guid) => "Choose one of the answers",
        _ => "Write a number, such as 12",
    };

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
        validationErrorMessage = Unreadable;
        return false;
    }
}
