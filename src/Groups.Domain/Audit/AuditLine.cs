namespace Groups.Domain.Audit;

/// <summary>What is to be written into the audit record, besides who and when.</summary>
/// <param name="Act">What was done.</param>
/// <param name="PersonId">The person it concerns; null where it concerns everybody of the group or session.</param>
/// <param name="GroupId">The group it concerns.</param>
/// <param name="SessionId">The session it concerns.</param>
/// <param name="Detail">One word more, such as a duty or a stage; never words of people.</param>
public sealed record AuditLine(AuditAct Act, Guid? PersonId = null, Guid? GroupId = null, Guid? SessionId = null, string? Detail = null);
