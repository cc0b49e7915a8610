using System.Diagnostics.CodeAnalysis;

namespace Groups.Domain.People;

/// <summary>The languages in which the program can write to people.</summary>
public static class Languages
{
    /// <summary>The language of those who named none.</summary>
    public const string Default = "en";

    private static readonly (string Code, string English, string Own, string[] Others)[] All =
    [
        ("en", "English", "English", []),
        ("pl", "Polish", "polski", ["po polsku"]),
        ("ar", "Arabic", "العربية", ["عربي", "عربية"]),
        ("uk", "Ukrainian", "українська", ["украинский"]),
        ("fa", "Farsi", "فارسی", ["persian", "dari", "فارسي"]),
        ("ur", "Urdu", "اردو", ["اُردُو"]),
        ("so", "Somali", "Soomaali", ["af soomaali", "af-soomaali"]),
    ];

    /// <summary>The BCP 47 codes, English first.</summary>
    public static IReadOnlyList<string> Codes { get; } = [.. All.Select(language => language.Code)];

    /// <summary>The English name of a known code.</summary>
    public static string EnglishName(string code) => All.Single(language => language.Code == code).English;

    /// <summary>What its speakers call a known code.</summary>
    public static string OwnName(string code) => All.Single(language => language.Code == code).Own;

    /// <summary>Reads a language's code, with a region or without, or its name in English or in itself. Nothing means English.</summary>
    public static bool TryRead(string? text, [NotNullWhen(true)] out string? code)
    {
        var word = (text ?? "").Trim();
        code = word.Length == 0 ? Default : All.FirstOrDefault(language => Means(language, word)).Code;
        return code is not null;
    }

    private static bool Means((string Code, string English, string Own, string[] Others) language, string word) =>
        Same(language.Code, word.Split('-', '_')[0]) || Same(language.English, word) || Same(language.Own, word)
        || language.Others.Any(other => Same(other, word));

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
