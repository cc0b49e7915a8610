using Groups.Domain;
using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Groups.Web.Hosting;

/// <summary>Whose request this is, as the sign-in check read it: what the frame around every page needs, so that it need not ask again.</summary>
/// <param name="Name">The name in the menu.</param>
/// <param name="Post">Their post; null for somebody who came by a pass.</param>
/// <param name="HasInbox">Whether there is an inbox for them at all.</param>
/// <param name="SeenAt">When they were seen before.</param>
internal sealed record SignedIn(string Name, Post? Post, bool HasInbox, Instant SeenAt)
{
    private static readonly object Key = new();

    /// <summary>Reads it in one query; null for a sign-in that is over or an account that ended. Kept for this request and no longer.</summary>
    public static async Task<SignedIn?> CheckAsync(HttpContext http, GroupsDb db, SignInSessions sessions, Viewer viewer, SignInMark mark)
    {
        var found = await (
            from s in sessions.Lasting(db)
            join a in db.Accounts on s.AccountId equals a.Id
            where s.Id == mark.SessionId && a.Id == mark.AccountId && a.Stamp == mark.Stamp && a.PersonId == viewer.PersonId
            select new SignedIn(
                a.Name, a.Post,
                (a.Post == Domain.Accounts.Post.Worker && a.OrganisationId == Organisation.FirstId) || db.GroupWorkers.Any(w => w.AccountId == a.Id && w.Until == null)
                    || db.DutyHoldings.Any(h => h.PersonId == viewer.PersonId && h.Duty == Duty.Lead && h.Until == null && db.Groups.Any(g => g.Id == h.GroupId && g.SelfRunSince != null)),
                s.SeenAt)).FirstOrDefaultAsync(http.RequestAborted);
        http.Items[Key] = found;
        return found;
    }

    /// <summary>Keeps the name of somebody who came by a pass for this request.</summary>
    public static void ByPass(HttpContext http, string name) => http.Items[Key] = new SignedIn(name, null, false, default);

    /// <summary>What the check of this request read; null where nobody is signed in.</summary>
    public static SignedIn? Of(HttpContext? http) => http?.Items[Key] as SignedIn;
}
