using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Groups.Domain.Data.Backups;

/// <summary>
/// A stream in sealed chunks: four bytes of length, whose highest bit marks the last chunk; what is sealed; a tag of 16 bytes. The number of the chunk and
/// the mark stand in the nonce, so that a chunk left out, moved, changed or missing at the end is found. A key seals one file only.
/// </summary>
internal abstract class SealedStream(Stream file, byte[] key, byte[] header) : Stream
{
    protected const int ChunkBytes = 1 << 16;
    protected const int TagBytes = 16;
    private const uint LastMark = 1u << 31;
    private readonly AesGcm _aes = new(key, TagBytes);
    private ulong _number;

    protected Stream File => file;

    protected byte[] Plain { get; } = new byte[ChunkBytes];

    protected byte[] Secret { get; } = new byte[ChunkBytes + TagBytes];

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    protected void SealChunk(int length, bool last)
    {
        Span<byte> start = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(start, (uint)length | (last ? LastMark : 0));
        _aes.Encrypt(Nonce(last), Plain.AsSpan(0, length), Secret.AsSpan(0, length), Secret.AsSpan(length, TagBytes), header);
        file.Write(start);
        file.Write(Secret, 0, length + TagBytes);
    }

    /// <summary>Opens the next chunk into <see cref="Plain"/>.</summary>
    protected (int Length, bool Last) OpenChunk()
    {
        Span<byte> start = stackalloc byte[4];
        if (file.ReadAtLeast(start, 4, throwOnEndOfStream: false) < 4)
        {
            throw Refused.CutOff();
        }

        var word = BinaryPrimitives.ReadUInt32BigEndian(start);
        var last = (word & LastMark) != 0;
        if ((word & ~LastMark) > ChunkBytes)
        {
            throw Refused.Edited();
        }

        var length = (int)(word & ~LastMark);
        if (file.ReadAtLeast(Secret.AsSpan(0, length + TagBytes), length + TagBytes, throwOnEndOfStream: false) < length + TagBytes)
        {
            throw Refused.CutOff();
        }

        try
        {
            _aes.Decrypt(Nonce(last), Secret.AsSpan(0, length), Secret.AsSpan(length, TagBytes), Plain.AsSpan(0, length), header);
        }
        catch (AuthenticationTagMismatchException)
        {
            throw Refused.Edited();
        }

        return (length, last);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _aes.Dispose();
        }

        base.Dispose(disposing);
    }

    private byte[] Nonce(bool last)
    {
        var nonce = new byte[12];
        nonce[0] = last ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteUInt64BigEndian(nonce.AsSpan(4), _number++);
        return nonce;
    }
}

/// <summary>Seals what is written. Without <see cref="Finish"/> the file stays cut off, and is refused as such.</summary>
internal sealed class SealingStream(Stream file, byte[] key, byte[] header) : SealedStream(file, key, header)
{
    private int _filled;

    public override bool CanRead => false;

    public override bool CanWrite => true;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            if (_filled == ChunkBytes)
            {
                SealChunk(_filled, last: false);
                _filled = 0;
            }

            var part = Math.Min(buffer.Length, ChunkBytes - _filled);
            buffer[..part].CopyTo(Plain.AsSpan(_filled));
            buffer = buffer[part..];
            _filled += part;
        }
    }

    /// <summary>Seals the end.</summary>
    public void Finish() => SealChunk(_filled, last: true);
}

/// <summary>Reads what was sealed, and gives out nothing whose seal is not right.</summary>
internal sealed class OpeningStream(Stream file, byte[] key, byte[] header) : SealedStream(file, key, header)
{
    private int _next;
    private int _length;
    private bool _last;

    public override bool CanRead => true;

    public override bool CanWrite => false;

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        while (_next == _length && !_last)
        {
            ((_length, _last), _next) = (OpenChunk(), 0);
            if (_last && File.ReadByte() >= 0)
            {
                throw Refused.Edited();
            }
        }

        var part = Math.Min(buffer.Length, _length - _next);
        Plain.AsSpan(_next, part).CopyTo(buffer);
        _next += part;
        return part;
    }
}
