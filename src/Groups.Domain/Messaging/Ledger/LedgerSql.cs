namespace Groups.Domain.Messaging;

/// <summary>Conditions that both databases spell alike. <c>m</c> is the message, <c>d</c> what is known of it, <c>now</c> how the statement spells the present moment.</summary>
internal static class LedgerSql
{
    /// <summary>Written as the index on due messages has it, so that both databases use it.</summary>
    public static string IsDue(string now) => $""" m."State" = 'Planned' AND m."DueAt" <= {now} AND m."NotAfter" > {now} """;

    /// <summary>
    /// A message due together with one that says more, and a reminder of the day before once that of the day is due: neither goes. Only reminders and
    /// news of a session stand in for each other.
    /// </summary>
    public static string IsOutdone(string now) => $"""
        EXISTS (
            SELECT 1 FROM "Messages" o
            WHERE o."SessionId" = m."SessionId" AND o."PersonId" = m."PersonId" AND o."Id" <> m."Id" AND o."DueAt" <= {now}
              AND (o."State" IN ('Planned', 'Claimed', 'Sending') AND o."NotAfter" > {now} AND {Rank("o")} > {Rank("m")}
                OR m."Kind" = 'DayBefore' AND o."Kind" = 'SameDay' AND o."Revision" = m."Revision" AND o."State" NOT IN ('Cancelled', 'Suppressed')))
        """;

    /// <summary>All that may have changed since the claim, but for the lease and the time.</summary>
    public static string MayGo(string now) => $"""
        EXISTS (
            SELECT 1 FROM "Sessions" s
            WHERE s."Id" = m."SessionId"
              AND CASE WHEN m."Kind" IN ({SentByHand}) THEN s."StartsAt" = m."SessionStart" ELSE s."Revision" = m."Revision" END
              AND s."Status" = CASE m."Kind" WHEN 'Cancelled' THEN 'Cancelled' ELSE 'Planned' END)
        AND EXISTS (
            SELECT 1 FROM "People" p JOIN "ContactMethods" c ON c."PersonId" = p."Id"
            WHERE p."Id" = m."PersonId" AND p."StoppedAt" IS NULL AND p."Consent_GivenAt" IS NOT NULL AND NOT p."SafeContact_IWillContactYou"
              AND c."Way" = d."Way" AND c."Address" = d."Address" AND c."IsSafe" AND c."Trouble" IS NULL)
        AND (m."Kind" <> 'Speaker' AND EXISTS (SELECT 1 FROM "Members" b WHERE b."GroupId" = m."GroupId" AND b."PersonId" = m."PersonId" AND b."LeftAt" IS NULL)
          OR m."Kind" IN ('Speaker', 'Moved', 'Cancelled', 'Restored')
            AND EXISTS (SELECT 1 FROM "Sessions" s WHERE s."Id" = m."SessionId" AND s."SpeakerId" = m."PersonId"))
        AND (m."Kind" <> 'Duty' OR EXISTS (
            SELECT 1 FROM "DutyTurns" t WHERE t."SessionId" = m."SessionId" AND t."PersonId" = m."PersonId" AND t."Answer" IS NULL))
        AND EXISTS (
            SELECT 1 FROM "Groups" g
            WHERE g."Id" = m."GroupId" AND (g."Sensitive" AND g."Alias" IS NOT NULL AND d."GroupName" IS NULL
                OR NOT g."Sensitive" AND COALESCE(g."Alias", g."Name") = d."GroupName"))
        AND NOT EXISTS (SELECT 1 FROM "StoppedNumbers" n WHERE n."Address" = d."Address")
        AND NOT {IsOutdone(now)}
        """;

    /// <summary>Whether a yes of the provider counts: also for one that was thought lost and waits for its next try.</summary>
    public const string WasTaken = """
        (m."State" IN ('Sending', 'Accepted', 'Delivered', 'Unknown', 'Phoned') OR m."State" IN ('Planned', 'Claimed') AND m."Attempts" = d."Attempt")
        """;

    /// <summary>What a yes of the provider changes.</summary>
    public const string Take = """
        "ProviderId" = COALESCE(d."ProviderId", m."ProviderId"), "Parts" = COALESCE(d."Parts", m."Parts"),
        "State" = CASE WHEN m."State" IN ('Delivered', 'Phoned') THEN m."State" ELSE 'Accepted' END,
        "Reason" = CASE WHEN m."State" IN ('Delivered', 'Phoned') THEN m."Reason" END,
        "ChangedAt" = CASE WHEN m."State" IN ('Accepted', 'Delivered', 'Phoned') THEN m."ChangedAt" ELSE d."At" END,
        "LeaseToken" = NULL, "LeaseUntil" = NULL, "ReconcileAt" = NULL
        """;

    /// <summary>What the worker that holds a message writes down of it.</summary>
    public const string Settle = """
        "State" = d."State", "Reason" = d."Reason", "DueAt" = d."DueAt", "Attempts" = d."Attempts", "ChangedAt" = d."At", "LeaseToken" = NULL, "LeaseUntil" = NULL
        """;

    private static string SentByHand => string.Join(", ", MessageKinds.SentByHand.Select(kind => $"'{kind}'"));

    /// <summary>Which of several messages due together says most; the highest goes. Null: it stands for itself.</summary>
    private static string Rank(string table) => $"""
        CASE {table}."Kind" WHEN 'Cancelled' THEN 6 WHEN 'Restored' THEN 5 WHEN 'Welcome' THEN 4 WHEN 'Moved' THEN 3 WHEN 'SameDay' THEN 2 WHEN 'DayBefore' THEN 1 END
        """;
}
