using Groups.Domain.Accounts;
using Groups.Domain.Data.Sealing;
using Groups.Domain.Handover;
using Groups.Domain.Membership;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Groups.Domain.Data.Mapping;

internal sealed class GroupMapping : IEntityTypeConfiguration<Group>
{
    public void Configure(EntityTypeBuilder<Group> b)
    {
        b.Property(g => g.Id).ValueGeneratedNever();
        b.Property(g => g.Name).HasMaxLength(100);
        b.Property(g => g.Alias).HasMaxLength(60);
        b.Property(g => g.Purpose).HasMaxLength(1000);
        b.Property(g => g.Backup).IsSealed();
        b.Property(g => g.OrganisationId).HasDefaultValue(Organisation.FirstId);
        b.Property(g => g.OpenTo).HasMaxLength(300);
        b.Property(g => g.Zone).HasMaxLength(64);
        b.Property(g => g.Version).IsConcurrencyToken();
        b.Ignore(g => g.SafeName);
        b.ComplexProperty(g => g.Venue, v =>
        {
            v.Property(x => x.Name).HasMaxLength(100);
            v.Property(x => x.Address).IsSealed();
            v.Property(x => x.Bus).HasMaxLength(200);
            v.Property(x => x.Cost).HasMaxLength(100);
            v.Property(x => x.Food).HasMaxLength(200);
            v.Property(x => x.MeetingSpot).IsSealed();
        });
        b.ComplexProperty(g => g.Reminders);
        b.HasMany(g => g.Workers).WithOne().HasForeignKey(w => w.GroupId).OnDelete(DeleteBehavior.Cascade);
        b.Navigation(g => g.Workers).HasField("_workers").UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class GroupWorkerMapping : IEntityTypeConfiguration<GroupWorker>
{
    public void Configure(EntityTypeBuilder<GroupWorker> b)
    {
        b.Property(w => w.Id).ValueGeneratedNever();
        b.HasIndex(w => new { w.AccountId, w.GroupId });
        b.HasOne<Account>().WithMany().HasForeignKey(w => w.AccountId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class MemberMapping : IEntityTypeConfiguration<Member>
{
    public void Configure(EntityTypeBuilder<Member> b)
    {
        b.Property(m => m.Id).ValueGeneratedNever();
        b.Property(m => m.Companion).IsSealed();
        b.HasIndex(m => new { m.GroupId, m.PersonId }).IsUnique();
        b.HasIndex(m => m.PersonId);
        b.HasOne<Group>().WithMany().HasForeignKey(m => m.GroupId).OnDelete(DeleteBehavior.Cascade);
        b.HasOne<Person>().WithMany().HasForeignKey(m => m.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class DutyHoldingMapping : IEntityTypeConfiguration<DutyHolding>
{
    public void Configure(EntityTypeBuilder<DutyHolding> b)
    {
        b.Property(h => h.Id).ValueGeneratedNever();
        b.HasIndex(h => new { h.PersonId, h.GroupId });
        b.HasIndex(h => new { h.GroupId, h.Duty });
        b.HasOne<Group>().WithMany().HasForeignKey(h => h.GroupId).OnDelete(DeleteBehavior.Cascade);
        b.HasOne<Person>().WithMany().HasForeignKey(h => h.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class DutyTurnMapping : IEntityTypeConfiguration<DutyTurn>
{
    public void Configure(EntityTypeBuilder<DutyTurn> b)
    {
        b.Property(t => t.Id).ValueGeneratedNever();
        b.HasIndex(t => new { t.GroupId, t.SessionId });
        b.HasIndex(t => new { t.SessionId, t.Duty, t.PersonId }).IsUnique();
        b.HasOne<Session>().WithMany().HasForeignKey(t => t.SessionId).OnDelete(DeleteBehavior.Cascade);
        b.HasOne<Person>().WithMany().HasForeignKey(t => t.PersonId).OnDelete(DeleteBehavior.SetNull);
    }
}

internal sealed class StageChangeMapping : IEntityTypeConfiguration<StageChange>
{
    public void Configure(EntityTypeBuilder<StageChange> b)
    {
        b.Property(c => c.Id).ValueGeneratedNever();
        b.Ignore(c => c.IsOpen);
        b.HasIndex(c => c.GroupId);
        b.HasOne<Group>().WithMany().HasForeignKey(c => c.GroupId).OnDelete(DeleteBehavior.Cascade);
        b.HasOne<Person>().WithMany().HasForeignKey(c => c.PeerPersonId).OnDelete(DeleteBehavior.SetNull);
    }
}
