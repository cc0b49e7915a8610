namespace Groups.Domain.Data.Backups;

/// <summary>Files that only the program's own user may read.</summary>
internal static class PrivateFile
{
    /// <summary>A new file. A file, folder or link of that name is never written to.</summary>
    /// <exception cref="IOException">There is something of that name, or no room.</exception>
    public static FileStream Create(string path, FileOptions options = FileOptions.None)
    {
        var how = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite | FileShare.Delete, Options = options };
        if (!OperatingSystem.IsWindows())
        {
            how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, how);
    }

    /// <summary>Copies a file into a new one.</summary>
    public static void Copy(string from, string to)
    {
        using var source = File.OpenRead(from);
        using var target = Create(to);
        source.CopyTo(target);
        target.Flush(flushToDisk: true);
    }

    /// <summary>A name beside a file that nothing else has.</summary>
    public static string Beside(string path, string why) => $"{path}.{why}-{Guid.NewGuid():N}";
}

/// <summary>Folders that only the program's own user may open.</summary>
public static class PrivateFolder
{
    /// <summary>Makes a folder if it is not there; one that is there stays as it is.</summary>
    public static void Make(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
