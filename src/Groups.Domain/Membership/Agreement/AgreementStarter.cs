namespace Groups.Domain.Membership.Agreement;

/// <summary>Plain sentences a group can begin with. They are an offer: the group strikes, changes and adds what it likes.</summary>
public static class AgreementStarter
{
    /// <summary>What a group could agree, a sentence on each line.</summary>
    public const string Text =
        """
        Everybody is welcome. Just turning up is enough.
        Nobody has to talk. Nobody has to say why they were away.
        We listen. One person talks at a time.
        We give no advice unless somebody asks for it.
        What is said here stays here. We do not say who comes.
        No photos, unless everybody says yes.
        We keep our phones quiet. It is fine to step out.
        We start and finish on time.
        If something is not right between us, we say so kindly, or we tell whoever leads.
        """;

    /// <summary>The limit on confidentiality. Safety comes first, and everybody knows it beforehand.</summary>
    public const string Limit =
        """
        Safety comes first. If somebody may be badly hurt, or may hurt themselves, or a child or adult is being harmed, we cannot keep it to ourselves. We tell the worker or the safety contact, or phone 999. We say so to the person first, if that is safe.
        """;
}
