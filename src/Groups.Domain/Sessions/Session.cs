using NodaTime;

namespace Groups.Domain.Sessions;

/// <summary>One meeting of a group. The local date and time are the intent; the instants are derived from them.</summary>
public sealed class Session
{
    private Session()
    {
    }

    /// <summary>A planned session; <paramref name="slot"/> is its day in the series, wherever it is moved to.</summary>
    public Session(Guid groupId, Guid? seriesId, LocalDate slot, LocalTime startTime, int minutes, string zone)
    {
        Id = Guid.CreateVersion7();
        GroupId = groupId;
        SeriesId = seriesId;
        Slot = slot;
        Zone = zone;
        SetTime(slot, startTime, CheckedLength(minutes));
        FirstStartsAt = StartsAt;
    }

    /// <summary>Permanent id; survives every move.</summary>
    public Guid Id { get; private set; }

    /// <summary>The group.</summary>
    public Guid GroupId { get; private set; }

    /// <summary>The series it came from, or null for one on its own.</summary>
    public Guid? SeriesId { get; private set; }

    /// <summary>The day in the series it stands for, wherever it was moved to.</summary>
    public LocalDate Slot { get; private set; }

    /// <summary>Local date.</summary>
    public LocalDate Date { get; private set; }

    /// <summary>Local start time.</summary>
    public LocalTime StartTime { get; private set; }

    /// <summary>Length in minutes.</summary>
    public int Minutes { get; private set; }

    /// <summary>IANA zone.</summary>
    public string Zone { get; private set; } = "";

    /// <summary>Start, derived.</summary>
    public Instant StartsAt { get; private set; }

    /// <summary>End, derived.</summary>
    public Instant EndsAt { get; private set; }

    /// <summary>Start as first planned: what people expect who heard of no change.</summary>
    public Instant FirstStartsAt { get; private set; }

    /// <summary>Start before the last change of time, while people may still have it in mind.</summary>
    public Instant? MovedFrom { get; private set; }

    /// <summary>When it was last moved, cancelled or restored.</summary>
    public Instant? ChangedAt { get; private set; }

    /// <summary>Rises when the session moves, is cancelled or restored; messages carry the revision they speak of.</summary>
    public int Revision { get; private set; }

    /// <summary>The one status.</summary>
    public SessionStatus Status { get; private set; } = SessionStatus.Planned;

    /// <summary>Who speaks, if somebody does.</summary>
    public Speaker? Speaker { get; private set; }

    /// <summary>Whoever speaks, as a person who agreed to be reminded; null where no address was given.</summary>
    public Guid? SpeakerId { get; private set; }

    /// <summary>Since when <see cref="SpeakerId"/> knows of this session; changes before that are no news to them.</summary>
    public Instant? SpeakerSince { get; private set; }

    /// <summary>A note for leads about this session.</summary>
    public string? Note { get; private set; }

    /// <summary>Why the group did not meet, where it did not and somebody said.</summary>
    public NotMetReason? NotMetBecause { get; private set; }

    /// <summary>What the group would like next time, as written down at the end.</summary>
    public string? Topics { get; private set; }

    /// <summary>How many came, once the register says so.</summary>
    public int? Headcount { get; private set; }

    /// <summary>How many came for the first time, where names are known.</summary>
    public int? Newcomers { get; private set; }

    /// <summary>Rises with every change; two changes at once cannot both win.</summary>
    public int Version { get; private set; }

    /// <summary>A length in minutes that a session may have.</summary>
    /// <exception cref="RuleViolation">Not 15 minutes to 12 hours.</exception>
    public static int CheckedLength(int minutes) => minutes is >= 15 and <= 720
        ? minutes
        : throw new RuleViolation("The end must come after the start: a session lasts from 15 minutes to 12 hours.", "EndTime");

    /// <summary>Moves the session.</summary>
    /// <exception cref="RuleViolation">It is not planned any more, has begun, or the new time is past.</exception>
    public void Move(LocalDate date, LocalTime startTime, int minutes, Instant now)
    {
        MustBe(SessionStatus.Planned, "moved");
        MustNotHaveBegun(now, "moved");
        var before = StartsAt;
        if (SessionTime.StartsAt(date, startTime, DateTimeZoneProviders.Tzdb[Zone]) <= now)
        {
            throw new RuleViolation("That time has already passed. Choose a time that is still to come.", "Date");
        }

        var (oldDate, oldStart) = (Date, StartTime);
        SetTime(date, startTime, CheckedLength(minutes));
        if ((oldDate, oldStart) != (date, startTime))
        {
            (MovedFrom, ChangedAt) = (before, now);
            Revision++;
        }

        Version++;
    }

    /// <summary>Still planned as its series has it: not moved, cancelled or held by hand.</summary>
    internal bool Follows(Series series) =>
        Status == SessionStatus.Planned && (Date, StartTime, Minutes) == (Slot, series.StartTime, series.Minutes);

    /// <summary>Stands for a day of another series from now on; its own time stays.</summary>
    internal void Join(Series series, LocalDate slot)
    {
        (SeriesId, Slot) = (series.Id, slot);
        Version++;
    }

    /// <summary>Cancels the session.</summary>
    /// <exception cref="RuleViolation">It is not planned any more or is over.</exception>
    public void Cancel(Instant now)
    {
        MustBe(SessionStatus.Planned, "cancelled");
        if (EndsAt <= now)
        {
            throw new RuleViolation("This session is over. Say instead that it did not meet.");
        }

        (Status, ChangedAt) = (SessionStatus.Cancelled, now);
        Revision++;
        Version++;
    }

    /// <summary>Puts a cancelled session back.</summary>
    /// <exception cref="RuleViolation">It is not cancelled, or its time has passed.</exception>
    public void Restore(Instant now)
    {
        MustBe(SessionStatus.Cancelled, "put back");
        MustNotHaveBegun(now, "put back");
        (Status, ChangedAt, MovedFrom) = (SessionStatus.Planned, now, null);
        Revision++;
        Version++;
    }

    /// <summary>Records that nobody met, with a neutral reason or none.</summary>
    /// <exception cref="RuleViolation">It has not begun, or people are on the register.</exception>
    public void DidNotMeet(Instant now, NotMetReason? because = null)
    {
        MustBe(SessionStatus.Planned, "marked as not met");
        if (StartsAt > now)
        {
            throw new RuleViolation("This session has not begun yet. Cancel it instead.");
        }

        (Status, ChangedAt, NotMetBecause) = (SessionStatus.DidNotMeet, now, because);
        Version++;
    }

    /// <summary>Takes what the register says now. With nobody and no count the session is planned again.</summary>
    /// <exception cref="RuleViolation">The session was cancelled.</exception>
    public void TakeRegister(int? headcount, int? newcomers)
    {
        if (Status == SessionStatus.Cancelled)
        {
            throw new RuleViolation("This session was cancelled, so it has no register. Put it back first.");
        }

        (Headcount, Newcomers) = (headcount, newcomers);
        Status = headcount is null ? SessionStatus.Planned : SessionStatus.Held;
        NotMetBecause = null;
        Version++;
    }

    /// <summary>Names the speaker, or nobody with null.</summary>
    /// <param name="speaker">Who speaks.</param>
    /// <param name="personId">Them as a person who agreed to be reminded; null where nothing is to be sent.</param>
    /// <param name="since">When they came to know of the session.</param>
    public void Invite(Speaker? speaker, Guid? personId = null, Instant? since = null)
    {
        Speaker = speaker;
        if (SpeakerId != personId)
        {
            (SpeakerId, SpeakerSince) = (personId, personId is null ? null : since);
        }

        Version++;
    }

    /// <summary>Sets the note for leads.</summary>
    public void WriteNote(string? note)
    {
        Note = Words.Optional(note, "The note", 500, "Note");
        Version++;
    }

    /// <summary>Keeps what the group would like next time.</summary>
    public void WriteTopics(string? topics)
    {
        Topics = Words.Optional(topics, "The topics", 500, "Topics");
        Version++;
    }

    private void SetTime(LocalDate date, LocalTime startTime, int minutes)
    {
        (Date, StartTime, Minutes) = (date, startTime, minutes);
        StartsAt = SessionTime.StartsAt(date, startTime, DateTimeZoneProviders.Tzdb[Zone]);
        EndsAt = StartsAt + Duration.FromMinutes(minutes);
    }

    private void MustBe(SessionStatus status, string verb)
    {
        if (Status != status)
        {
            throw new RuleViolation($"This session cannot be {verb}: it is {Status.InWords()}.");
        }
    }

    private void MustNotHaveBegun(Instant now, string verb)
    {
        if (StartsAt <= now)
        {
            throw new RuleViolation($"This session has already begun, so it cannot be {verb}.");
        }
    }
}

/// <summary>Somebody invited to speak.</summary>
/// <param name="Name">Their name.</param>
/// <param name="Organisation">Where they come from, if anywhere.</param>
/// <param name="Topic">What they speak about.</param>
public sealed record Speaker(string Name, string? Organisation, string Topic);
