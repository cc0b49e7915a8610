using Groups.Domain.Live;

namespace Groups.Domain.Tests.Data;

public sealed class LiveNoticeTests
{
    [Fact]
    public void A_notice_of_any_length_is_read_as_it_was_written_and_fits_into_postgres()
    {
        foreach (var count in (int[])[0, 1, 125, 126, 1000])
        {
            var changes = Enumerable.Range(0, count).Select(i => new SessionChange(Guid.NewGuid(), (SessionChangeKind)(i % 4))).ToList();
            var notice = new LiveNotice(Guid.NewGuid(), changes, Wake: count % 2 == 0);
            var read = notice.Write().Select(payload =>
            {
                payload.Length.ShouldBeLessThan(8000);
                LiveNotice.TryRead(payload, out var part).ShouldBeTrue();
                part!.Node.ShouldBe(notice.Node);
                return part;
            }).ToList();
            read.SelectMany(part => part.Changes).ShouldBe(changes);
            read.Exists(part => part.Wake).ShouldBe(notice.Wake);
        }

        new LiveNotice(Guid.NewGuid(), [], Wake: false).Write().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("wake")]
    public void What_is_no_notice_is_passed_over(string payload) => LiveNotice.TryRead(payload, out _).ShouldBeFalse();

    [Fact]
    public void Words_of_a_newer_version_are_passed_over_and_the_rest_is_read()
    {
        var (node, session) = (Guid.NewGuid(), Guid.NewGuid());
        LiveNotice.TryRead($"{node:N} Weather:{session:N} 3:{session:N} more wake Register:{session:N} Register:x", out var notice).ShouldBeTrue();
        notice!.Changes.ShouldBe([new SessionChange(session, SessionChangeKind.Register)]);
        notice.Wake.ShouldBeTrue();
    }
}
