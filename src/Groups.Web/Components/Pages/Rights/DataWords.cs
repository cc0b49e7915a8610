using System.Globalization;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Groups.Domain.Rights;
using Groups.Web.Components.Pages.OfPeople;
using Groups.Web.Components.Shared;
using Groups.Web.Locales;
using NodaTime;
using NodaTime.Text;

namespace Groups.Web.Components.Pages.OfRights;

/// <summary>A person's data in the words of a page. Everything else is in the file.</summary>
internal sealed class DataWords(PageTexts rights, PageTexts me)
{
    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Europe/London"];

    /// <summary>What one row says, piece by piece; empty where nothing of it is for a page.</summary>
    public IReadOnlyList<string> Pieces(DataRow row)
    {
        var values = row.Values.Select(v => Value(v.Name, v.Value)).Where(v => v.Length > 0).ToList();
        var day = row.At is { } at && !row.Values.Any(v => v.Name == "session") ? DateTimeWords.DayAndYear(at.InZone(Zone).Date, rights.Language) : null;
        return day is null ? values : [day, .. values];
    }

    private string Value(string name, string value) => name switch
    {
        "voicemail" => Said(me["form.voicemail"], value),
        "calendar" => Said(me["form.calendar"], value),
        "waits" => me["form.iWillContact"],
        "usually" => value == "true" ? me["standing.UsuallyComes"] : "",
        "notYet" => value == "true" ? me["standing.NotYet"] : "",
        "tablet" => Said(me["tablet.title"], value),
        "safe" => Said(rights["safe"], value),
        "shared" => Said(rights["shared"], value),
        "given" => Of(rights, value == "true" ? "yes" : "no"),
        "stop" => "STOP",
        "from" => $"{me["form.from"]}: {value}",
        "until" => $"{me["form.until"]}: {value}",
        "left" or "ended" or "expires" or "answerBy" or "restUntil" => $"{rights["until"]}: {Day(value)}",
        "session" or "restFrom" or "answered" => Day(value),
        "to" => Of(rights, $"to.{value}"),
        "way" => Of(me, $"way.{value}"),
        "answer" => Of(me, $"answer.{value}"),
        "turn" => Of(me, $"duty.{value}"),
        "reminders" => Of(me, $"reminders.{value}"),
        "duty" or "offered" or "practised" => Of(me, $"duty.name.{value}"),
        "language" or "askedIn" => Languages.Codes.Contains(value) ? Languages.OwnName(value) : value,
        "state" => rights[Enum.Parse<MessageState>(value) switch
        {
            MessageState.Sending or MessageState.Accepted or MessageState.Delivered or MessageState.Unknown or MessageState.Phoned => "state.sent",
            MessageState.Planned or MessageState.Claimed or MessageState.ToPhone => "state.waiting",
            _ => "state.not",
        }],
        "name" or "needs" or "sender" or "email" or "words" or "group" => value,
        "address" or "phone" => Reach.Shown(value),
        _ => "",
    };

    private string Said(string what, string value) => $"{what}: {rights[value == "true" ? "yes" : "no"]}";

    private static string Of(PageTexts texts, string name) => texts.Names.Contains(name) ? texts[name] : "";

    private string Day(string value) => LocalDatePattern.Iso.Parse(value[..Math.Min(10, value.Length)]) is { Success: true } read
        ? DateTimeWords.DayAndYear(read.Value, rights.Language) : value.ToString(CultureInfo.InvariantCulture);
}
