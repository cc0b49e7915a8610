using Groups.Domain.Data.Sealing;
using Groups.Domain.Handover;
using Groups.Domain.Handover.Help;
using Groups.Domain.Handover.Offers;
using Groups.Domain.Handover.Rota;
using Groups.Domain.Handover.StepBack;
using Groups.Domain.Handover.Votes;
using Groups.Domain.Membership;
using Groups.Domain.Membership.Agreement;
using Groups.Domain.Membership.ContactList;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Groups.Domain.Data.Mapping;

internal sealed class DutyOfferMapping : IEntityTypeConfiguration<DutyOffer>
{
    public void Configure(EntityTypeBuilder<DutyOffer> b)
    {
        b.Property(o => o.Id).ValueGeneratedNever();
        b.Property(o => o.Words).IsSealed();
        b.HasIndex(o => o.GroupId);
        b.HasIndex(o => o.PersonId);
        b.HasOne<Group>().WithMany().HasForeignKey(o => o.GroupId).OnDelete(DeleteBehavior.Cascade);
        b.HasOne<Person>().WithMany().HasForeignKey(o => o.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class DutyPracticeMapping : IEntityTypeConfiguration<DutyPractice>
{
    public void Configure(EntityTypeBuilder<DutyPractice> b)
    {
        b.Property(p => p.Id).ValueGeneratedNever();
        b.HasIndex(p => p.GroupId);
        b.HasIndex(p => p.PersonId);
        b.HasIndex(p => p.WithPersonId);
        b.HasOne<Group>().WithMany().HasForeignKey(p => p.GroupId).OnDelete(DeleteBehavior.Cascade);
        b.HasOne<Person>().WithMany().HasForeignKey(p => p.PersonId).OnDelete(DeleteBehavior.Cascade);
        b.HasOne<Person>().WithMany().HasForeignKey(p => p.WithPersonId).OnDelete(DeleteBehavior.SetNull);
    }
}

internal sealed class DutyStepMapping : IEntityTypeConfiguration<DutyStep>
{
    public void Configure(EntityTypeBuilder<DutyStep> b)
    {
        b.Property(s => s.Id).ValueGeneratedNever();
        b.Property(s => s.Step).HasMaxLength(24);
        b.HasIndex(s => new { s.GroupId, s.Duty, s.PersonId, s.Step }).IsUnique();
        b.HasIndex(s => s.PersonId);
        b.HasOne<Group>().WithMany().HasForeignKey(s => s.GroupId).OnDelete(DeleteBehavior.Cascade);
        b.HasOne<Person>().WithMany().HasForeignKey(s => s.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class GroupStepMapping : IEntityTypeConfiguration<GroupStep>
{
    public void Configure(EntityTypeBuilder<GroupStep> b)
    {
        b.Property(s => s.Id).ValueGeneratedNever();
        b.Property(s => s.Step).HasMaxLength(24);
        b.HasIndex(s => new { s.GroupId, s.List, s.Step }).IsUnique();
        b.HasOne<Group>().WithMany().HasForeignKey(s => s.GroupId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class RestMapping : IEntityTypeConfiguration<Rest>
{
    public void Configure(EntityTypeBuilder<Rest> b)
    {
        b.Property(r => r.Id).ValueGeneratedNever();
        b.HasIndex(r => new { r.GroupId, r.Until });
        b.HasIndex(r => r.PersonId);
        b.HasOne<Group>().WithMany().HasForeignKey(r => r.GroupId).OnDelete(DeleteBehavior.Cascade);
        b.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class VoteMapping : IEntityTypeConfiguration<Vote>
{
    public void Configure(EntityTypeBuilder<Vote> b)
    {
        b.Property(v => v.Id).ValueGeneratedNever();
        b.HasIndex(v => new { v.GroupId, v.Number }).IsUnique();
        b.HasIndex(v => v.StageChangeId);
        b.HasOne<StageChange>().WithMany().HasForeignKey(v => v.StageChangeId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class VoteTakenMapping : IEntityTypeConfiguration<VoteTaken>
{
    public void Configure(EntityTypeBuilder<VoteTaken> b)
    {
        b.ToTable("VotesTaken");
        b.HasKey(t => new { t.VoteId, t.PersonId });
        b.HasIndex(t => t.PersonId);
        b.HasOne<Vote>().WithMany().HasForeignKey(t => t.VoteId).OnDelete(DeleteBehavior.Cascade);
        b.HasOne<Person>().WithMany().HasForeignKey(t => t.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class PlannedPresenceMapping : IEntityTypeConfiguration<PlannedPresence>
{
    public void Configure(EntityTypeBuilder<PlannedPresence> b)
    {
        b.HasKey(p => p.SessionId);
        b.Property(p => p.SessionId).ValueGeneratedNever();
        b.HasIndex(p => p.GroupId);
        b.HasOne<Session>().WithMany().HasForeignKey(p => p.SessionId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class HelpingMapping : IEntityTypeConfiguration<Helping>
{
    public void Configure(EntityTypeBuilder<Helping> b)
    {
        b.Property(h => h.Id).ValueGeneratedNever();
        b.HasIndex(h => new { h.GroupId, h.At });
        b.HasOne<Group>().WithMany().HasForeignKey(h => h.GroupId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class HelpRequestMapping : IEntityTypeConfiguration<HelpRequest>
{
    public void Configure(EntityTypeBuilder<HelpRequest> b)
    {
        b.Property(r => r.Id).ValueGeneratedNever();
        b.HasIndex(r => new { r.GroupId, r.At });
        b.HasIndex(r => r.AcknowledgedAt);
        b.HasIndex(r => r.PersonId);
        b.HasOne<Group>().WithMany().HasForeignKey(r => r.GroupId).OnDelete(DeleteBehavior.Cascade);
        b.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId).OnDelete(DeleteBehavior.SetNull);
    }
}

internal sealed class CheckInMapping : IEntityTypeConfiguration<CheckIn>
{
    public void Configure(EntityTypeBuilder<CheckIn> b)
    {
        b.Property(c => c.Id).ValueGeneratedNever();
        b.HasIndex(c => new { c.GroupId, c.SelfRunSince, c.Months }).IsUnique();
        b.HasOne<Group>().WithMany().HasForeignKey(c => c.GroupId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class GroupAgreementMapping : IEntityTypeConfiguration<GroupAgreement>
{
    public void Configure(EntityTypeBuilder<GroupAgreement> b)
    {
        b.Property(a => a.Id).ValueGeneratedNever();
        b.Property(a => a.Text).HasMaxLength(GroupAgreement.LongestText);
        b.Property(a => a.Limit).HasMaxLength(GroupAgreement.LongestLimit);
        b.HasIndex(a => new { a.GroupId, a.Version }).IsUnique();
        b.HasOne<Group>().WithMany().HasForeignKey(a => a.GroupId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ListConsentMapping : IEntityTypeConfiguration<ListConsent>
{
    public void Configure(EntityTypeBuilder<ListConsent> b)
    {
        b.Property(c => c.Id).ValueGeneratedNever();
        b.HasIndex(c => new { c.GroupId, c.PersonId }).IsUnique();
        b.HasIndex(c => c.PersonId);
        b.HasOne<Group>().WithMany().HasForeignKey(c => c.GroupId).OnDelete(DeleteBehavior.Cascade);
        b.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ListLookMapping : IEntityTypeConfiguration<ListLook>
{
    public void Configure(EntityTypeBuilder<ListLook> b)
    {
        b.Property(l => l.Id).ValueGeneratedNever();
        b.HasIndex(l => new { l.GroupId, l.At });
        b.HasOne<Group>().WithMany().HasForeignKey(l => l.GroupId).OnDelete(DeleteBehavior.Cascade);
    }
}
