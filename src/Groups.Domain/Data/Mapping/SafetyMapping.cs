using Groups.Domain.Accounts;
using Groups.Domain.Audit;
using Groups.Domain.Data.Sealing;
using Groups.Domain.People;
using Groups.Domain.Rights;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Groups.Domain.Data.Mapping;

internal sealed class OrganisationMapping : IEntityTypeConfiguration<Organisation>
{
    public void Configure(EntityTypeBuilder<Organisation> b)
    {
        b.Property(o => o.Id).ValueGeneratedNever();
        b.Property(o => o.Name).HasMaxLength(Organisation.LongestName);
        b.HasData(new { Id = Organisation.FirstId, Name = "Our organisation", CreatedAt = Instant.FromUtc(2026, 1, 1, 0, 0) });
    }
}

internal sealed class SignInCodeMapping : IEntityTypeConfiguration<SignInCode>
{
    public void Configure(EntityTypeBuilder<SignInCode> b)
    {
        b.Property(c => c.Id).ValueGeneratedNever();
        b.Property(c => c.CodeHash).HasMaxLength(64);
        b.Property(c => c.BrowserHash).HasMaxLength(64);
        b.HasIndex(c => c.BrowserHash);
        b.HasIndex(c => c.ExpiresAt);
        b.HasOne<Account>().WithMany().HasForeignKey(c => c.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class SignInSessionMapping : IEntityTypeConfiguration<SignInSession>
{
    public void Configure(EntityTypeBuilder<SignInSession> b)
    {
        b.Property(s => s.Id).ValueGeneratedNever();
        b.Property(s => s.Device).HasMaxLength(SignInSession.LongestDevice);
        b.HasIndex(s => s.EndsAt);
        b.HasOne<Account>().WithMany().HasForeignKey(s => s.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class PasskeyMapping : IEntityTypeConfiguration<Passkey>
{
    public void Configure(EntityTypeBuilder<Passkey> b)
    {
        b.Property(p => p.Id).ValueGeneratedNever();
        b.Property(p => p.CredentialId).HasMaxLength(1024);
        b.Property(p => p.Name).HasMaxLength(Passkey.LongestName);
        b.HasIndex(p => p.CredentialId).IsUnique();
        b.HasOne<Account>().WithMany().HasForeignKey(p => p.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class AuditEntryMapping : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> b)
    {
        b.HasKey(e => e.Number);
        b.Property(e => e.Number).ValueGeneratedNever();
        b.Property(e => e.Detail).HasMaxLength(60);
        b.Property(e => e.KeyId).HasMaxLength(8);
        b.Property(e => e.Previous).HasMaxLength(64);
        b.Property(e => e.Hash).HasMaxLength(64);
        b.HasIndex(e => new { e.PersonId, e.At });
        b.HasIndex(e => new { e.GroupId, e.At });
        b.HasIndex(e => new { e.OrganisationId, e.At });
    }
}

internal sealed class AuditHeadMapping : IEntityTypeConfiguration<AuditHead>
{
    public void Configure(EntityTypeBuilder<AuditHead> b)
    {
        b.Property(h => h.Id).ValueGeneratedNever();
        b.Property(h => h.Hash).HasMaxLength(64);
        b.HasData(new { Id = 1, Number = 0L, Hash = "" });
    }
}

internal sealed class ConsentRecordMapping : IEntityTypeConfiguration<ConsentRecord>
{
    public void Configure(EntityTypeBuilder<ConsentRecord> b)
    {
        b.Property(c => c.Id).ValueGeneratedNever();
        b.Property(c => c.Wording).HasMaxLength(ConsentRecord.LongestWords);
        b.Property(c => c.Language).HasMaxLength(12);
        b.HasIndex(c => c.PersonId);
        b.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ComplaintMapping : IEntityTypeConfiguration<Complaint>
{
    public void Configure(EntityTypeBuilder<Complaint> b)
    {
        b.Property(c => c.Id).ValueGeneratedNever();
        b.Property(c => c.Said).IsSealed();
        b.HasIndex(c => new { c.OrganisationId, c.At });
        b.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.SetNull);
    }
}

internal sealed class DataKeyInUseMapping : IEntityTypeConfiguration<DataKeyInUse>
{
    public void Configure(EntityTypeBuilder<DataKeyInUse> b)
    {
        b.Property(k => k.Id).ValueGeneratedNever();
        b.Property(k => k.KeyId).HasMaxLength(8);
    }
}
