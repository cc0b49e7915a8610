using Groups.Domain;
using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Domain.Handover;
using Microsoft.EntityFrameworkCore;

namespace Groups.Web.Hosting;

/// <summary>Whose request this is, as the sign-in check read it: what the frame around every page needs, so that it need not ask again.</summary>
/// <param name="Name">The name in the menu.</param>
/// <param name="Post">Their post.</param>
/// <param name="HasInbox">Whether there is an inbox for them at all.</param>
internal sealed record SignedIn(string Name, Post Post, bool HasInbox)
{
    private static readonly object Key = new();

    /// <summary>Reads it in one query; null for an account that ended. Kept for this request and no longer.</summary>
    public static async Task<SignedIn?> CheckAsync(HttpContext http, GroupsDb db, Viewer viewer)
    {
        var found = await db.Accounts.Where(a => a.Id == viewer.AccountId && a.EndedAt == null).Select(a => new SignedIn(
            a.Name, a.Post,
            (a.Post == Post.Worker && a.OrganisationId == Organisation.FirstId) || db.GroupWorkers.Any(w => w.AccountId == a.Id && w.Until == null)
                || db.DutyHoldings.Any(h => h.PersonId == viewer.PersonId && h.Duty == Duty.Lead && h.Until == null && db.Groups.Any(g => g.Id == h.GroupId && g.SelfRunSince != null)))).FirstOrDefaultAsync();
        http.Items[Key] = found;
        return found;
    }

    /// <summary>What the check of this request read; null where nobody is signed in by an account.</summary>
    public static SignedIn? Of(HttpContext? http) => http?.Items[Key] as SignedIn;
}
