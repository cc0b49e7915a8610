using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;
using Groups.Domain.People;

namespace Groups.Web.Locales;

/// <summary>The named texts of one part of the program in one language, from <c>Locales/{part}.{language}.json</c>.</summary>
public sealed partial class PageTexts
{
    private static readonly ConcurrentDictionary<(string Part, string Language), PageTexts> Known = new();
    private readonly Dictionary<string, string> _texts;
    private readonly bool _rightToLeft;

    private PageTexts(string language, bool reviewed, Dictionary<string, string> texts) =>
        (Language, Reviewed, _texts, _rightToLeft) = (language, reviewed, texts, Components.Layout.Language.For(language).RightToLeft);

    /// <summary>The language's code.</summary>
    public string Language { get; }

    /// <summary>Whether somebody who grew up with the language has read them.</summary>
    public bool Reviewed { get; }

    /// <summary>The names of all texts.</summary>
    public IReadOnlyCollection<string> Names => _texts.Keys;

    /// <summary>The text of that name.</summary>
    public string this[string name] => _texts[name];

    /// <summary>The texts of a part in a language; in English where the language is not known.</summary>
    public static PageTexts Of(string part, string language) =>
        Known.GetOrAdd((part, Languages.Codes.Contains(language) ? language : Languages.Default), static key => Read(key.Part, key.Language));

    /// <summary>The text of that name with values in the places named in braces.</summary>
    /// <remarks>In a text that runs from right to left each value is kept apart, so that a Latin name does not turn the sentence round.</remarks>
    public string With(string name, params (string Place, string Value)[] values) => Places().Replace(_texts[name], place =>
    {
        var value = values.First(v => v.Place == place.Groups["place"].Value).Value;
        return _rightToLeft ? $"\u2068{value}\u2069" : value;
    });

    [GeneratedRegex(@"\{(?<place>[a-z]+)\}", RegexOptions.ExplicitCapture, 1000)]
    internal static partial Regex Places();

    private static PageTexts Read(string part, string language)
    {
        using var file = typeof(PageTexts).Assembly.GetManifestResourceStream($"Locales.{part}.{language}.json")
            ?? throw new InvalidOperationException($"There are no texts {part} in {language}.");
        var read = JsonSerializer.Deserialize<TextFile>(file, JsonSerializerOptions.Web)!;
        return new PageTexts(read.Language, read.Reviewed, read.Texts);
    }

    private sealed record TextFile(string Language, bool Reviewed, Dictionary<string, string> Texts);
}
