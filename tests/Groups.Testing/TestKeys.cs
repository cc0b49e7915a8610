using Groups.Domain.Data.Sealing;

namespace Groups.Testing;

/// <summary>The data keys of all tests: one set, so that a process makes its model of the database once.</summary>
public static class TestKeys
{
    /// <summary>One key, as the setting <c>Keys:Secret</c> takes it.</summary>
    public const string Secret = "dGVzdHMgc2VhbCB3aXRoIHRoaXMga2V5IG9mIDMyIEI=";

    /// <summary>The same, read.</summary>
    public static DataKeys Keys { get; } = DataKeys.Read(Secret);
}
