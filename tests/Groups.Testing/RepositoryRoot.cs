namespace Groups.Testing;

/// <summary>Finds files of the repository from wherever the tests were built.</summary>
public static class RepositoryRoot
{
    /// <summary>The folder that holds <c>Groups.sln</c>.</summary>
    public static string Folder { get; } = Find();

    /// <summary>The full path of a file or folder named from the root with forward slashes.</summary>
    public static string PathOf(string relative) => Path.Combine(Folder, relative);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Groups.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds Groups.sln.");
    }
}
