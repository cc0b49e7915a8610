using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Groups.Domain;
using Groups.Domain.Messaging;
using Groups.Domain.People;
using Groups.Jobs.Channels;
using Groups.Testing;
using Groups.Web.Tests.People;
using Groups.Web.Tests.Permissions;
using Microsoft.EntityFrameworkCore;

namespace Groups.Web.Tests.Attacks;

/// <summary>Ten thousand bodies that no provider and no spreadsheet would send: nothing breaks and nothing is kept.</summary>
public sealed class MalformedTests
{
    private const int Hooks = 5_000;
    private const int Files = 4_700;
    private const int Uploads = 300;
    private const string Public = "https://groups.example.org";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Malformed_calls_of_every_hook_signed_or_not_store_nothing_and_never_break()
    {
        var clock = new FakeClock(MessageWorld.Monday);
        await using var twilio = await FakeTwilio.StartAsync(clock);
        await using var app = await GroupsApp.StartAsync(clock: clock, settings: [.. twilio.Configuration.Select(s => $"{s.Key}={s.Value}"), "Role=web", "Limits:WrongTries=1000000", $"PublicUrl={Public}"]);
        var cafe = await CafeGroup.CreateAsync(app.Database, clock);
        await cafe.JoinAsync("Ruth", "+447700900123");
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = app.Address };
        var before = await PermissionForms.TablesAsync(app.Database, Stop);
        var random = new Random(20260805);
        await Parallel.ForEachAsync(Enumerable.Range(0, Hooks).Select(_ => random.Next()).ToList(), new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Stop }, async (seed, stop) =>
        {
            using var request = HookOf(new Random(seed));
            using var answer = await http.SendAsync(request, stop);
            ((int)answer.StatusCode).ShouldBeOneOf([200, 204, 302, 400, 403, 404, 413, 415], $"seed {seed}: {request.RequestUri}");
        });
        (await PermissionForms.TablesAsync(app.Database, Stop)).ShouldBe(before);
    }

    [Fact]
    public async Task Malformed_files_are_read_or_refused_with_a_sentence_and_looking_at_them_stores_nothing()
    {
        var random = new Random(20260806);
        for (var file = 0; file < Files; file++)
        {
            var seed = random.Next();
            try
            {
                PeopleCsv.Read(new MemoryStream(FileOf(new Random(seed))));
            }
            catch (RuleViolation refused)
            {
                refused.Message.ShouldEndWith(".", customMessage: $"seed {seed}");
            }
        }

        await using var there = await GroupOfPeople.StartAsync(["Role=web", "Limits:PostsPerAccount=100000"]);
        using var browser = await there.WorkerAsync();
        var path = $"groups/{there.GroupId}/import";
        var fields = Forms.FieldsOf(await browser.GetStringAsync(path, Stop), "Upload.File").Where(f => f.Key != "Upload.File").ToList();
        var before = await PermissionForms.TablesAsync(there.App.Database, Stop);
        string[] names = ["people.csv", "../../groups.db", "..\\..\\groups.db", "/etc/passwd", "C:\\x.csv", "a\u202Evsc.exe", "<script>.csv", new string('n', 300), "con", ".", "people.csv;x=y"];
        for (var upload = 0; upload < Uploads; upload++)
        {
            using var form = new MultipartFormDataContent();
            fields.ForEach(f => form.Add(new StringContent(f.Value), f.Key));
            form.Add(new ByteArrayContent(FileOf(random)), "Upload.File", names[upload % names.Length]);
            using var answer = await browser.PostAsync(path, form, Stop);
            ((int)answer.StatusCode).ShouldBeLessThan(500, $"upload {upload}");
            (await answer.Content.ReadAsStringAsync(Stop)).ShouldNotContain("<script>.csv");
        }

        (await PermissionForms.TablesAsync(there.App.Database, Stop)).ShouldBe(before);
        Directory.GetFiles(there.App.Database.Folder, "*", SearchOption.AllDirectories).ShouldNotContain(f => f.Contains("passwd", StringComparison.Ordinal) || f.EndsWith(".csv", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_right_call_that_is_sent_again_and_again_is_taken_once()
    {
        var clock = new FakeClock(MessageWorld.Monday);
        await using var twilio = await FakeTwilio.StartAsync(clock);
        await using var app = await GroupsApp.StartAsync(clock: clock, settings: [.. twilio.Configuration.Select(s => $"{s.Key}={s.Value}"), "Role=web", $"PublicUrl={Public}"]);
        var cafe = await CafeGroup.CreateAsync(app.Database, clock);
        await cafe.JoinAsync("Ruth", "+447700900123");
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => twilio.TextInAsync(app.Address, Public, "+447700900123", "+447700900999", "Is there a ramp?", sid: "SM-replayed")));
        answers.ShouldAllBe(a => a.StatusCode == HttpStatusCode.OK);
        await using var db = app.Database.Open();
        (await db.Replies.CountAsync(Stop)).ShouldBe(1);
    }

    private static HttpRequestMessage HookOf(Random random)
    {
        string[] paths =
        [
            "/hooks/twilio/inbound", "/hooks/twilio/status", $"/hooks/twilio/status?message={Guid.NewGuid():N}&attempt=1", "/hooks/twilio/status?message=x&attempt=-1", $"/hooks/twilio/voice/{Guid.NewGuid():N}/1/start",
            $"/hooks/twilio/voice/{Guid.NewGuid():N}/1/opening", $"/hooks/twilio/voice/{Guid.NewGuid():N}/99999999999/message", $"/hooks/twilio/voice/{Guid.NewGuid():N}/2/status", "/hooks/twilio/voice/x/y/z", "/unsubscribe/guess",
        ];
        var path = paths[random.Next(paths.Length)];
        var request = new HttpRequestMessage(HttpMethod.Post, path);
        if (random.Next(3) > 0)
        {
            // A signed form that lacks something, or holds too much of it.
            var form = new Dictionary<string, string>();
            foreach (var name in (string[])["MessageSid", "CallSid", "Body", "MessageStatus", "ErrorCode", "Digits", "CallStatus", "AnsweredBy", "OptOutType", "NumMedia", Word(random)])
            {
                if (random.Next(2) == 0)
                {
                    form[name] = Word(random);
                }
            }

            if (!path.Contains("inbound", StringComparison.Ordinal) || random.Next(2) == 0)
            {
                form["From"] = random.Next(2) == 0 ? "" : new string('+', 70);
            }

            request.Content = new FormUrlEncodedContent(form);
            request.Headers.TryAddWithoutValidation(TwilioSignature.Header, TwilioSignature.Of(FakeTwilio.AuthToken, Public + path, form));
            return request;
        }

        var body = new byte[random.Next(0, 400)];
        random.NextBytes(body);
        request.Content = new ByteArrayContent(body);
        string[] types = ["application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=utf-7", "multipart/form-data; boundary=x", "multipart/form-data", "application/json", "text/xml", "application/x-www-form-urlencoded; charset=klingon"];
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(types[random.Next(types.Length)]);
        request.Headers.TryAddWithoutValidation(TwilioSignature.Header, Convert.ToBase64String(body));
        return request;
    }

    private static string Word(Random random) => random.Next(8) switch
    {
        0 => "",
        1 => new string('x', random.Next(65, 2_000)),
        2 => "-99999999999999999999",
        3 => "\0\u0001\u202E",
        4 => "<script>",
        5 => "\uFFFD\uFFFF",
        6 => new string([.. Enumerable.Range(0, random.Next(1, 30)).Select(_ => (char)random.Next(32, 0xD7FF))]),
        _ => "delivered",
    };

    private static byte[] FileOf(Random random)
    {
        switch (random.Next(4))
        {
            case 0:
                var bytes = new byte[random.Next(0, 600)];
                random.NextBytes(bytes);
                return bytes;
            case 1:
                return [.. (byte[])[0xFF, 0xFE], .. Encoding.Unicode.GetBytes(Table(random))];
            case 2:
                return Encoding.UTF8.GetBytes(Table(random) + "\"never closed");
            default:
                return Encoding.UTF8.GetBytes(Table(random));
        }
    }

    private static string Table(Random random)
    {
        string[] cells = ["Name", "Mobile", "Email", "Safe ways", "Safe hours", "Language", "Notes for access", "=1+1", "@SUM(A1)", "+447700900123", "-2", "\t", "\"", "\"a,b\"", "\"a\nb\"", "sep=;", "\u202E", "text", "after 6pm", "26:99", "😀", "x@y", new string('a', 500)];
        var text = new StringBuilder(random.Next(2) == 0 ? "Name,Mobile,Email\n" : "");
        for (var cell = random.Next(0, 40); cell > 0; cell--)
        {
            text.Append(cells[random.Next(cells.Length)]).Append(",;\t\n\r"[random.Next(5)]);
        }

        return text.ToString();
    }
}
