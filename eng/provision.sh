#!/usr/bin/env bash
# What the tests need beyond the SDK: Chromium, PostgreSQL, Postfix's smtp-sink, nginx, Node and the npm tools in tests/tools.
# As root on Debian it installs what is missing; elsewhere it says what is missing. Quick, and without a network, when all is there.
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
export PATH="$PATH:/usr/sbin:/sbin" DEBIAN_FRONTEND=noninteractive
mkdir -p "$root/artifacts"
log="$root/artifacts/provision.log"

has() {
  case $1 in
    postgresql) compgen -G '/usr/lib/postgresql/*/bin/initdb' > /dev/null || command -v initdb > /dev/null ;;
    postfix) command -v smtp-sink > /dev/null ;;
    nodejs) command -v node > /dev/null ;;
    *) command -v "$1" > /dev/null ;;
  esac
}

missing() { for package in chromium postgresql postfix nginx nodejs npm; do has "$package" || echo "$package"; done; }

# Tests start their own throwaway servers: a package installed here must leave none running, now or after a restart.
install_packages() {
  local policy=/usr/sbin/policy-rc.d ours=false status=0
  if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' > "$policy"
    chmod +x "$policy"
    ours=true
  fi
  echo 'postfix postfix/main_mailer_type select No configuration' | debconf-set-selections
  { apt-get update -q && apt-get install -q -y --no-install-recommends "$@"; } > "$log" 2>&1 < /dev/null || status=$?
  if $ours; then rm -f "$policy"; fi
  if [ -d /run/systemd/system ]; then
    for service in postgresql postfix nginx; do
      case " $* " in *" $service "*) systemctl disable --now "$service" >> "$log" 2>&1 || true ;; esac
    done
  fi
  return "$status"
}

wanted=$(missing | paste -sd' ')
if [ -n "$wanted" ] && [ "$(id -u)" = 0 ] && [ -e /etc/debian_version ]; then
  echo "Installing $wanted…"
  # shellcheck disable=SC2086
  install_packages $wanted || echo "Installing failed; what apt said is in artifacts/provision.log."
fi

tools="$root/tests/tools"
if has npm && has nodejs; then
  lock=$(cksum < "$tools/package-lock.json")
  if [ "$lock" != "$(cat "$tools/node_modules/.installed" 2> /dev/null)" ]; then
    echo 'Installing the npm test tools…'
    # None of their install scripts is needed, and a newer Node that some ask for in words is not needed either.
    if (cd "$tools" && npm ci --ignore-scripts --no-fund --no-audit --loglevel=error) > "$log" 2>&1 < /dev/null; then
      echo "$lock" > "$tools/node_modules/.installed"
    else
      echo "Installing them failed; what npm said is in artifacts/provision.log."
    fi
  fi
fi

for package in $(missing); do
  case $package in
    chromium) skipped='the browser tests' ;;
    postgresql) skipped='the tests on PostgreSQL' ;;
    postfix) skipped="the tests against Postfix's smtp-sink" ;;
    nginx) skipped='the tests behind a proxy' ;;
    *) skipped='the tests that run Node' ;;
  esac
  echo "Skipped: $skipped, because $package is missing."
done
if [ ! -e "$tools/node_modules/.installed" ]; then echo 'Skipped: the tests that run Node, because the npm tools are not installed.'; fi
