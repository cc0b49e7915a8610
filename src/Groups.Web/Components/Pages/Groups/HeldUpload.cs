using System.IO.Compression;
using System.Security.Cryptography;
using Groups.Domain;
using Groups.Domain.People;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace Groups.Web.Components.Pages.OfGroups;

/// <summary>
/// A chosen file between its preview and its import: sealed into the page itself, readable by nobody else and for an hour, so that any machine
/// can take the next step and nothing of it is stored.
/// </summary>
internal sealed class HeldUpload(IDataProtectionProvider protection)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>Seals a file for this viewer and group.</summary>
    public string Seal(byte[] file, Viewer viewer, Guid groupId)
    {
        using var small = new MemoryStream();
        using (var squeeze = new BrotliStream(small, CompressionLevel.Fastest, leaveOpen: true))
        {
            squeeze.Write(file);
        }

        return WebEncoders.Base64UrlEncode(Protector(viewer, groupId).Protect(small.ToArray(), Lifetime));
    }

    /// <summary>Opens what <see cref="Seal"/> gave.</summary>
    /// <exception cref="RuleViolation">It is too old, or not from this viewer and group.</exception>
    public PeopleCsvResult Open(string? held, Viewer viewer, Guid groupId)
    {
        try
        {
            var small = Protector(viewer, groupId).Unprotect(WebEncoders.Base64UrlDecode(held ?? ""), out _);
            using var file = new BrotliStream(new MemoryStream(small), CompressionMode.Decompress);
            return PeopleCsv.Read(file);
        }
        catch (Exception lost) when (lost is CryptographicException or FormatException)
        {
            throw new RuleViolation("The file was kept for an hour and is gone. Choose it again.", nameof(UploadForm.File));
        }
    }

    private ITimeLimitedDataProtector Protector(Viewer viewer, Guid groupId) =>
        protection.CreateProtector("people-file", viewer.AccountId?.ToString("N") ?? "", groupId.ToString("N")).ToTimeLimitedDataProtector();
}

/// <summary>The first step: a file.</summary>
public sealed class UploadForm
{
    public IFormFile? File { get; set; }
}

/// <summary>The second step: the file again, and what to take of it.</summary>
public sealed class HeldForm
{
    public string? Held { get; set; }

    public bool OnlyGood { get; set; }
}
