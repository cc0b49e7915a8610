using System.Net;
using Groups.Domain;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Groups.Testing;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Tests.Me;

public sealed class MeRenewTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_link_that_ran_out_asks_for_a_new_one_that_opens_the_page()
    {
        await using var world = await OldAsync();
        var made = (await Renew(world).RunAsync(Viewer.Program, world.Token, Stop))!;
        (made.ByText, made.Address).ShouldBe((true, MeWorld.Mobile));
        (await world.App.Get<OpenParticipantLink>().RunAsync(made.Token, Stop))!.PersonId.ShouldBe(world.Amina.Id);
        (await Renew(world).RunAsync(Viewer.Program, world.Token, Stop)).ShouldBeNull("once a day");
        world.App.Clock.Advance(Duration.FromDays(1) + Duration.FromMinutes(1));
        (await Renew(world).RunAsync(Viewer.Program, world.Token, Stop)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Nothing_is_made_for_a_link_that_works_was_taken_back_or_never_was()
    {
        await using var world = await MeWorld.CreateAsync();
        (await Renew(world).RunAsync(Viewer.Program, world.Token, Stop)).ShouldBeNull();
        (await Renew(world).RunAsync(Viewer.Program, "nonsense", Stop)).ShouldBeNull();
        await using var old = await OldAsync();
        await old.ChangeAsync(db => db.ParticipantLinks.ExecuteUpdateAsync(set => set.SetProperty(l => l.RevokedAt, old.App.Clock.GetCurrentInstant()), Stop));
        (await Renew(old).RunAsync(Viewer.Program, old.Token, Stop)).ShouldBeNull();
        await Should.ThrowAsync<NotFoundException>(() => Renew(old).RunAsync(Viewer.OfParticipant(old.Amina.Id), old.Token, Stop));
    }

    [Fact]
    public async Task Nothing_goes_out_at_night_after_a_stop_or_by_a_way_that_is_not_safe()
    {
        await using var world = await OldAsync();
        var day = world.App.Clock.GetCurrentInstant();
        world.App.Clock.Set(day.InUtc().Date.PlusDays(1).At(new LocalTime(3, 0)).InUtc().ToInstant());
        (await Renew(world).RunAsync(Viewer.Program, world.Token, Stop)).ShouldBeNull("3 in the morning");
        world.App.Clock.Set(day.InUtc().Date.PlusDays(1).At(new LocalTime(11, 0)).InUtc().ToInstant());
        await world.ChangeAsync(db => Task.FromResult(db.Add(new StoppedNumber(MeWorld.Mobile, day))));
        (await Renew(world).RunAsync(Viewer.Program, world.Token, Stop))?.Address.ShouldNotBe(MeWorld.Mobile);
        await world.App.Get<StopAllContact>().RunAsync(Viewer.OfParticipant(world.Amina.Id), world.Amina.Id, Stop);
        (await Renew(world).RunAsync(Viewer.Program, world.Token, Stop)).ShouldBeNull();
    }

    [Fact]
    public async Task Whoever_asks_gets_the_same_answer_whatever_the_link_was()
    {
        await using var world = await OldAsync();
        using var browser = world.App.Browser();
        var (old, unknown) = (await AskAsync(browser, world.Token), await AskAsync(browser, new string('A', world.Token.Length)));
        old.ShouldBe(unknown);
        old.ShouldContain("If this was your link, a new one is on its way.");
    }

    private static RenewParticipantLink Renew(MeWorld world) => world.App.Get<RenewParticipantLink>();

    private static async Task<MeWorld> OldAsync()
    {
        var world = await MeWorld.CreateAsync();
        var later = (world.App.Clock.GetCurrentInstant() + Duration.FromDays(130)).InUtc().Date;
        world.App.Clock.Set(later.At(new LocalTime(11, 0)).InUtc().ToInstant());
        return world;
    }

    private static async Task<string> AskAsync(HttpClient browser, string token)
    {
        using var gone = await browser.GetAsync($"me/{token}", Stop);
        gone.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var form = Forms.HiddenValue(await gone.Content.ReadAsStringAsync(Stop), "__RequestVerificationToken");
        using var answer = await browser.PostAsync($"me/{token}/renew", new FormUrlEncodedContent([new("__RequestVerificationToken", form), new("lang", "en")]), Stop);
        return Forms.WithoutTokens(WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Stop))).Replace(token, "TOKEN", StringComparison.Ordinal);
    }
}
