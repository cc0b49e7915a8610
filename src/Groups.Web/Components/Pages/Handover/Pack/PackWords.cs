namespace Groups.Web.Components.Pages.Handover.Pack;

/// <summary>What stands in the pack for those who lead, in words that can be read out.</summary>
internal static class PackWords
{
    /// <summary>A first session, step by step.</summary>
    public static IReadOnlyList<(string When, IReadOnlyList<string> Do)> Script { get; } =
    [
        ("20 minutes before", ["Two of you open up. Lights, heating, kettle, chairs in a ring.", "Look where the fire exits are. Have a charged phone with you.", "One of you stands at the door."]),
        ("At the door", ["“Hello, I’m … Good that you came.” Offer a cup of something.", "Somebody new: sit with them. Ask nothing about their life."]),
        ("At the start, on time", ["“Welcome. Just turning up is enough. Nobody has to talk.”", "“What is said here stays here. There is one limit: safety comes first.”", "Say when you finish, where the toilet is, and that anybody may step out."]),
        ("In the middle", ["Tea and talk, or what the group chose. Quiet is fine.", "One person talks at a time. If one talks a lot: “Thank you. Shall we hear from somebody else?”"]),
        ("10 minutes before the end", ["“Anything you would like next time?” Write down the topic, not who said it.", "Say when you meet next. Thank everybody."]),
        ("At the end, on time", ["Count heads before they go, and put the number in.", "Tidy up and lock up, two of you.", "Ask each other: how was it? If it was too much, say so on the end page. Somebody helps."]),
    ];

    /// <summary>What to do if something comes in between.</summary>
    public static IReadOnlyList<(string If, IReadOnlyList<string> Do)> Ifs { get; } =
    [
        ("Nobody comes", ["Wait 20 minutes. Have a cup of tea.", "Then lock up and go home. Write down that the group did not meet. Quiet weeks are normal."]),
        ("You cannot come", ["Answer NO to the question, or say it on your page. No reason is needed; somebody else is asked.", "On the day: text 3 to the number that writes to you, and the worker phones you."]),
        ("Somebody is new", ["Say your name and sit with them. Tell them how it goes and where the toilet is.", "They need not say a name. At the end: “See you again, if you like.”"]),
        ("Somebody is upset", ["Offer a quieter place and your company. Sit beside them. Ask: “What would help just now?”", "You need not fix it. If they talk of ending their life, use the crisis card. Do not leave them alone."]),
        ("Somebody is ill", ["Not breathing well, pain in the chest, passed out, fits, much blood: phone 999 and do what they say.", "Otherwise: a seat, water, air. They decide whom to phone and how they get home."]),
        ("There is a quarrel", ["“Let’s stop for a minute.” Tea for everybody. Talk with each alone, where others can see you.", "Remind all of what the group agreed. You may finish early.", "You do not feel safe: everybody out, phone 999."]),
        ("There is a fire, or the alarm goes", ["Everybody out, now. Nobody takes coats and nobody goes back in.", "Take the list of who is here. Meet where the venue says. Phone 999.", "Tell the fire service who is missing."]),
        ("You are alone with the keys", ["Do not open yet. Wait where there are people, and phone your deputy.", "Nobody can come? Put a note on the door and go home. That is a good decision."]),
    ];

    /// <summary>The boundary card.</summary>
    public static IReadOnlyList<string> Boundaries { get; } =
    [
        "You are one of the group. You are not a counsellor, nurse, bank or taxi.",
        "You may always say: “I can’t help with that, but I know who can.” Then phone the worker.",
        "You need not give anybody your number, a lift or money. Do not borrow either.",
        "Talk with one person alone only where others can see you.",
        "What you hear stays in the group. The limit is safety: then you must tell somebody.",
        "Write nothing about people’s lives, on paper or here.",
        "When you lead, you listen more than you talk. Your own hard days belong in the group too, when somebody else leads.",
        "Say “too much” whenever it is. Nobody asks why, and somebody else is found.",
    ];
}
