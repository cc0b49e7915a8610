using System.Buffers.Binary;
using System.Text;

namespace Groups.Domain.Data.Backups;

/// <summary>Named pieces one after the other, of lengths that need not be known before: a name, blocks with their lengths, an empty block.</summary>
internal static class BackupEntries
{
    public const string Database = "database";
    public const string Content = "content";
    public const string KeyPrefix = "keys/";
    private const int MostBlock = 1 << 16;

    public static void Write(Stream to, string name, Stream content, CancellationToken stop)
    {
        var bytes = Encoding.UTF8.GetBytes(name);
        to.WriteByte(checked((byte)bytes.Length));
        to.Write(bytes);
        var block = new byte[MostBlock];
        int length;
        do
        {
            stop.ThrowIfCancellationRequested();
            length = content.ReadAtLeast(block, block.Length, throwOnEndOfStream: false);
            WriteLength(to, length);
            to.Write(block, 0, length);
        }
        while (length > 0);
    }

    public static void WriteEnd(Stream to) => to.WriteByte(0);

    /// <summary>Reads pieces until the end, and gives each to <paramref name="take"/>, which need not read all of it.</summary>
    public static void Read(Stream from, Action<string, Stream> take)
    {
        while (from.ReadByte() is > 0 and var length)
        {
            var name = new byte[length];
            from.ReadExactly(name);
            using var piece = new Piece(from);
            take(Encoding.UTF8.GetString(name), piece);
            piece.CopyTo(Stream.Null);
        }

        from.CopyTo(Stream.Null);
    }

    private static void WriteLength(Stream to, int length)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, length);
        to.Write(bytes);
    }

    private sealed class Piece(Stream from) : Stream
    {
        private int _left;
        private bool _ended;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            if (_left == 0 && !_ended)
            {
                Span<byte> length = stackalloc byte[4];
                from.ReadExactly(length);
                _left = BinaryPrimitives.ReadInt32BigEndian(length);
                _ended = _left == 0;
            }

            var part = from.Read(buffer[..Math.Min(buffer.Length, _left)]);
            _left -= part;
            return part;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
