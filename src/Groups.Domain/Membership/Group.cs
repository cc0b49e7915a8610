using Groups.Domain.Accounts;
using Groups.Domain.Handover;
using NodaTime;

namespace Groups.Domain.Membership;

/// <summary>A peer support group. No person owns it; who works with it and who holds its duties are rows of their own.</summary>
public sealed class Group
{
    private readonly List<GroupWorker> _workers = [];

    private Group()
    {
    }

    /// <summary>A new group at stage 1.</summary>
    /// <exception cref="RuleViolation">Something required is missing or too long, or a sensitive group has no alias.</exception>
    public Group(GroupDetails details, Guid startedBy, Instant now, Guid? organisationId = null)
    {
        OrganisationId = organisationId ?? Organisation.FirstId;
        Id = Guid.CreateVersion7();
        StartedAt = now;
        Describe(details);
        _workers.Add(new GroupWorker(startedBy, now));
    }

    /// <summary>Permanent id.</summary>
    public Guid Id { get; private set; }

    /// <summary>The organisation it belongs to; others see nothing of it.</summary>
    public Guid OrganisationId { get; private set; }

    /// <summary>The real name. In a sensitive group it stands in no message, link, file or calendar.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The neutral name that may be seen by others; required for a sensitive group.</summary>
    public string? Alias { get; private set; }

    /// <summary>What the group is, in its own words.</summary>
    public string Purpose { get; private set; } = "";

    /// <summary>Who it is open to, in plain words.</summary>
    public string OpenTo { get; private set; } = "";

    /// <summary>Belonging to it would reveal something about a person.</summary>
    public bool Sensitive { get; private set; }

    /// <summary>IANA zone of its sessions.</summary>
    public string Zone { get; private set; } = "Europe/London";

    /// <summary>Where it meets.</summary>
    public Venue Venue { get; private set; } = null!;

    /// <summary>When people are reminded.</summary>
    public Reminders Reminders { get; private set; } = Reminders.Default;

    /// <summary>The summary of who holds duties. Changes only by <see cref="EnterStage"/>.</summary>
    public Stage Stage { get; private set; } = Stage.Starting;

    /// <summary>When the stage was entered.</summary>
    public Instant StageSince { get; private set; }

    /// <summary>
    /// Since when the group runs itself; null before, and again once it takes a worker's help back. A rest or an end does not change it: its
    /// worker does not get the names back by that.
    /// </summary>
    public Instant? SelfRunSince { get; private set; }

    /// <summary>Somebody outside the group who stands by, by the name to be called by; null where nobody is named.</summary>
    public string? Backup { get; private set; }

    /// <summary>When what the public can read is looked at again; null where nobody said.</summary>
    public LocalDate? ListingReviewOn { get; private set; }

    /// <summary>When the group was started.</summary>
    public Instant StartedAt { get; private set; }

    /// <summary>Rises with every change; two changes at once cannot both win.</summary>
    public int Version { get; private set; }

    /// <summary>Workers who started or took over the group, current and past.</summary>
    public IReadOnlyList<GroupWorker> Workers => _workers;

    /// <summary>The name that may be shown outside: the alias where there is one.</summary>
    public string SafeName => Alias ?? Name;

    /// <summary>Changes what the group says of itself.</summary>
    /// <inheritdoc cref="Group(GroupDetails, Guid, Instant, Guid?)"/>
    public void Describe(GroupDetails details)
    {
        Name = Words.Required(details.Name, "The group's name", 100, nameof(details.Name));
        Alias = Words.Optional(details.Alias, "The neutral name", 60, nameof(details.Alias));
        if (details.Sensitive && Alias is null)
        {
            throw new RuleViolation("A sensitive group needs a neutral name, for example \"Wednesday meet-up\". Messages will use only that name.", nameof(details.Alias));
        }

        if (details.Sensitive && string.Equals(Alias, Name, StringComparison.OrdinalIgnoreCase))
        {
            throw new RuleViolation("The neutral name is the same as the real one. Choose one that gives nothing away.", nameof(details.Alias));
        }

        Purpose = Words.Required(details.Purpose, "What the group is", 1000, nameof(details.Purpose));
        OpenTo = Words.Required(details.OpenTo, "Who it is open to", 300, nameof(details.OpenTo));
        Sensitive = details.Sensitive;
        Venue = details.Venue with
        {
            Name = Words.Required(details.Venue.Name, "The venue's name", 100, "VenueName"),
            Address = Words.Required(details.Venue.Address, "The venue's address", 300, "VenueAddress"),
            Bus = Words.Required(details.Venue.Bus, "How to come by bus", 200, "Bus"),
            Cost = Words.Required(details.Venue.Cost, "What it costs", 100, "Cost"),
            Food = Words.Required(details.Venue.Food, "What food there is", 200, "Food"),
            MeetingSpot = Words.Optional(details.Venue.MeetingSpot, "What newcomers look for", Venue.LongestMeetingSpot, "MeetingSpot"),
        };
        Version++;
    }

    /// <summary>Sets the reminder rules.</summary>
    /// <exception cref="RuleViolation">A time is in the quiet hours, or the reminder on the day would come too late to be of use.</exception>
    public void Remind(Reminders reminders)
    {
        if (!Reminders.IsFit(reminders.DayBeforeAt))
        {
            throw new RuleViolation("Choose a time from 8:30am to 8:30pm: nobody is woken by a reminder.", nameof(Reminders.DayBeforeAt));
        }

        if (reminders.SameDayMinutesBefore is < 45 or > 720)
        {
            throw new RuleViolation("Choose from 45 minutes to 12 hours before the start.", nameof(Reminders.SameDayMinutesBefore));
        }

        if (!Reminders.IsFit(reminders.SameDayNotBefore))
        {
            throw new RuleViolation("Choose a time from 8:30am to 8:30pm: nobody is woken by a reminder.", nameof(Reminders.SameDayNotBefore));
        }

        if (reminders.DutyDaysBefore is < 0 or > 14)
        {
            throw new RuleViolation("Choose from 1 to 14 days before, or 0 not to ask.", nameof(Reminders.DutyDaysBefore));
        }

        Reminders = reminders;
        Version++;
    }

    /// <summary>Enters a stage. Only the agreement of the CLW and one peer leads here.</summary>
    internal void EnterStage(Stage stage, Instant now)
    {
        (Stage, StageSince) = (stage, now);
        SelfRunSince = stage == Stage.SelfRun ? SelfRunSince ?? now : stage is Stage.Resting or Stage.EndedWell ? SelfRunSince : null;
        Version++;
    }

    /// <summary>Names somebody outside who stands by, or nobody, and says when the listing is looked at again.</summary>
    /// <exception cref="RuleViolation">The name is too long.</exception>
    internal void Arrange(string? backup, LocalDate? listingReviewOn)
    {
        (Backup, ListingReviewOn) = (Words.Optional(backup, "The name of who stands by", 100, nameof(Backup)), listingReviewOn);
        Version++;
    }

    /// <summary>Something about who does what changed; two such changes at once cannot both win.</summary>
    internal void HandoverChanged() => Version++;

    /// <summary>Ends a worker's tie to the group.</summary>
    internal void EndWorker(Guid accountId, Instant now)
    {
        foreach (var tie in _workers.Where(w => w.AccountId == accountId))
        {
            tie.End(now);
        }

        Version++;
    }

    /// <summary>Gives the group a worker; a worker who has it already stays.</summary>
    public void AddWorker(Guid accountId, Instant now)
    {
        if (!_workers.Exists(w => w.AccountId == accountId && w.Until is null))
        {
            _workers.Add(new GroupWorker(accountId, now));
        }
    }
}

/// <summary>What a group says of itself.</summary>
/// <param name="Name">The real name.</param>
/// <param name="Alias">A neutral name; required when sensitive.</param>
/// <param name="Purpose">What it is, in the group's own words.</param>
/// <param name="OpenTo">Who it is open to.</param>
/// <param name="Sensitive">Belonging to it would reveal something.</param>
/// <param name="Venue">Where it meets.</param>
public sealed record GroupDetails(string? Name, string? Alias, string? Purpose, string? OpenTo, bool Sensitive, Venue Venue);
