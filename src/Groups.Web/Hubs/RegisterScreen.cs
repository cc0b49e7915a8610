using Groups.Domain.Attendance;
using Microsoft.AspNetCore.SignalR;

namespace Groups.Web.Hubs;

/// <summary>
/// One connection that follows one register. It is never waited for: while it is slow, what it was not told is left out, and once it has caught
/// up it hears the whole register as it is then.
/// </summary>
internal sealed class RegisterScreen(HubConnectionContext connection, Guid sessionId, RegisterMessages messages)
{
    private readonly Lock _gate = new();
    private bool _isWriting;
    private bool _isBehind;
    private RegisterView? _latest;

    public void Tell(RegisterView? view, RegisterChange? change)
    {
        lock (_gate)
        {
            if (_isWriting)
            {
                (_isBehind, _latest) = (true, view);
                return;
            }

            var writing = connection.WriteAsync(messages.Of(sessionId, view, change));
            if (!writing.IsCompletedSuccessfully)
            {
                _isWriting = true;
                _ = CatchUpAsync(writing);
            }
        }
    }

    private async Task CatchUpAsync(ValueTask writing)
    {
        await writing;
        while (Missed() is var (view, _))
        {
            await connection.WriteAsync(messages.Of(sessionId, view, null));
        }
    }

    private (RegisterView? View, bool)? Missed()
    {
        lock (_gate)
        {
            if (!_isBehind)
            {
                _isWriting = false;
                return null;
            }

            _isBehind = false;
            return (_latest, true);
        }
    }
}
