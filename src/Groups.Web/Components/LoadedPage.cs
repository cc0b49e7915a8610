using Microsoft.AspNetCore.Components;

namespace Groups.Web.Components;

/// <summary>A page that is rendered only when its reads are done, so that its markup never meets a half-loaded state.</summary>
public abstract class LoadedPage : ComponentBase
{
    /// <inheritdoc />
    public override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        await LoadAsync();
        await base.SetParametersAsync(ParameterView.Empty);
    }

    /// <summary>Reads what the page shows; parameters and what was posted are set before.</summary>
    protected abstract Task LoadAsync();
}
