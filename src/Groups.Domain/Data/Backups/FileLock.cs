namespace Groups.Domain.Data.Backups;

/// <summary>A lock of the operating system on a file, which ends with the process that holds it.</summary>
internal static class FileLock
{
    private const int WouldBlock = 11;
    private const int WouldBlockOnMac = 35;

    /// <summary>The lock, shared with others who only read or alone; null when somebody else has it.</summary>
    public static FileStream? TryOpen(string path, FileAccess access, FileShare share)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, access, share, bufferSize: 0);
        }
        catch (IOException taken) when (taken.HResult is WouldBlock or WouldBlockOnMac)
        {
            return null;
        }
    }
}
