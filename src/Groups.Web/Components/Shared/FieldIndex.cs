using Microsoft.AspNetCore.Components.Forms;

namespace Groups.Web.Components.Shared;

/// <summary>Where each question of a form stands, so that the summary of errors can link to it in the order of the page.</summary>
internal sealed class FieldIndex
{
    private readonly List<(FieldIdentifier Field, string Id)> _places = [];

    internal IReadOnlyList<(FieldIdentifier Field, string Id)> Places => _places;

    internal static FieldIndex? Of(EditContext? form)
    {
        if (form is null)
        {
            return null;
        }
        if (form.Properties.TryGetValue(typeof(FieldIndex), out var known))
        {
            return (FieldIndex)known;
        }
        var index = new FieldIndex();
        form.Properties[typeof(FieldIndex)] = index;
        return index;
    }

    internal void Add(FieldIdentifier field, string id)
    {
        _places.RemoveAll(place => place.Field.Equals(field));
        _places.Add((field, id));
    }
}
