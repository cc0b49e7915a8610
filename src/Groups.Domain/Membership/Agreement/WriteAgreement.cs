using Groups.Domain.Data;
using Groups.Domain.Handover;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Membership.Agreement;

/// <summary>Writes down what the group agreed, as a new version; older ones stay as they are.</summary>
public sealed class WriteAgreement(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>The field a sentence about somebody else's newer version stands beside.</summary>
    public const string BasedOn = "BasedOn";

    /// <summary>The furthest review, in months from today.</summary>
    public const int LongestReviewMonths = 24;

    /// <summary>Writes a version. The same words and date as the one it is based on, and the same twice, change nothing.</summary>
    /// <param name="viewer">Who writes.</param>
    /// <param name="groupId">The group.</param>
    /// <param name="words">What was written.</param>
    /// <param name="basedOn">The version the writer had before them; 0 where there was none.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>The version that holds these words.</returns>
    /// <exception cref="NotFoundException">The group is not the viewer's to write for.</exception>
    /// <exception cref="RuleViolation">Something is missing or too long, the review is past or too far, or somebody else wrote a version meanwhile.</exception>
    public Task<int> RunAsync(Viewer viewer, Guid groupId, AgreementWords words, int basedOn, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        ArgumentNullException.ThrowIfNull(words);
        return databases.WriteAsync(viewer, async db =>
        {
            await GroupAccess.RequireAsync(db, viewer, groupId, a => a.MayWriteForGroup, stop);
            var now = clock.GetCurrentInstant();
            var zone = await db.Groups.Where(g => g.Id == groupId).Select(g => g.Zone).SingleAsync(stop);
            MustBeAhead(words.ReviewOn, now.InZone(DateTimeZoneProviders.Tzdb[zone]).Date);
            var latest = await db.GroupAgreements.Where(a => a.GroupId == groupId).OrderByDescending(a => a.Version).FirstOrDefaultAsync(stop);
            var next = new GroupAgreement(groupId, (latest?.Version ?? 0) + 1, Lines(words.Text), Lines(words.Limit), words.ReviewOn!.Value, viewer.AccountId ?? Guid.Empty, now);
            if (latest is not null && (latest.Text, latest.Limit, latest.ReviewOn) == (next.Text, next.Limit, next.ReviewOn))
            {
                return latest.Version;
            }

            if ((latest?.Version ?? 0) != basedOn)
            {
                throw new RuleViolation("Somebody else wrote a new version while you were writing. Yours is not lost: look at theirs below, put both together, then save again.", BasedOn);
            }

            db.GroupAgreements.Add(next);
            return next.Version;
        }, stop);
    }

    private static void MustBeAhead(LocalDate? reviewOn, LocalDate today)
    {
        if (reviewOn is not { } day)
        {
            throw new RuleViolation("Choose the day on which the group looks at it again.", "ReviewOn");
        }

        if (day <= today || day > today.PlusMonths(LongestReviewMonths))
        {
            throw new RuleViolation("Choose a day to look at it again that is after today and within two years.", "ReviewOn");
        }
    }

    /// <summary>One kind of line end, and no blanks at the ends of lines: the same words are the same text whatever was typed on.</summary>
    private static string? Lines(string? typed) => typed is null ? null : string.Join('\n', typed.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()));
}

/// <summary>An agreement as written.</summary>
/// <param name="Text">What the group agreed.</param>
/// <param name="Limit">Its limit on confidentiality.</param>
/// <param name="ReviewOn">When the group looks at it again.</param>
public sealed record AgreementWords(string? Text, string? Limit, LocalDate? ReviewOn);
