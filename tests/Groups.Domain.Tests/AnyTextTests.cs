using Groups.Domain.Messaging;
using Groups.Domain.People;

namespace Groups.Domain.Tests;

public sealed class AnyTextTests
{
    [Fact]
    public void Whatever_is_typed_is_read_or_refused_and_never_an_error()
    {
        var random = new Random(20260805);
        for (var run = 0; run < 5000; run++)
        {
            var letters = new char[random.Next(0, 80)];
            for (var place = 0; place < letters.Length; place++)
            {
                letters[place] = random.Next(4) switch
                {
                    0 => (char)random.Next(0x10000),
                    1 => (char)random.Next(0xD800, 0xE000),
                    _ => "1234567890+-.@ apmyesno"[random.Next(23)],
                };
            }

            var text = new string(letters);
            PhoneNumber.TryRead(text, out _, out var phoneProblem).ShouldBe(phoneProblem is null);
            EmailAddress.TryRead(text, out _, out var addressProblem).ShouldBe(addressProblem is null);
            EmailAddress.TryRead($"a@{text}.org", out _);
            SafeHours.TryRead(text, out _, out _);
            Languages.TryRead(text, out _);
            ReplyReader.Read(text, "ar");
            TextParts.Of(text).UnitsLeftInPart.ShouldBeGreaterThanOrEqualTo(0);
        }
    }
}
