using Groups.Jobs.Channels;
using Groups.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Groups.Jobs.Tests.Channels;

public sealed class ChannelOptionsTests
{
    private static readonly Dictionary<string, string?> Twilio = new()
    {
        ["Sms:Provider"] = "Twilio",
        ["Twilio:AccountSid"] = FakeTwilio.AccountSid,
        ["Twilio:AuthToken"] = FakeTwilio.AuthToken,
        ["Twilio:MessagingServiceSid"] = FakeTwilio.MessagingServiceSid,
    };

    private static readonly Dictionary<string, string?> Mail = new()
    {
        ["Email:Provider"] = "smtp",
        ["Smtp:Host"] = "mail.example.org",
        ["Smtp:From"] = "Groups <groups@example.org>",
        ["Smtp:User"] = "groups",
        ["Smtp:Password"] = "secret",
    };

    [Fact]
    public async Task With_nothing_configured_messages_go_to_the_preview()
    {
        await using var services = new ServiceCollection().AddLogging()
            .AddGroupsChannels(new ConfigurationBuilder().Build()).BuildServiceProvider();

        Problems([]).ShouldBeEmpty();
        services.GetRequiredService<ISmsTransport>().Name.ShouldBe("Preview");
        services.GetRequiredService<IEmailTransport>().Name.ShouldBe("Preview");
    }

    [Fact]
    public void A_whole_configuration_has_no_problem()
    {
        Problems(Twilio).ShouldBeEmpty();
        Problems(Mail).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Sms:Provider", "Carrier pigeon", "Sms:Provider is 'Carrier pigeon'; it must be Preview or Twilio.")]
    [InlineData("Sms:Provider", "1", "Sms:Provider is '1'; it must be Preview or Twilio.")]
    [InlineData("Sms:Provider", null, "Twilio settings are given but Sms:Provider is not; set Sms:Provider to Twilio or to Preview.")]
    [InlineData("Twilio:AccountSid", null, "Twilio:AccountSid is missing; set it or set Sms:Provider to Preview.")]
    [InlineData("Twilio:AccountSid", "ACshort", "Twilio:AccountSid is not an account id; it begins with AC and has 34 characters.")]
    [InlineData("Twilio:AuthToken", null, "Twilio:AuthToken is missing; set it or set Sms:Provider to Preview.")]
    [InlineData("Twilio:AuthToken", " ", "Twilio:AuthToken is missing; set it or set Sms:Provider to Preview.")]
    [InlineData("Twilio:MessagingServiceSid", null, "Twilio:MessagingServiceSid and Twilio:From are both missing; set one of them or set Sms:Provider to Preview.")]
    [InlineData("Twilio:MessagingServiceSid", "MG1", "Twilio:MessagingServiceSid is not a messaging service id; it begins with MG and has 34 characters.")]
    [InlineData("Twilio:From", "07700 900000", "Twilio:From is neither a number like +447700900000 nor a name of at most 11 letters and digits.")]
    [InlineData("Twilio:BaseUrl", "api", "Twilio:BaseUrl is not a web address; leave it out or set it to one like https://api.twilio.com.")]
    [InlineData("Twilio:BaseUrl", "http://api.twilio.com", "Twilio:BaseUrl must begin with https://, because the secret travels over it.")]
    public void A_wrong_or_missing_Twilio_setting_is_one_sentence_that_names_the_key(string key, string? value, string sentence) =>
        Problems(Twilio, (key, value)).ShouldBe([sentence]);

    [Fact]
    public void Calls_need_a_number_of_our_own_and_a_public_address_and_say_so_in_one_sentence_each()
    {
        Problems(Twilio, ("Calls:Enabled", "true")).ShouldBe(
        [
            "Twilio:From is not a number of yours; calls need one like +447700900000, because a messaging service or a name cannot call. Set it or set Calls:Enabled to false.",
            "PublicUrl is missing; calls need it, because Twilio asks there what to say. Set it or set Calls:Enabled to false.",
        ]);
        Problems(Twilio, ("Calls:Enabled", "true"), ("Twilio:From", "Groups"), ("PublicUrl", "https://groups.example.org")).ShouldHaveSingleItem().ShouldStartWith("Twilio:From is not a number");
        Problems(Twilio, ("Calls:Enabled", "true"), ("Twilio:From", "+447700900000"), ("PublicUrl", "https://groups.example.org")).ShouldBeEmpty();
        Problems([], ("Calls:Enabled", "perhaps")).ShouldBe(["Calls:Enabled is 'perhaps'; it must be true or false."]);
    }

    [Theory]
    [InlineData("Email:Provider", "Fax", "Email:Provider is 'Fax'; it must be Preview or Smtp.")]
    [InlineData("Email:Provider", null, "Smtp settings are given but Email:Provider is not; set Email:Provider to Smtp or to Preview.")]
    [InlineData("Smtp:Host", null, "Smtp:Host is missing; set it or set Email:Provider to Preview.")]
    [InlineData("Smtp:From", null, "Smtp:From is missing; set it to the sender's address or set Email:Provider to Preview.")]
    [InlineData("Smtp:From", "groups", "Smtp:From is not an email address; write it like groups@example.org.")]
    [InlineData("Smtp:From", "groups@example.org\nBcc: x@example.org", "Smtp:From is not an email address; write it like groups@example.org.")]
    [InlineData("Smtp:Port", "70000", "Smtp:Port must be between 1 and 65535.")]
    [InlineData("Smtp:Port", "mail", "Smtp:Port is 'mail'; it must be a whole number.")]
    [InlineData("Smtp:Connections", "0", "Smtp:Connections must be between 1 and 50.")]
    [InlineData("Smtp:Security", "Maybe", "Smtp:Security is 'Maybe'; it must be None or StartTls or Tls.")]
    [InlineData("Smtp:Security", "None", "Smtp:Security is None, which would send Smtp:Password in the clear; set it to StartTls.")]
    [InlineData("Smtp:Password", null, "Smtp:Password is missing although Smtp:User is set; set both or neither.")]
    [InlineData("Smtp:User", null, "Smtp:User is missing although Smtp:Password is set; set both or neither.")]
    public void A_wrong_or_missing_mail_setting_is_one_sentence_that_names_the_key(string key, string? value, string sentence) =>
        Problems(Mail, (key, value)).ShouldBe([sentence]);

    [Fact]
    public void No_sentence_shows_a_secret() =>
        Problems(Mail, ("Smtp:Host", null), ("Smtp:From", null), ("Smtp:Security", "None")).ShouldAllBe(sentence => !sentence.Contains("secret"));

    [Theory]
    [InlineData("None", 25)]
    [InlineData("StartTls", 587)]
    [InlineData("Tls", 465)]
    public void The_port_follows_from_the_security_when_it_is_left_out(string security, int port) =>
        Read(Mail, ("Smtp:Security", security)).Smtp.PortOrDefault.ShouldBe(port);

    [Fact]
    public void Preview_chosen_on_purpose_leaves_other_settings_alone() =>
        Problems(Twilio, ("Sms:Provider", "Preview"), ("Twilio:AuthToken", null)).ShouldBeEmpty();

    private static string[] Problems(Dictionary<string, string?> settings, params (string Key, string? Value)[] other) =>
        [.. Read(settings, other).Problems()];

    private static ChannelOptions Read(Dictionary<string, string?> settings, params (string Key, string? Value)[] other)
    {
        var all = new Dictionary<string, string?>(settings);
        foreach (var (key, value) in other)
        {
            all[key] = value;
        }

        return ChannelOptions.Read(new ConfigurationBuilder().AddInMemoryCollection(all).Build());
    }
}
