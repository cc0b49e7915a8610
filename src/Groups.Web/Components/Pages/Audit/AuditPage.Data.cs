using Groups.Domain;
using Groups.Domain.Audit;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Groups.Domain.Rights;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Components.Pages.Audit;

/// <summary>A line of the audit record as a coordinator reads it. No name, number or note of a person and no group is in it: coordinators see neither.</summary>
internal sealed record AuditRow(long Number, Instant At, string Who, string What)
{
    public static async Task<IReadOnlyList<AuditRow>> OfAsync(GroupsDb db, IReadOnlyList<AuditEntry> lines)
    {
        var accounts = lines.Select(l => l.AccountId).OfType<Guid>().Distinct().ToList();
        var names = await db.Accounts.Where(a => accounts.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.Name);
        return [.. lines.Select(l => new AuditRow(l.Number, l.At, WhoOf(l, names), AuditWords.Of(l)))];
    }

    private static string WhoOf(AuditEntry line, Dictionary<Guid, string> names) => line.By switch
    {
        ViewerKind.Account => line.AccountId is { } account && names.TryGetValue(account, out var name) ? name : "Somebody who is gone",
        ViewerKind.Participant => "The person themselves",
        ViewerKind.Pass => "Somebody who stood in",
        _ => "The program",
    };
}

/// <summary>The acts of the audit record in words.</summary>
internal static class AuditWords
{
    public static string Of(AuditEntry line) => (line.Act, line.Detail?.Split(' ')) switch
    {
        (AuditAct.MovedDuty, [var duty, var how]) when Enum.TryParse<Duty>(duty, out var known) => $"{(how == "given" ? "Gave" : "Ended")} a duty: {DutyCatalogue.Of(known).Title}",
        (AuditAct.ChangedStage, [var stage]) when Enum.TryParse<Stage>(stage, out var known) => $"Changed the stage: {known.InWords()}",
        (AuditAct.ChangedWorker, ["given"]) => "Gave a group a worker",
        (AuditAct.ChangedWorker, _) => "Ended a worker's work with a group",
        (AuditAct.ChangedConsent, [var what, .. var how]) => (how is ["given"] ? "Wrote down a yes to " : "Wrote down that there is no yes any more to ") + (what == nameof(ConsentTo.List) ? "being on the list" : "being contacted"),
        (AuditAct.ChangedLink, [var how, ..]) => how == "made" ? "Made a personal link" : "Took back a personal link",
        (AuditAct.ChangedAccount, ["added"]) => "Added an account",
        (AuditAct.ChangedAccount, ["ended"]) => "Ended an account",
        (AuditAct.ChangedAccount, ["changed"]) => "Changed an account",
        (_, null) => Act(line.Act),
        _ => $"{Act(line.Act)}: {line.Detail}",
    };

    private static string Act(AuditAct act) => act switch
    {
        AuditAct.SawContact => "Saw how a person is reached",
        AuditAct.ChangedContact => "Changed a person's details",
        AuditAct.SawPeople => "Saw a list of people",
        AuditAct.AddedPerson => "Added a person",
        AuditAct.Imported => "Brought people in from a file",
        AuditAct.SawRegister => "Saw a register",
        AuditAct.ChangedRegister => "Changed a register",
        AuditAct.SawContactList => "Saw the group's contact list",
        AuditAct.MovedDuty => "Moved a duty",
        AuditAct.ChangedStage => "Changed the stage",
        AuditAct.ChangedWorker => "Changed who works with the group",
        AuditAct.Exported => "Put a person's data together for them",
        AuditAct.Erased => "Erased a person",
        AuditAct.Retained => "Deleted what was kept long enough",
        AuditAct.StoppedContact => "Stopped all contact with a person",
        AuditAct.ChangedConsent => "Wrote down a yes or a no",
        AuditAct.SignedIn => "Signed in",
        AuditAct.ChangedAccount => "Changed an account",
        AuditAct.ChangedLink => "Made or took back a personal link",
        AuditAct.SawAudit => "Read this record",
        AuditAct.ChangedKey => "Changed the data key",
        AuditAct.BackedUp => "Made or put back a backup",
        _ => act.ToString(),
    };
}
