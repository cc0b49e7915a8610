namespace Groups.Domain.Data.Backups;

/// <summary>A file that holds people's data for a moment: only this user may read it, and it is deleted in the end. What a killed program left is swept.</summary>
internal sealed class TemporaryFile : IDisposable
{
    // Open as long as it is needed: what it holds can be read even if a sweep by another process takes its name away.
    private readonly FileStream _file;

    public TemporaryFile(string path)
    {
        Path = path;
        _file = PrivateFile.Create(path);
    }

    public string Path { get; }

    /// <summary>What it holds, from the beginning.</summary>
    public Stream Content
    {
        get
        {
            _file.Position = 0;
            return _file;
        }
    }

    /// <summary>Deletes files of this kind that are older than an hour.</summary>
    public static void Sweep(string besides, string why)
    {
        var folder = System.IO.Path.GetDirectoryName(besides)!;
        foreach (var left in Directory.EnumerateFiles(folder, $"{System.IO.Path.GetFileName(besides)}.{why}-*"))
        {
            if (File.GetLastWriteTimeUtc(left).AddHours(1) < TimeProvider.System.GetUtcNow().UtcDateTime)
            {
                File.Delete(left);
            }
        }
    }

    /// <summary>What was written is in the file.</summary>
    public void Flush() => _file.Flush(flushToDisk: true);

    /// <summary>Moves it to where it belongs, instead of whatever is there, in one step.</summary>
    public void MoveTo(string path)
    {
        Flush();
        File.Move(Path, path, overwrite: true);
    }

    public void Dispose()
    {
        _file.Dispose();
        File.Delete(Path);
        foreach (var side in (string[])["-wal", "-shm", "-journal"])
        {
            File.Delete(Path + side);
        }
    }
}
