using System.Runtime.CompilerServices;
using Groups.Domain.Attendance;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Groups.Web.Hubs;

/// <summary>What connections are told, each written only once however many it goes to: those who may see the same share one view and one change.</summary>
public sealed class RegisterMessages
{
    private readonly ConditionalWeakTable<object, SerializedHubMessage> _written = [];

    internal SerializedHubMessage Of(Guid sessionId, RegisterView? view, RegisterChange? change) =>
        change is not null ? _written.GetValue(change, c => Message(nameof(IRegisterClient.Changed), c))
        : view is not null ? _written.GetValue(view, v => Message(nameof(IRegisterClient.Register), v))
        : Message(nameof(IRegisterClient.Closed), sessionId);

    private static SerializedHubMessage Message(string target, object what) => new(new InvocationMessage(target, [what]));
}
