using Groups.Domain.Attendance;
using Groups.Domain.Data.Sealing;
using Groups.Domain.Membership;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Groups.Domain.Data.Mapping;

internal sealed class SeriesMapping : IEntityTypeConfiguration<Series>
{
    public void Configure(EntityTypeBuilder<Series> b)
    {
        b.Property(s => s.Id).ValueGeneratedNever();
        b.Property(s => s.Rule).HasMaxLength(200);
        b.Property(s => s.Zone).HasMaxLength(64);
        b.Ignore(s => s.Recurrence);
        b.HasOne<Group>().WithMany().HasForeignKey(s => s.GroupId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class SessionMapping : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> b)
    {
        b.Property(s => s.Id).ValueGeneratedNever();
        b.Property(s => s.Zone).HasMaxLength(64);
        b.Property(s => s.Note).IsSealed();
        b.Property(s => s.Topics).IsSealed();
        b.Property(s => s.Version).IsConcurrencyToken();
        b.ComplexProperty(s => s.Speaker, p =>
        {
            p.Property(x => x.Name).IsSealed();
            p.Property(x => x.Organisation).IsSealed();
            p.Property(x => x.Topic).IsSealed();
        });
        b.HasIndex(s => new { s.SeriesId, s.Slot }).IsUnique();
        b.HasIndex(s => new { s.GroupId, s.StartsAt });
        b.HasIndex(s => s.StartsAt);
        b.HasOne<Group>().WithMany().HasForeignKey(s => s.GroupId).OnDelete(DeleteBehavior.Cascade);
        b.HasOne<Series>().WithMany().HasForeignKey(s => s.SeriesId).OnDelete(DeleteBehavior.SetNull);
        b.HasOne<Person>().WithMany().HasForeignKey(s => s.SpeakerId).OnDelete(DeleteBehavior.SetNull);
    }
}

internal sealed class AnswerMapping : IEntityTypeConfiguration<Answer>
{
    public void Configure(EntityTypeBuilder<Answer> b)
    {
        b.Property(a => a.Id).ValueGeneratedNever();
        b.HasIndex(a => new { a.SessionId, a.PersonId }).IsUnique();
        b.HasIndex(a => a.PersonId);
        b.HasOne<Session>().WithMany().HasForeignKey(a => a.SessionId).OnDelete(DeleteBehavior.Cascade);
        b.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class FactMapping : IEntityTypeConfiguration<Fact>
{
    public void Configure(EntityTypeBuilder<Fact> b)
    {
        b.Property(f => f.Id).ValueGeneratedNever();
        b.Property(f => f.Name).IsSealed();
        b.HasIndex(f => f.SessionId);
        b.HasIndex(f => f.PersonId);
        b.HasOne<Session>().WithMany().HasForeignKey(f => f.SessionId).OnDelete(DeleteBehavior.Cascade);
        b.HasOne<Person>().WithMany().HasForeignKey(f => f.PersonId).OnDelete(DeleteBehavior.SetNull);
    }
}

internal sealed class SessionPassMapping : IEntityTypeConfiguration<SessionPass>
{
    public void Configure(EntityTypeBuilder<SessionPass> b)
    {
        b.Property(p => p.Id).ValueGeneratedNever();
        b.Property(p => p.TokenHash).HasMaxLength(64);
        b.Property(p => p.CodeHash).HasMaxLength(64);
        b.Property(p => p.Name).IsSealed();
        b.HasIndex(p => p.TokenHash).IsUnique();
        b.HasIndex(p => p.CodeHash).IsUnique();
        b.HasIndex(p => p.SessionId);
        b.HasOne<Session>().WithMany().HasForeignKey(p => p.SessionId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class LeadPulseMapping : IEntityTypeConfiguration<LeadPulse>
{
    public void Configure(EntityTypeBuilder<LeadPulse> b)
    {
        b.Property(p => p.Id).ValueGeneratedNever();
        b.HasIndex(p => new { p.SessionId, p.AccountId }).IsUnique();
        b.HasOne<Session>().WithMany().HasForeignKey(p => p.SessionId).OnDelete(DeleteBehavior.Cascade);
    }
}
