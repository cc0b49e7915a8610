using Microsoft.AspNetCore.Components.Server.Circuits;

namespace Groups.Web.Hosting;

/// <summary>Tells the parts of one circuit when its connection is lost and when it is back.</summary>
public sealed class CircuitWatch : CircuitHandler
{
    /// <summary>The connection is lost.</summary>
    public event Action? Down;

    /// <summary>The connection is back after it was lost.</summary>
    public event Action? Up;

    private bool _wasDown;

    /// <inheritdoc />
    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        _wasDown = true;
        Down?.Invoke();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        if (_wasDown)
        {
            _wasDown = false;
            Up?.Invoke();
        }

        return Task.CompletedTask;
    }
}
