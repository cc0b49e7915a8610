using System.Text;

namespace Groups.Jobs.Channels;

/// <summary>
/// A body that knows whether it was begun to be read, which is after the server said "go on": the client's errors do not
/// tell a connection lost before the message from one lost behind it.
/// </summary>
internal sealed class NetMailBody(string text) : MemoryStream(Encoding.UTF8.GetBytes(text), writable: false)
{
    public bool Begun { get; private set; }

    public override int Read(byte[] buffer, int offset, int count)
    {
        Begun = true;
        return base.Read(buffer, offset, count);
    }

    public override int Read(Span<byte> buffer)
    {
        Begun = true;
        return base.Read(buffer);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        Begun = true;
        return base.ReadAsync(buffer, offset, count, cancellationToken);
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Begun = true;
        return base.ReadAsync(buffer, cancellationToken);
    }
}
