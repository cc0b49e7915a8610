using Groups.Domain.People;

namespace Groups.Domain.Tests.People;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("ann@example.org", "ann@example.org")]
    [InlineData("  Ann.Smith@Example.ORG ", "Ann.Smith@example.org")]
    [InlineData("o'neil+group@mail.example.co.uk", "o'neil+group@mail.example.co.uk")]
    [InlineData("a@bücher.example", "a@xn--bcher-kva.example")]
    [InlineData("1@2.org\u00a0", "1@2.org")]
    public void An_address_is_trimmed_and_only_its_domain_is_made_small(string text, string value)
    {
        EmailAddress.TryRead(text, out var address).ShouldBeTrue();

        address!.Value.ShouldBe(value);
        EmailAddress.FromStored(value).ShouldBe(address);
        $"{address}".ShouldNotContain("@");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ann")]
    [InlineData("ann@")]
    [InlineData("@example.org")]
    [InlineData("ann@example")]
    [InlineData("ann@@example.org")]
    [InlineData("ann@example..org")]
    [InlineData("ann@-example.org")]
    [InlineData("ann@127.0.0.1")]
    [InlineData("ann@[127.0.0.1]")]
    [InlineData(".ann@example.org")]
    [InlineData("ann.@example.org")]
    [InlineData("a..n@example.org")]
    [InlineData("Ann <ann@example.org>")]
    [InlineData("\"ann\"@example.org")]
    [InlineData("ann@example.org, bea@example.org")]
    [InlineData("ann@example.org;bea@example.org")]
    [InlineData("an n@example.org")]
    [InlineData("ann@exam ple.org")]
    [InlineData("ann@example.org\r\nBcc: bea@example.org")]
    [InlineData("ann@example.org\n")]
    [InlineData("\rann@example.org")]
    [InlineData("ann\0@example.org")]
    [InlineData("ann\u0085@example.org")]
    [InlineData("ann@example.org\u2028")]
    [InlineData("änn@example.org")]
    [InlineData("ann@exa_mple.org")]
    [InlineData("ann@\ud83d.org")]
    public void What_is_no_single_address_is_refused_with_one_sentence(string? text)
    {
        EmailAddress.TryRead(text, out var address, out var problem).ShouldBeFalse();

        address.ShouldBeNull();
        problem.ShouldNotBeNull().ShouldEndWith(".");
    }

    [Fact]
    public void The_longest_address_has_254_characters()
    {
        var domain = string.Join('.', Enumerable.Repeat(new string('d', 60), 3)) + ".org";
        var local = new string('l', 254 - 1 - domain.Length);

        local.Length.ShouldBeLessThan(69);
        EmailAddress.TryRead($"{local[..64]}@{domain}", out _).ShouldBeTrue();
        EmailAddress.TryRead($"{new string('l', 65)}@example.org", out _).ShouldBeFalse();
        EmailAddress.TryRead($"{new string('l', 64)}@d.{domain}.{new string('d', 20)}.org", out _).ShouldBeFalse();
    }
}
