using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;

namespace Groups.Web.Tests;

public sealed class ComponentTests : BunitContext
{
    [Fact]
    public void A_component_renders_and_answers_a_tap()
    {
        var tally = Render<Tally>(parameters => parameters.Add(t => t.Start, 2));
        tally.MarkupMatches("<button type='button'>2 here</button>");

        tally.Find("button").Click();

        tally.MarkupMatches("<button type='button'>3 here</button>");
    }

    private sealed class Tally : ComponentBase
    {
        private int _more;

        [Parameter] public int Start { get; set; }

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.OpenElement(0, "button");
            builder.AddAttribute(1, "type", "button");
            builder.AddAttribute(2, "onclick", EventCallback.Factory.Create<MouseEventArgs>(this, () => _more++));
            builder.AddContent(3, $"{Start + _more} here");
            builder.CloseElement();
        }
    }
}
