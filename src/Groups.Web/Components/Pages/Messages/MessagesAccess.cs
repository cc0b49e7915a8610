using Groups.Domain;
using Groups.Domain.Accounts;
using Groups.Domain.Data;
using Groups.Domain.Handover;

namespace Groups.Web.Components.Pages.OfMessages;

/// <summary>The pages about messages, as their tabs name them.</summary>
public enum MessagesTab
{
    Coming,
    ToPhone,
    Channels,
}

internal static class MessagesAccess
{
    /// <exception cref="NotFoundException">The viewer is no worker; names and ways of contact are not theirs to see.</exception>
    public static async Task RequireWorkerAsync(GroupsDb db, Viewer viewer)
    {
        if (await GroupAccess.PostOfAsync(db, viewer) != Post.Worker)
        {
            throw new NotFoundException();
        }
    }
}
