using System.Diagnostics;
using Npgsql;

namespace Groups.Domain.Data.Backups;

/// <summary>PostgreSQL's own programs, found on the PATH. How to connect, and the password, goes by environment variables, which other users cannot read.</summary>
internal static class PostgresTools
{
    /// <exception cref="RuleViolation">The program is not there.</exception>
    public static Tool Start(string program, string connection, IEnumerable<string> arguments)
    {
        var to = new NpgsqlConnectionStringBuilder(connection);
        var info = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in ((string, string?)[])
        [
            ("PGHOST", to.Host), ("PGPORT", $"{to.Port}"), ("PGUSER", to.Username), ("PGDATABASE", to.Database ?? to.Username), ("PGPASSWORD", to.Password),
            ("PGPASSFILE", to.Passfile), ("PGSSLMODE", SslMode(to.SslMode)), ("PGSSLROOTCERT", to.RootCertificate), ("PGSSLCERT", to.SslCertificate), ("PGSSLKEY", to.SslKey),
        ])
        {
            if (!string.IsNullOrEmpty(value))
            {
                info.Environment[name] = value;
            }
        }

        info.Environment["LC_ALL"] = "C";
        try
        {
            return new Tool(program, Process.Start(info)!);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw Missing(program);
        }
    }

    private static RuleViolation Missing(string program) =>
        new($"The program {program} is not on this machine; install PostgreSQL's client programs, of the server's version or newer (on Debian: apt install postgresql-client).");

    private static string SslMode(SslMode mode) => mode switch
    {
        Npgsql.SslMode.Disable => "disable",
        Npgsql.SslMode.Allow => "allow",
        Npgsql.SslMode.Require => "require",
        Npgsql.SslMode.VerifyCA => "verify-ca",
        Npgsql.SslMode.VerifyFull => "verify-full",
        _ => "prefer",
    };

    /// <summary>A program that runs; ended when disposed.</summary>
    public sealed class Tool(string name, Process process) : IDisposable
    {
        private readonly Task<string> _errors = process.StandardError.ReadToEndAsync();

        public Stream Input => process.StandardInput.BaseStream;

        public Stream Output => process.StandardOutput.BaseStream;

        /// <summary>Waits for a good end.</summary>
        /// <exception cref="RuleViolation">It ended badly; with its own first complaint, which holds no rows.</exception>
        public async Task EndAsync(CancellationToken stop)
        {
            await process.WaitForExitAsync(stop);
            if (process.ExitCode != 0)
            {
                throw new RuleViolation($"{name} failed: {FirstComplaint(await _errors)}");
            }
        }

        public void Dispose()
        {
            if (!process.HasExited)
            {
                process.Kill();
            }

            process.Dispose();
        }

        private static string FirstComplaint(string errors)
        {
            var lines = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            var line = lines.FirstOrDefault(l => l.Contains("error:", StringComparison.OrdinalIgnoreCase)) ?? lines.FirstOrDefault() ?? "it did not say why";
            return line[(line.IndexOf("error:", StringComparison.OrdinalIgnoreCase) is >= 0 and var at ? at + 6 : 0)..].Trim().TrimEnd('.') + ".";
        }
    }
}
