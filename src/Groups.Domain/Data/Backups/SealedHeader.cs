using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using NodaTime;

namespace Groups.Domain.Data.Backups;

/// <summary>
/// How a sealed file begins, in clear: a magic word, a format number and a line of JSON. Its hash goes into the seal of every chunk, so that a change of
/// any of it is found.
/// </summary>
internal sealed record SealedHeader(string Migration, DataProvider Provider, bool Passphrase, int Rounds, byte[] Salt, byte[] Proof, long MadeAt)
{
    private const int Format = 1;
    private const int MostBytes = 4096;
    private const int MostRounds = 10_000_000;

    private static ReadOnlySpan<byte> Magic => "GROUPSBK"u8;

    public static SealedHeader New(string migration, DataProvider provider, BackupKey key, Instant now, out byte[] sealing)
    {
        var salt = RandomNumberGenerator.GetBytes(32);
        var rounds = key.IsPassphrase ? BackupKey.Rounds : 0;
        (sealing, var proof) = key.Derive(salt, rounds);
        return new(migration, provider, key.IsPassphrase, rounds, salt, proof, now.ToUnixTimeSeconds());
    }

    /// <summary>Writes it and answers the hash that every chunk carries.</summary>
    public byte[] Write(Stream file)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(this);
        byte[] bytes = [.. Magic, Format, 0, 0, 0, 0, .. json];
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(Magic.Length + 1), json.Length);
        file.Write(bytes);
        return SHA256.HashData(bytes);
    }

    /// <exception cref="RuleViolation">The file is no backup of ours, is cut off, or comes from a newer version.</exception>
    public static SealedHeader Read(Stream file, out byte[] hash)
    {
        var start = new byte[Magic.Length + 5];
        if (file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length || !start.AsSpan(0, Magic.Length).SequenceEqual(Magic))
        {
            throw new RuleViolation("This file is not a backup of Groups.");
        }

        if (start[Magic.Length] != Format)
        {
            throw new RuleViolation("This backup was made by a newer version of Groups; install that version, then restore.");
        }

        var length = BinaryPrimitives.ReadInt32BigEndian(start.AsSpan(Magic.Length + 1));
        if (length is <= 0 or > MostBytes)
        {
            throw Refused.Edited();
        }

        var json = new byte[length];
        if (file.ReadAtLeast(json, length, throwOnEndOfStream: false) < length)
        {
            throw Refused.CutOff();
        }

        hash = SHA256.HashData([.. start, .. json]);
        return Parse(json);
    }

    /// <summary>The key of this file.</summary>
    /// <exception cref="RuleViolation">The key given is another one.</exception>
    public byte[] KeyFrom(BackupKey given)
    {
        if (given.IsPassphrase != Passphrase)
        {
            throw new RuleViolation(Passphrase
                ? "This backup was sealed with a passphrase, not with a key file; give --passphrase-file."
                : "This backup was sealed with a key file, not with a passphrase; give --key-file.");
        }

        return given.Find(Salt, Rounds, Proof)
            ?? throw new RuleViolation(Passphrase ? "The passphrase is not the one of this backup." : "The key file is not the one of this backup.");
    }

    private static SealedHeader Parse(byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize<SealedHeader>(json) is { Migration: not null, Salt.Length: 32, Proof.Length: 32 } header
                && (header.Passphrase ? header.Rounds is >= BackupKey.Rounds and <= MostRounds : header.Rounds == 0)
                ? header
                : throw Refused.Edited();
        }
        catch (JsonException)
        {
            throw Refused.Edited();
        }
    }
}

/// <summary>Sentences of files that cannot be trusted.</summary>
internal static class Refused
{
    public static RuleViolation CutOff() => new("This backup is cut off: its end is missing; use another one.");

    public static RuleViolation Edited() => new("This backup was changed after it was made, or is damaged; use another one.");
}
