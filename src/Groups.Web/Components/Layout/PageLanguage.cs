namespace Groups.Web.Components.Layout;

/// <summary>A language a page can be shown in.</summary>
/// <param name="Code">BCP 47 code, as in <c>lang</c>.</param>
/// <param name="OwnName">Its name in itself: people look for that, not for the English name.</param>
/// <param name="LeaveNow">The words of the exit link.</param>
/// <param name="LeaveByKeys">That pressing Shift three times leaves too.</param>
/// <param name="SkipToContent">The words of the skip link.</param>
/// <param name="Error">The word that a screen reader says before an error.</param>
/// <param name="RightToLeft">Whether its script runs from right to left.</param>
public sealed record Language(string Code, string OwnName, string LeaveNow, string LeaveByKeys, string SkipToContent, string Error, bool RightToLeft = false)
{
    /// <summary>English, and the answer to every code that is not known.</summary>
    public static readonly Language English = new("en", "English", "Leave this page now", "Or press the Shift key three times", "Skip to main content", "Error");

    /// <summary>Every language a page can be shown in, English first: those the program can write to people in.</summary>
    public static IReadOnlyList<Language> All { get; } =
    [
        English,
        new("pl", "Polski", "Opuść tę stronę teraz", "Albo naciśnij trzy razy klawisz Shift", "Przejdź do treści", "Błąd"),
        new("ar", "العربية", "غادر هذه الصفحة الآن", "أو اضغط مفتاح Shift ثلاث مرات", "انتقل إلى المحتوى", "خطأ", RightToLeft: true),
        new("uk", "Українська", "Залишити цю сторінку зараз", "Або тричі натисніть клавішу Shift", "Перейти до вмісту", "Помилка"),
        new("fa", "فارسی", "اکنون این صفحه را ترک کنید", "یا کلید Shift را سه بار فشار دهید", "رفتن به محتوا", "خطا", RightToLeft: true),
        new("ur", "اردو", "ابھی یہ صفحہ چھوڑیں", "یا Shift کا بٹن تین بار دبائیں", "مواد پر جائیں", "غلطی", RightToLeft: true),
        new("so", "Soomaali", "Hadda ka bax boggan", "Ama taabo furaha Shift saddex jeer", "U gudub nuxurka", "Khalad"),
    ];

    /// <summary>The value of <c>dir</c>.</summary>
    public string Direction => RightToLeft ? "rtl" : "ltr";

    /// <summary>The language with this code, or English.</summary>
    public static Language For(string? code) =>
        All.FirstOrDefault(language => string.Equals(language.Code, code, StringComparison.OrdinalIgnoreCase)) ?? English;
}

/// <summary>The language of the page being answered. One per request; a page says it with <see cref="Use"/> while it loads.</summary>
public sealed class PageLanguage
{
    /// <summary>Raised when a page chose another language.</summary>
    public event Action? Changed;

    /// <summary>The language now; English until a page says otherwise.</summary>
    public Language Current { get; private set; } = Language.English;

    /// <summary>The code of the first language the reader's browser asks for that a page can be shown in, or null.</summary>
    public static string? SpokenBy(HttpRequest request) => request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1)
        .Select(l => l.Value.Value?.Split('-')[0]).FirstOrDefault(code => Language.All.Any(l => string.Equals(l.Code, code, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Shows this page in the language with that code; unknown codes mean English.</summary>
    public void Use(string? code)
    {
        var wanted = Language.For(code);
        if (wanted == Current)
        {
            return;
        }
        Current = wanted;
        Changed?.Invoke();
    }
}
