using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Membership;
using Groups.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Groups.Domain.Audit;

/// <summary>Reads off what is about to be saved which lines belong into the audit record, so that no action has to remember it.</summary>
internal static class AuditedChanges
{
    private static readonly string[] OfContact = [nameof(ContactMethod.Address), nameof(ContactMethod.IsSafe), nameof(ContactMethod.TakesTexts), nameof(ContactMethod.Order)];
    private static readonly string[] OfPerson = [nameof(Person.Name), nameof(Person.AccessNeeds), nameof(Person.SharesAccessNeeds), nameof(Person.Language), nameof(Person.Zone)];
    private static readonly string[] OfAccount = [nameof(Account.Name), nameof(Account.Email), nameof(Account.Phone), nameof(Account.EndedAt), nameof(Account.SecondStep), nameof(Account.Stamp)];

    public static IEnumerable<AuditLine> Of(GroupsDb db) => db.ChangeTracker.Entries()
        .Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted).Select(e => Of(db.Viewer, e)).OfType<AuditLine>();

    private static AuditLine? Of(Viewer viewer, EntityEntry entry) => entry.Entity switch
    {
        Person person when entry.State == EntityState.Added => new AuditLine(AuditAct.AddedPerson, person.Id),
        Person person when Changed(entry, nameof(Person.ErasedAt)) => new AuditLine(AuditAct.Erased, person.Id),
        Person person when Changed(entry, nameof(Person.StoppedAt)) && person.StoppedAt is not null => new AuditLine(AuditAct.StoppedContact, person.Id),
        Person person when entry.State == EntityState.Deleted || Changed(entry, OfPerson) || entry.ComplexProperties.Any(c => c.Metadata.Name == nameof(Person.SafeContact) && c.IsModified) =>
            new AuditLine(AuditAct.ChangedContact, person.Id),
        ContactMethod contact when entry.State != EntityState.Modified || Changed(entry, OfContact) => new AuditLine(AuditAct.ChangedContact, contact.PersonId),
        DutyHolding duty when entry.State == EntityState.Added || Changed(entry, nameof(DutyHolding.Until)) =>
            new AuditLine(AuditAct.MovedDuty, duty.PersonId, duty.GroupId, Detail: $"{duty.Duty} {(duty.Until is null ? "given" : "ended")}"),
        StageChange change when Changed(entry, nameof(StageChange.DoneAt)) => new AuditLine(AuditAct.ChangedStage, GroupId: change.GroupId, Detail: change.To.ToString()),
        GroupWorker worker => new AuditLine(AuditAct.ChangedWorker, GroupId: worker.GroupId, Detail: worker.Until is null ? "given" : "ended"),
        // The program makes a link for every message.
        ParticipantLink link when viewer.Kind != ViewerKind.Program && (entry.State == EntityState.Added || Changed(entry, nameof(ParticipantLink.RevokedAt))) => new AuditLine(AuditAct.ChangedLink, link.PersonId, Detail: entry.State == EntityState.Added ? "made" : "taken back"),
        Account account when entry.State == EntityState.Added || Changed(entry, OfAccount) =>
            new AuditLine(AuditAct.ChangedAccount, account.PersonId, Detail: entry.State == EntityState.Added ? "added" : account.EndedAt is null ? "changed" : "ended"),
        Passkey when entry.State != EntityState.Modified || Changed(entry, nameof(Passkey.Name)) =>
            new AuditLine(AuditAct.ChangedAccount, Detail: $"passkey {(entry.State == EntityState.Added ? "added" : entry.State == EntityState.Deleted ? "removed" : "named")}"),
        SignInSession when entry.State == EntityState.Added => new AuditLine(AuditAct.SignedIn),
        Rights.ConsentRecord consent => new AuditLine(AuditAct.ChangedConsent, consent.PersonId, Detail: $"{consent.What} {(consent.Given ? "given" : "taken back")}"),
        _ => null,
    };

    private static bool Changed(EntityEntry entry, params string[] properties) => entry.State == EntityState.Modified && Array.Exists(properties, p => entry.Property(p).IsModified);
}
