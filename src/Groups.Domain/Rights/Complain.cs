using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Domain.Rights;

/// <summary>Somebody complains about how their data is used: by their own page, or on the public one without saying who they are.</summary>
public sealed class Complain(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>The most complaints of nobody in particular that are taken in a day; against a form filled in by a machine.</summary>
    public const int MostUnsigned = 50;

    /// <summary>Stores it for the coordinators.</summary>
    /// <param name="viewer">The person on their own page, or the program for somebody who is not known.</param>
    /// <param name="said">What they wrote.</param>
    /// <param name="reach">How they want to be answered, or null.</param>
    /// <param name="stop">Stops before anything is saved.</param>
    /// <returns>The day by which they hear back.</returns>
    /// <exception cref="RuleViolation">Nothing was written, or too much, or too many came today.</exception>
    /// <exception cref="NotFoundException">The viewer is neither.</exception>
    public Task<LocalDate> RunAsync(Viewer viewer, string? said, string? reach = null, CancellationToken stop = default) => databases.WriteAsync(viewer, async db =>
    {
        var now = clock.GetCurrentInstant();
        Guid? person = viewer switch
        {
            { Kind: ViewerKind.Participant, PersonId: { } id } => (await RightsReach.RequireAsync(db, viewer, id, stop)).Id,
            { Kind: ViewerKind.Program } => null,
            _ => throw new NotFoundException(),
        };
        var day = now - Duration.FromDays(1);
        if (person is null && await db.Complaints.CountAsync(c => c.PersonId == null && c.At > day, stop) >= MostUnsigned)
        {
            throw new RuleViolation("Many complaints came today and this one was not stored. Please try again tomorrow, or tell any of our workers.", "Said");
        }

        var organisation = person is null ? Organisation.FirstId
            : await db.Groups.Where(g => db.Members.Any(m => m.GroupId == g.Id && m.PersonId == person)).OrderBy(g => g.StartedAt).Select(g => (Guid?)g.OrganisationId).FirstOrDefaultAsync(stop)
                ?? Organisation.FirstId;
        var complaint = new Complaint(organisation, person, said, reach, now);
        db.Complaints.Add(complaint);
        return complaint.AnswerBy;
    }, stop);
}

/// <summary>A coordinator says that a complaint was answered.</summary>
public sealed class AnswerComplaint(IDbContextFactory<GroupsDb> databases, IClock clock)
{
    /// <summary>The complaints that a viewer answers for: those of a coordinator's organisation.</summary>
    public static IQueryable<Complaint> Of(GroupsDb db, Viewer viewer) => db.Complaints.Where(c =>
        db.Accounts.Any(a => a.Id == viewer.AccountId && a.EndedAt == null && a.Post == Post.Coordinator && a.OrganisationId == c.OrganisationId));

    /// <summary>Marks it. Doing it twice is doing it once.</summary>
    /// <exception cref="NotFoundException">There is no such complaint, or it is not the viewer's to answer.</exception>
    public Task RunAsync(Viewer viewer, Guid complaintId, CancellationToken stop = default) => databases.WriteAsync(viewer, async db =>
        (await Of(db, viewer).SingleOrDefaultAsync(c => c.Id == complaintId, stop) ?? throw new NotFoundException()).Answer(viewer.AccountId, clock.GetCurrentInstant()), stop);
}
