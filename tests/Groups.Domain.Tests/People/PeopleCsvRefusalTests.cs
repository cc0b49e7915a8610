using System.Text;
using Groups.Domain.People;

namespace Groups.Domain.Tests.People;

public sealed class PeopleCsvRefusalTests
{
    public static TheoryData<byte[], string> Broken => new()
    {
        { [], "This file is empty" },
        { "\r\n  \r\n,,,"u8.ToArray(), "This file is empty" },
        { "name,mobile\r\n"u8.ToArray(), "There is nobody in this file" },
        { "Ann,07700 900123"u8.ToArray(), "No column is for the name" },
        { "name,access\nAnn,ramp\nBea,\"lift\nCal,\n"u8.ToArray(), "A quotation mark in the row that begins on line 3" },
        { "\"name"u8.ToArray(), "A quotation mark in the row that begins on line 1" },
        { "PK\u0003\u0004 anything"u8.ToArray(), "This is a spreadsheet, not a CSV file" },
        { [0x89, 0x50, 0x4E, 0x47, 0, 1, 2, 3], "This is not a CSV file" },
        { [.. Encoding.Unicode.Preamble, 0x41], "This is not a CSV file" },
        { [.. Encoding.UTF8.Preamble, 0xFF, 0xFF], "This is not a CSV file" },
        { Encoding.Unicode.GetBytes("name\nAnn"), "This is not a CSV file" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_file_that_is_wholly_broken_is_refused_with_one_sentence(byte[] bytes, string beginning)
    {
        var sentence = Should.Throw<RuleViolation>(() => PeopleCsv.Read(new MemoryStream(bytes))).Message;

        sentence.ShouldStartWith(beginning);
        sentence.ShouldEndWith(".");
    }

    [Fact]
    public void Two_thousand_people_are_read_and_one_more_is_refused()
    {
        static MemoryStream People(int count) =>
            new(Encoding.UTF8.GetBytes("name\n" + string.Join('\n', Enumerable.Range(1, count).Select(number => $"Ann {number}"))));

        PeopleCsv.Read(People(PeopleCsv.MostRows)).Good.Count.ShouldBe(PeopleCsv.MostRows);
        Should.Throw<RuleViolation>(() => PeopleCsv.Read(People(PeopleCsv.MostRows + 1))).Message.ShouldContain("2,000 people");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Ten_megabytes_are_refused_without_reading_them_all(bool seekable)
    {
        Func<Stream, Task>[] reads =
        [
            stream => Task.Run(() => PeopleCsv.Read(stream), TestContext.Current.CancellationToken),
            stream => PeopleCsv.ReadAsync(stream, TestContext.Current.CancellationToken),
        ];
        foreach (var read in reads)
        {
            await using var stream = new LongStream(10 * 1024 * 1024, seekable);

            (await Should.ThrowAsync<RuleViolation>(() => read(stream))).Message.ShouldContain("2 MB");

            stream.AlreadyRead.ShouldBeLessThanOrEqualTo(seekable ? 0 : PeopleCsv.LargestFile + 1);
        }
    }

    [Fact]
    public async Task A_browser_s_stream_is_read_though_it_gives_little_at_a_time()
    {
        await using var stream = new LongStream("name\nAnn\nBea"u8.ToArray());

        (await PeopleCsv.ReadAsync(stream, TestContext.Current.CancellationToken)).Good.Select(row => row.Name).ShouldBe(["Ann", "Bea"]);
    }

    [Fact]
    public void Whatever_the_bytes_are_the_answer_is_rows_or_one_sentence()
    {
        var random = new Random(20260805);
        string[] pieces =
        [
            "name", "mobile", "email", "safe ways", "safe hours", "language", "access", ",", ",", ";", "\t", "\n", "\r\n", "\r", "\"", "\"\"", " ",
            "Ann", "07700 900123", "ann@example.org", "text", "9-5", "sep=", "é", "سلام", "👍", "\u00a0", "\ufeff", "=1+1", "+", "@", "-", "'", "0", "😀\u200d",
        ];
        var readable = 0;
        for (var run = 0; run < 4000; run++)
        {
            var bytes = new byte[random.Next(0, 400)];
            random.NextBytes(bytes);
            if (run % 2 == 1)
            {
                var text = string.Concat(Enumerable.Range(0, random.Next(1, 120)).Select(_ => pieces[random.Next(pieces.Length)]));
                bytes = [.. Encoding.UTF8.GetBytes("name,mobile,email,safe ways,safe hours,language,access\n" + text)];
                if (run % 4 == 1)
                {
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                }
            }

            try
            {
                var result = PeopleCsv.Read(new MemoryStream(bytes));
                readable++;
                result.Good.ShouldAllBe(row => row.Name.Length >= 1 && row.Name.Length <= 100 && row.Line >= 1);
                result.Bad.ShouldAllBe(row => row.Reason.EndsWith('.'));
            }
            catch (RuleViolation refused)
            {
                refused.Message.ShouldEndWith(".");
            }
        }

        readable.ShouldBeGreaterThan(300);
    }

    /// <summary>A stream of so many bytes that are never all in memory, or of a few that come one by one.</summary>
    private sealed class LongStream(long length, bool seekable) : Stream
    {
        private readonly byte[]? content;

        public LongStream(byte[] content)
            : this(content.Length, false) => this.content = content;

        public long AlreadyRead { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => seekable;

        public override bool CanWrite => false;

        public override long Length => seekable ? length : throw new NotSupportedException();

        public override long Position
        {
            get => seekable ? AlreadyRead : throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var got = (int)Math.Min(content is null ? count : Math.Min(1, count), length - AlreadyRead);
            if (content is null)
            {
                Array.Fill(buffer, (byte)'a', offset, got);
            }
            else
            {
                Array.Copy(content, AlreadyRead, buffer, offset, got);
            }

            AlreadyRead += got;
            return got;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
