using System.Globalization;
using Groups.Domain.Membership;
using Groups.Domain.People;
using Groups.Web.Locales;
using NodaTime;
using NodaTime.Text;

namespace Groups.Web.Components.Pages.Me;

/// <summary>How one person wants to be contacted, as the form holds it. What is wrong is said in the language of the page.</summary>
public sealed class MeContactForm
{
    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("H:mm");
    private static readonly LocalTimePattern ClockWithSeconds = LocalTimePattern.CreateWithInvariantCulture("H:mm:ss");

    // a form without any such row binds null
    public List<KnownAddress> Known { get => field ??= []; set; }

    public string? Mobile { get; set; }

    public bool MobileText { get; set; }

    public bool MobileCall { get; set; }

    public string? Email { get; set; }

    public string? From { get; set; }

    public string? Until { get; set; }

    public bool Voicemail { get; set; }

    public bool IWillContactYou { get; set; }

    public bool Calendar { get; set; }

    public bool OnList { get; set; }

    public bool Agree { get; set; }

    public List<GroupReminders> Reminders { get => field ??= []; set; }

    /// <summary>The form as it is filled in now.</summary>
    internal static MeContactForm Of(Person person, IEnumerable<Member> members) => new()
    {
        Known =
        [
            .. person.Contacts.OrderBy(c => c.Order).GroupBy(c => c.Address).Select(ways => new KnownAddress
            {
                Address = ways.Key,
                Text = ways.Any(w => w is { Way: ContactWay.Text, IsSafe: true }),
                Call = ways.Any(w => w is { Way: ContactWay.Call, IsSafe: true }),
                Email = ways.Any(w => w is { Way: ContactWay.Email, IsSafe: true }),
            }),
        ],
        From = person.SafeContact.From?.ToString("HH':'mm", CultureInfo.InvariantCulture),
        Until = person.SafeContact.Until?.ToString("HH':'mm", CultureInfo.InvariantCulture),
        Voicemail = person.SafeContact.VoicemailAllowed,
        IWillContactYou = person.SafeContact.IWillContactYou,
        Calendar = person.WantsCalendar,
        Reminders = [.. members.Select(m => new GroupReminders { GroupId = m.GroupId, Wants = m.Wants })],
    };

    /// <summary>What was asked for, or null when <paramref name="wrong"/> was told of something.</summary>
    internal ContactWishes? Read(Person person, PageTexts texts, Action<string, string> wrong)
    {
        var fine = true;
        var ways = KnownWays(person).ToList();
        ways.AddRange(NewPhone(Say));
        ways.AddRange(NewEmail(Say));
        var from = Time(From, nameof(From), Say);
        var until = Time(Until, nameof(Until), Say);
        if (from is not null && from == until)
        {
            Say(nameof(Until), "error.hours");
        }

        return fine
            ? new(ways, from, until, Voicemail, IWillContactYou, Reminders.DistinctBy(r => r.GroupId).ToDictionary(r => r.GroupId, r => r.Wants), Agree ? texts["form.agree"] : null)
            {
                WantsCalendar = Calendar,
                OnList = OnList ? texts["form.onList"] : null,
                AskedIn = texts.Language,
            }
            : null;

        void Say(string field, string name)
        {
            wrong(field, texts[name]);
            fine = false;
        }
    }

    private IEnumerable<WishedWay> KnownWays(Person person)
    {
        foreach (var contact in person.Contacts.OrderBy(c => c.Order).GroupBy(c => c.Address))
        {
            if (Known.Find(k => k.Address == contact.Key) is not { Forget: false } known)
            {
                continue;
            }

            (ContactWay Way, bool IsSafe)[] said = contact.Key.Contains('@', StringComparison.Ordinal)
                ? [(ContactWay.Email, known.Email)]
                : [(ContactWay.Text, known.Text), (ContactWay.Call, known.Call)];
            var kept = said.Where(w => w.IsSafe || contact.Any(c => c.Way == w.Way)).OrderBy(w => contact.FirstOrDefault(c => c.Way == w.Way)?.Order ?? int.MaxValue);
            foreach (var (way, isSafe) in kept)
            {
                yield return new(way, contact.Key, isSafe);
            }
        }
    }

    private IEnumerable<WishedWay> NewPhone(Action<string, string> say)
    {
        if (string.IsNullOrWhiteSpace(Mobile))
        {
            yield break;
        }

        if (!PhoneNumber.TryRead(Mobile, out var number))
        {
            say(nameof(Mobile), "error.phone");
        }
        else if (MobileText && number.Kind is not (PhoneKind.Mobile or PhoneKind.Foreign))
        {
            say(nameof(Mobile), "error.notMobile");
        }
        else if (!MobileText && !MobileCall)
        {
            say(nameof(Mobile), "error.tick");
        }
        else
        {
            yield return new(ContactWay.Text, number.E164, MobileText);
            yield return new(ContactWay.Call, number.E164, MobileCall);
        }
    }

    private IEnumerable<WishedWay> NewEmail(Action<string, string> say)
    {
        if (string.IsNullOrWhiteSpace(Email))
        {
            yield break;
        }

        if (EmailAddress.TryRead(Email, out var email))
        {
            yield return new(ContactWay.Email, email.Value, true);
        }
        else
        {
            say(nameof(Email), "error.email");
        }
    }

    private static LocalTime? Time(string? typed, string field, Action<string, string> say)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }

        if (Clock.Parse(typed.Trim()) is { Success: true } read || (read = ClockWithSeconds.Parse(typed.Trim())).Success)
        {
            return read.Value;
        }

        say(field, "error.time");
        return null;
    }

    /// <summary>A number or address the person has given before.</summary>
    public sealed class KnownAddress
    {
        public string Address { get; set; } = "";

        public bool Text { get; set; }

        public bool Call { get; set; }

        public bool Email { get; set; }

        public bool Forget { get; set; }
    }

    /// <summary>Which reminders they want of one group.</summary>
    public sealed class GroupReminders
    {
        public Guid GroupId { get; set; }

        public ReminderChoice Wants { get; set; }
    }
}
