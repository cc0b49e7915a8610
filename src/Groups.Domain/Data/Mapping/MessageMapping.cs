using Groups.Domain.Data.Sealing;
using Groups.Domain.Membership;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Groups.Domain.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Groups.Domain.Data.Mapping;

internal sealed class MessageMapping : IEntityTypeConfiguration<Message>
{
    public void Configure(EntityTypeBuilder<Message> b)
    {
        b.Property(m => m.Id).ValueGeneratedNever();
        b.Property(m => m.Reason).HasMaxLength(200);
        b.Property(m => m.Address).IsSealedAddress();
        b.Property(m => m.ProviderId).HasMaxLength(200);
        b.Property(m => m.ProviderCode).HasMaxLength(60);
        b.Property(m => m.State).IsConcurrencyToken();
        b.HasIndex(m => new { m.SessionId, m.PersonId, m.Kind, m.Revision }).IsUnique();
        // A message changes three or four times on its way: each index that a step does not touch makes the step cheaper.
        b.HasIndex(m => m.DueAt).HasFilter("\"State\" = 'Planned'").HasDatabaseName("IX_Messages_Due");
        b.HasIndex(m => m.LeaseUntil).HasFilter("\"LeaseUntil\" IS NOT NULL");
        b.HasIndex(m => m.PersonId);
        b.HasIndex(m => new { m.GroupId, m.ChangedAt });
        b.HasIndex(m => new { m.Address, m.ChangedAt }).HasFilter("\"Address\" IS NOT NULL");
        b.HasIndex(m => m.ProviderId).HasFilter("\"ProviderId\" IS NOT NULL");
        b.HasIndex(m => m.RelayId).HasFilter("\"RelayId\" IS NOT NULL");
        // No key to the group: the session has one, goes with its group and takes its messages along. Each key costs a look-up for every row that is planned.
        b.HasOne<Session>().WithMany().HasForeignKey(m => m.SessionId).OnDelete(DeleteBehavior.Cascade);
        b.HasOne<Person>().WithMany().HasForeignKey(m => m.PersonId).OnDelete(DeleteBehavior.Cascade);
        b.HasOne<Relay>().WithMany().HasForeignKey(m => m.RelayId).OnDelete(DeleteBehavior.Cascade);
        b.HasIndex(m => m.ReconcileAt).HasFilter("\"ReconcileAt\" IS NOT NULL");
    }
}

internal sealed class RelayMapping : IEntityTypeConfiguration<Relay>
{
    public void Configure(EntityTypeBuilder<Relay> b)
    {
        b.Property(r => r.Id).ValueGeneratedNever();
        b.Property(r => r.Words).IsSealed();
        b.HasIndex(r => new { r.SessionId, r.Number }).IsUnique();
        b.HasIndex(r => new { r.GroupId, r.WrittenAt });
        b.HasOne<Group>().WithMany().HasForeignKey(r => r.GroupId).OnDelete(DeleteBehavior.Cascade);
        b.HasOne<Session>().WithMany().HasForeignKey(r => r.SessionId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ReplyMapping : IEntityTypeConfiguration<Reply>
{
    public void Configure(EntityTypeBuilder<Reply> b)
    {
        b.Property(r => r.Id).ValueGeneratedNever();
        b.Property(r => r.ProviderId).HasMaxLength(200);
        b.Property(r => r.From).IsSealedAddress();
        b.Property(r => r.Body).IsSealed();
        b.Property(r => r.Note).IsSealed();
        b.HasIndex(r => r.ProviderId).IsUnique();
        b.HasIndex(r => new { r.GroupId, r.ReceivedAt });
        b.HasIndex(r => r.PersonId);
        b.HasIndex(r => r.SessionId);
        b.HasIndex(r => r.NeedsPerson).HasFilter("\"NeedsPerson\"");
        b.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId).OnDelete(DeleteBehavior.Cascade);
        b.HasOne<Group>().WithMany().HasForeignKey(r => r.GroupId).OnDelete(DeleteBehavior.Cascade);
        b.HasOne<Session>().WithMany().HasForeignKey(r => r.SessionId).OnDelete(DeleteBehavior.SetNull);
    }
}

internal sealed class StoppedNumberMapping : IEntityTypeConfiguration<StoppedNumber>
{
    public void Configure(EntityTypeBuilder<StoppedNumber> b)
    {
        b.HasKey(s => s.Address);
        b.Property(s => s.Address).IsSealedAddress();
    }
}

internal sealed class HeartbeatMapping : IEntityTypeConfiguration<Heartbeat>
{
    public void Configure(EntityTypeBuilder<Heartbeat> b)
    {
        b.HasKey(h => h.Name);
        b.Property(h => h.Name).HasMaxLength(60);
    }
}

internal sealed class ChannelHealthMapping : IEntityTypeConfiguration<ChannelHealth>
{
    public void Configure(EntityTypeBuilder<ChannelHealth> b)
    {
        b.HasKey(c => c.Name);
        b.Property(c => c.Name).HasMaxLength(60);
        b.Property(c => c.Sentence).HasMaxLength(300);
    }
}

internal sealed class UnsubscribeLinkMapping : IEntityTypeConfiguration<UnsubscribeLink>
{
    public void Configure(EntityTypeBuilder<UnsubscribeLink> b)
    {
        b.Property(l => l.Id).ValueGeneratedNever();
        b.Property(l => l.TokenHash).HasMaxLength(64);
        b.Property(l => l.Address).IsSealedAddress();
        b.HasIndex(l => l.TokenHash).IsUnique();
        b.HasIndex(l => l.CreatedAt);
        b.HasOne<Person>().WithMany().HasForeignKey(l => l.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}
