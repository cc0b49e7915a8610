namespace Groups.Domain.Messaging;

/// <summary>
/// Reads a reply, in English and in the person's own language. It understands short, plain answers only: what is longer, doubtful or asks
/// something back is <see cref="ReplyMeaning.Other"/>, because a person reads that and a guess may be wrong.
/// </summary>
public static class ReplyReader
{
    private const int LongestAnswer = 60;

    /// <summary>Reads a reply.</summary>
    /// <param name="body">What came in, as the person typed it.</param>
    /// <param name="language">The person's language as a BCP 47 code such as "pl"; English is always understood too.</param>
    public static ReplyMeaning Read(string body, string language)
    {
        if (string.IsNullOrWhiteSpace(body) || body.Length > LongestAnswer)
        {
            return ReplyMeaning.Other;
        }

        var reply = FoldedReply.Of(body);
        var words = ReplyWords.Find(reply.Words, language);
        return (words, reply.Sign) switch
        {
            (ReplyMeaning.Stop or ReplyMeaning.Start or ReplyMeaning.Help, _) => words.Value,
            _ when reply.AsksBack => ReplyMeaning.Other,
            (null, { } sign) when reply.Words.Length == 0 => sign,
            ({ } meaning, null) => meaning,
            ({ } meaning, { } sign) when meaning == sign => meaning,
            _ => ReplyMeaning.Other,
        };
    }
}
