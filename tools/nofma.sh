#!/usr/bin/env bash
# Compiles the rooms that simulated numbers pass through for arm64 and fails on
# every fused multiply-add in them. The compiler may fuse x*y + z there and not
# on amd64, which rounds once instead of twice and so changes bits; writing
# float64(x*y) + z forbids it. Usage: tools/nofma.sh [PACKAGE...]
set -euo pipefail
cd "$(dirname "$0")/.."

go=${GO:-go}
packages=("$@")
if [ ${#packages[@]} -eq 0 ]; then
  # Mathematics on plain payoffs, and what only judges or tells results, is off
  # the simulated path.
  mapfile -t packages < <("$go" list ./internal/... ./negotiation/... |
    grep -vE '/(solution|game|bargain|conflict|spatial|negotest|sensitivity|calibrate|report|validate)$')
fi

listing=$(mktemp)
trap 'rm -f "$listing" "$listing.fused"' EXIT
if ! GOOS=linux GOARCH=arm64 "$go" build -gcflags=-S "${packages[@]}" >"$listing" 2>&1; then
  grep -E '^# |\.go:[0-9]+:[0-9]+: |^go: ' "$listing" | tail -n 40
  exit 1
fi
# A listing without text is a compiler that stopped printing, not clean code.
if ! grep -q ' STEXT ' "$listing"; then
  echo 'nofma: the compiler printed no assembly' >&2
  exit 1
fi
if grep -E '\sFN?M(ADD|SUB)[DS]\s' "$listing" >"$listing.fused"; then
  sed -E "s|^.*\(($PWD/)?([^()]+:[0-9]+)\)[[:space:]]+(F[A-Z]+).*|\2: fused as \3, write float64(x*y)|" "$listing.fused" | sort -u >&2
  exit 1
fi
printf -- '-- no fused multiply-add in %s packages on arm64\n' "${#packages[@]}"
