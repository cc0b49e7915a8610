# What ./run and ./test share; sourced with $root set to the repository root.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
export DOTNET_GENERATE_ASPNET_CERTIFICATE=false DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE=true
export MSBUILDTERMINALLOGGER=off MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0

say() { printf '%s\n' "$*" >&2; }
stop() { say "$*"; exit 1; }

need_sdk() {
  local get='get it at https://dotnet.microsoft.com/download/dotnet/10.0'
  command -v dotnet > /dev/null || stop "Groups needs the .NET 10 SDK and found no dotnet command: $get"
  (cd "$root" && dotnet --version) > /dev/null 2>&1 && return
  local found
  found=$(cd / && dotnet --list-sdks 2> /dev/null | cut -d' ' -f1 | paste -sd' ')
  stop "Groups needs the .NET 10 SDK, 10.0.100 or newer, and found ${found:-only the runtime}: $get"
}

# Two commands started at once must not build into the same folders.
one_build_at_a_time() {
  mkdir -p "$root/artifacts"
  command -v flock > /dev/null || return 0
  exec 9> "$root/artifacts/build.lock"
  flock 9
}
build_is_over() { exec 9>&-; }

# Asks the feed once for what the full build needs. The answer is kept in artifacts/feed/asked; delete it to ask again.
ask_feed() {
  local asked="$root/artifacts/feed/asked" question
  question=$(cat "$root/eng/feed/full.proj" "$root/Directory.Packages.props" | cksum)
  [ "$question" = "$(head -n1 "$asked" 2> /dev/null)" ] && return
  mkdir -p "$root/artifacts/feed"
  local answer=partial limit=
  command -v timeout > /dev/null && limit='timeout 40'
  NUGET_ENHANCED_MAX_NETWORK_TRY_COUNT=1 $limit dotnet restore "$root/eng/feed/full.proj" -v q \
    > "$root/artifacts/feed/restore.log" 2>&1 < /dev/null 9>&- && answer=full
  printf '%s\n%s\n' "$question" "$answer" > "$asked"
}

# Runs dotnet quietly; shows the errors, each once, when it fails.
quiet_dotnet() {
  local log="$root/artifacts/$1.log"
  shift
  dotnet "$@" -v q -nologo > "$log" 2>&1 < /dev/null 9>&- && return
  grep -E '(error|warning) [A-Z]+[0-9]+' "$log" | sed 's/^ *//' | sort -u | head -n 30 >&2 || tail -n 30 "$log" >&2
  return 1
}
