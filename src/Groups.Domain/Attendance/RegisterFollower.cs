using Microsoft.Extensions.Logging;

namespace Groups.Domain.Attendance;

/// <summary>Somebody who follows one register.</summary>
internal sealed partial class RegisterFollower(Viewer viewer, Action<RegisterView?, RegisterChange?> told, RegisterRoom room, Action<RegisterFollower> leave) : IDisposable
{
    private RegisterAccess? _access;
    private volatile bool _isGone;

    public Viewer Viewer => viewer;

    public RegisterRoom Room => room;

    /// <summary>They were told the register at least once.</summary>
    public bool WasIn => _access is not null;

    /// <summary>Tells what is new to this follower.</summary>
    public void Tell(RegisterAccess access, RegisterRoom.Cut cut, ILogger log)
    {
        var knowsCut = access == _access;
        _access = access;
        if (!knowsCut || cut.IsNews)
        {
            Say(cut.View, knowsCut ? cut.Change : null, log);
        }
    }

    /// <summary>The register is theirs no more; who never came in is told nothing.</summary>
    public void Close(ILogger log)
    {
        if (WasIn)
        {
            Say(null, null, log);
        }

        Dispose();
    }

    public void Dispose()
    {
        _isGone = true;
        leave(this);
    }

    private void Say(RegisterView? view, RegisterChange? change, ILogger log)
    {
        if (_isGone)
        {
            return;
        }

        try
        {
            told(view, change);
        }
        catch (Exception problem)
        {
            NotTold(log, problem);
            Dispose();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A screen that follows a register failed and is told no more.")]
    private static partial void NotTold(ILogger log, Exception problem);
}
