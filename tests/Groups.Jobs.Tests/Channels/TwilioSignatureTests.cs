using System.Text.Json;
using Groups.Jobs.Channels;
using Groups.Testing;

namespace Groups.Jobs.Tests.Channels;

/// <summary>Our signatures against those of Twilio's own npm package.</summary>
public sealed class TwilioSignatureTests
{
    private const string Token = "12345";
    private const string Url = "https://groups.example.org/hooks/twilio/inbound";

    private static readonly Case[] Cases =
    [
        new(Token, Url, new() { ["To"] = ["+447700900999"], ["From"] = ["+447700900123"], ["Body"] = ["Y"] }),
        new(Token, Url, new() { ["Body"] = ["Aye – café 🎉 & tea + cake = £5"], ["from"] = ["lower"], ["From"] = ["upper"], ["_x"] = ["1"] }),
        new(Token, Url, new() { ["Body"] = [""], ["NumMedia"] = ["0"] }),
        new(Token, Url, []),
        new(Token, Url + "?attempt=7&message=a%20b", new() { ["MessageStatus"] = ["delivered"] }),
        new(Token, "https://groups.example.org:8443/hooks/twilio/status", new() { ["MessageStatus"] = ["sent"] }),
        new("another secret", "http://groups.example.org/base/hooks/twilio/status", new() { ["a10"] = ["x"], ["a2"] = ["y"], ["A"] = ["z"] }),
        new(Token, Url, new() { ["Same"] = ["b", "a", "b"], ["Other"] = ["1"] }),
    ];

    [Fact]
    public async Task Our_signatures_are_Twilios()
    {
        var input = JsonSerializer.Serialize(Cases.Select(one => new
        {
            token = one.Token,
            url = one.Url,
            form = one.Form.ToDictionary(field => field.Key, field => field.Value.Length == 1 ? (object)field.Value[0] : field.Value),
        }));

        var theirs = JsonSerializer.Deserialize<string[]>(await NodeTool.RunAsync("twilio-signature-oracle.mjs", input))!;

        Cases.Select(one => TwilioSignature.Of(one.Token, one.Url, one.Fields)).ShouldBe(theirs);
        Cases.Zip(theirs).ShouldAllBe(pair => TwilioSignature.IsValid(pair.First.Token, pair.First.Url, pair.First.Fields, pair.Second));
    }

    [Fact]
    public void Anything_changed_is_not_Twilios()
    {
        var one = Cases[0];
        var signature = TwilioSignature.Of(one.Token, one.Url, one.Fields);
        var other = one with { Form = new(one.Form) { ["Body"] = ["N"] } };
        var more = one with { Form = new(one.Form) { ["Extra"] = ["1"] } };

        TwilioSignature.IsValid(one.Token, one.Url, one.Fields, signature).ShouldBeTrue();
        TwilioSignature.IsValid(one.Token, one.Url, other.Fields, signature).ShouldBeFalse();
        TwilioSignature.IsValid(one.Token, one.Url, more.Fields, signature).ShouldBeFalse();
        TwilioSignature.IsValid(one.Token, one.Url + "?x=1", one.Fields, signature).ShouldBeFalse();
        TwilioSignature.IsValid("54321", one.Url, one.Fields, signature).ShouldBeFalse();
        TwilioSignature.IsValid(one.Token, one.Url, one.Fields, signature.ToLowerInvariant()).ShouldBeFalse();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("nonsense")]
    public void A_missing_signature_is_not_Twilios(string? signature) =>
        TwilioSignature.IsValid(Token, Url, Cases[0].Fields, signature).ShouldBeFalse();

    [Fact]
    public void Without_a_secret_nothing_is_Twilios() =>
        TwilioSignature.IsValid("", Url, Cases[0].Fields, TwilioSignature.Of("", Url, Cases[0].Fields)).ShouldBeFalse();

    [Theory]
    [InlineData("https://groups.example.org", "https://groups.example.org/hooks?a=1")]
    [InlineData("https://groups.example.org/", "https://groups.example.org/hooks?a=1")]
    [InlineData("https://example.org/groups/", "https://example.org/groups/hooks?a=1")]
    public void The_signed_address_is_the_public_one(string publicUrl, string expected) =>
        TwilioSignature.UrlOf(publicUrl, "/hooks?a=1").ShouldBe(expected);

    private sealed record Case(string Token, string Url, Dictionary<string, string[]> Form)
    {
        public IEnumerable<KeyValuePair<string, string>> Fields =>
            Form.SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value));
    }
}
