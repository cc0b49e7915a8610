using System.Globalization;

namespace Groups.Web.Components.Pages.Sessions;

/// <summary>What a part of a text costs, as the organisation set it: <c>Sms:PricePerPart</c> in hundredths of <c>Sms:Currency</c> (GBP by default).</summary>
/// <param name="PerPart">The price of a part in hundredths, such as pence; null where it was not set.</param>
/// <param name="Currency">The three letters of the currency.</param>
public sealed record TextPrice(decimal? PerPart, string Currency)
{
    /// <summary>Reads the setting.</summary>
    public static TextPrice Read(IConfiguration configuration) => new(
        decimal.TryParse(configuration["Sms:PricePerPart"], NumberStyles.Number, CultureInfo.InvariantCulture, out var price) && price >= 0 ? price : null,
        configuration["Sms:Currency"] is { Length: > 0 } currency ? currency.ToUpperInvariant() : "GBP");

    /// <summary>"4p", "£1.20", "EUR 0.08"; null where no price was set.</summary>
    public string? Of(int parts)
    {
        if (PerPart is not { } each)
        {
            return null;
        }

        var hundredths = each * parts;
        return (Currency, hundredths) switch
        {
            ("GBP", < 100) => string.Create(CultureInfo.InvariantCulture, $"{hundredths:0.#}p"),
            ("GBP", _) => string.Create(CultureInfo.InvariantCulture, $"£{hundredths / 100:0.00}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{Currency} {hundredths / 100:0.00}"),
        };
    }
}
