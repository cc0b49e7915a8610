using Groups.Domain.Accounts;
using Groups.Domain.Data.Sealing;
using Groups.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Groups.Domain.Data.Mapping;

internal sealed class PersonMapping : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> b)
    {
        b.Property(p => p.Id).ValueGeneratedNever();
        b.Property(p => p.Name).IsSealed();
        b.Property(p => p.Language).HasMaxLength(12);
        b.Property(p => p.Zone).HasMaxLength(64);
        b.Property(p => p.AccessNeeds).IsSealed();
        b.ComplexProperty(p => p.SafeContact, s => s.Property(x => x.SenderName).IsSealed());
        b.ComplexProperty(p => p.Consent, c => c.Property(x => x.Wording).HasMaxLength(500));
        b.HasMany(p => p.Contacts).WithOne().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.Cascade);
        b.Navigation(p => p.Contacts).HasField("_contacts").UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class ContactMethodMapping : IEntityTypeConfiguration<ContactMethod>
{
    public void Configure(EntityTypeBuilder<ContactMethod> b)
    {
        b.ToTable("ContactMethods");
        b.Property(c => c.Id).ValueGeneratedNever();
        b.Property(c => c.Address).IsSealedAddress();
        b.Property(c => c.Trouble).HasMaxLength(100);
        b.HasIndex(c => c.Address);
        b.HasIndex(c => new { c.PersonId, c.Way, c.Address }).IsUnique();
    }
}

internal sealed class ParticipantLinkMapping : IEntityTypeConfiguration<ParticipantLink>
{
    public void Configure(EntityTypeBuilder<ParticipantLink> b)
    {
        b.Property(l => l.Id).ValueGeneratedNever();
        b.Property(l => l.TokenHash).HasMaxLength(64);
        b.HasIndex(l => l.TokenHash).IsUnique();
        b.HasIndex(l => l.PersonId);
        b.HasOne<Person>().WithMany().HasForeignKey(l => l.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class AccountMapping : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> b)
    {
        b.Property(a => a.Id).ValueGeneratedNever();
        b.Property(a => a.Name).IsSealed();
        b.Property(a => a.Email).IsSealedAddress();
        b.Property(a => a.Phone).IsSealedAddress();
        b.Property(a => a.Stamp).HasMaxLength(64);
        b.Property(a => a.OrganisationId).HasDefaultValue(Organisation.FirstId);
        b.HasIndex(a => a.Email).IsUnique();
        b.HasIndex(a => a.PersonId);
        b.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId).OnDelete(DeleteBehavior.SetNull);
    }
}

internal sealed class SignInLinkMapping : IEntityTypeConfiguration<SignInLink>
{
    public void Configure(EntityTypeBuilder<SignInLink> b)
    {
        b.Property(l => l.Id).ValueGeneratedNever();
        b.Property(l => l.TokenHash).HasMaxLength(64);
        b.HasIndex(l => l.TokenHash).IsUnique();
        b.HasOne<Account>().WithMany().HasForeignKey(l => l.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}
