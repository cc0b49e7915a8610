using Microsoft.AspNetCore.Components;

namespace Groups.Web.Components.Shared;

/// <summary>Which box of a list was ticked or unticked: <c>@ontick</c> on the list is one handler for all of its rows.</summary>
public sealed class TickEventArgs : EventArgs
{
    /// <summary>The <c>value</c> of the box: the id its row was given.</summary>
    public string Key { get; set; } = "";

    /// <summary>Whether it is ticked now.</summary>
    public bool Ticked { get; set; }
}

/// <summary>Makes <c>@ontick</c> known to Razor.</summary>
[EventHandler("ontick", typeof(TickEventArgs), enableStopPropagation: true, enablePreventDefault: true)]
public static class EventHandlers;
