using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Groups.Domain.Attendance;
using Microsoft.AspNetCore.Components;

namespace Groups.Web.Components.Pages.Sessions;

/// <summary>A register's rows as strings, made once for all circuits that show the same view.</summary>
public sealed class RegisterDrawing
{
    private static readonly ConditionalWeakTable<RegisterView, RegisterDrawing> Known = [];
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    private RegisterDrawing(RegisterView view) => (People, WalkIns, Here, Newcomers, Counted, CountFacts) = (
        [.. view.People.Select(row => new Row(row, view))], [.. view.WalkIns.Select(row => new Row(row, view))],
        RegisterWords.Here(view), view.Newcomers > 0 ? Text(view.Newcomers) : null, Text(view.Counted), Facts(view.CountFactIds));

    internal Row[] People { get; }

    internal Row[] WalkIns { get; }

    internal string Here { get; }

    internal string? Newcomers { get; }

    internal string? Counted { get; }

    internal string CountFacts { get; }

    /// <summary>The rows that are ticked, for a form that posts without scripts.</summary>
    internal string Ticked => string.Join(' ', People.Concat(WalkIns).Where(row => row.IsHere).Select(row => row.Id));

    internal static RegisterDrawing Of(RegisterView view) => Known.GetValue(view, shown => new RegisterDrawing(shown));

    private static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string Facts(IReadOnlyList<Guid> ids) => ids switch { [] => "", [var one] => one.ToString(), _ => string.Join(' ', ids) };

    /// <summary>One row.</summary>
    public sealed class Row
    {
        internal Row(RegisterRow row, RegisterView view)
        {
            (Id, TickId, Name, Facts) = (row.Id.ToString(), $"tick-{row.Id}", RegisterWords.Name(row), RegisterDrawing.Facts(row.FactIds));
            (IsHere, HasLeft, IsNameless, IsClosed) = (row.IsHere, row.HasLeft, row.Name.Length == 0, !view.IsOpen || !row.MayTick);
            WhoIsThis = row is { Expected: Expected.WalkIn, Name.Length: > 0 } ? $"/sessions/{view.SessionId}/walk-in/{Id}" : null;
            var sign = row.FirstTime ? """<span class="first-time"><span class="hidden-words">, first time</span></span>""" : "";
            var note = RegisterWords.Note(row) is { } words ? $"""<span class="note">{Html.Encode(words)}</span>""" : "";
            Who = (MarkupString)$"""<span class="who"><span dir="auto">{Html.Encode(Name)}</span>{sign}{note}</span>""";
        }

        internal string Id { get; }

        internal string TickId { get; }

        internal string Name { get; }

        internal string Facts { get; }

        /// <summary>What stands beside the box: the name, a sign that it is their first time, a few small words.</summary>
        internal MarkupString Who { get; }

        /// <summary>Where a walk-in becomes somebody of the list.</summary>
        internal string? WhoIsThis { get; }

        internal bool IsHere { get; }

        internal bool HasLeft { get; }

        internal bool IsNameless { get; }

        internal bool IsClosed { get; }
    }
}
