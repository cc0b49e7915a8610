using Groups.Domain;
using Groups.Testing;
using Groups.Web.Hosting;

namespace Groups.Web.Tests.Hosting;

public sealed class SettingsTests
{
    [Theory]
    [InlineData("Data:Provider=Oracle", "Data:Provider")]
    [InlineData("Data:Provider=1", "Data:Provider")]
    [InlineData("Role=boss", "Role")]
    [InlineData("PublicUrl=groups", "PublicUrl")]
    [InlineData("PublicUrl=https://groups.example.org/app", "PublicUrl")]
    [InlineData("Clock:Speed=60", "Clock:Start")]
    [InlineData("Clock:Start=2026-08-03T09:00:00Z", "Clock:Start")]
    [InlineData("Sms:Provider=Twilio", "Twilio:")]
    [InlineData("Email:Provider=Smtp", "Smtp:")]
    [InlineData("Demo:Enabled=perhaps", "Demo:Enabled")]
    [InlineData("Proxies=nginx", "Proxies")]
    [InlineData("Proxies=127.0.0.1,10.0.0.0/40", "Proxies")]
    [InlineData("Proxies=0.0.0.0/0", "Proxies")]
    [InlineData("ForwardedHeaders_Enabled=true", "Proxies")]
    [InlineData("Limits:WrongTries=0", "Limits:WrongTries")]
    [InlineData("Limits:BodyKilobytes=1e3", "Limits:BodyKilobytes")]
    [InlineData("Limits:Patience=5", "Limits:Patience")]
    [InlineData("Contact:Security=ring us", "Contact:Security")]
    public async Task A_wrong_setting_stops_the_start_with_one_sentence_that_names_its_key(string setting, string key)
    {
        var refused = await Should.ThrowAsync<StartRefused>(() => GroupsApp.StartAsync(settings: setting));
        refused.Message.ShouldContain(key);
        refused.Message.ShouldNotContain("\n");
    }

    [Fact]
    public async Task A_taken_port_is_one_sentence()
    {
        await using var app = await GroupsApp.StartAsync();
        var taken = new UriBuilder(app.Address).Uri.ToString().TrimEnd('/');
        var refused = await Should.ThrowAsync<StartRefused>(() => GroupsApp.StartAsync(settings: $"urls={taken}"));
        refused.Message.ShouldContain("taken");
    }

    [Fact]
    public async Task Postgres_without_a_connection_is_refused()
    {
        var refused = await Should.ThrowAsync<StartRefused>(() => GroupsProgram.BuildAsync(["--Data:Provider=Postgres"]));
        refused.Message.ShouldContain("Data:Connection");
    }
}
