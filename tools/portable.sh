#!/usr/bin/env bash
# Runs the digest tests of the bit-exact packages on every architecture this
# machine can play, natively or through an emulator, so that "the same bits
# everywhere" is a tested promise. What the machine lacks is skipped by name; a
# run in which no test was executed fails. Usage: tools/portable.sh [PACKAGE...]
set -euo pipefail
cd "$(dirname "$0")/.."

go=${GO:-go}
packages=("$@")
[ ${#packages[@]} -gt 0 ] || packages=(./internal/... ./negotiation)
host=$("$go" env GOHOSTOS)/$("$go" env GOHOSTARCH)

# digests NAME [VARIABLE=VALUE...] [-- FLAG...] runs the tests in that environment.
digests() {
  local name=$1 settings=() count out
  shift
  while [ $# -gt 0 ] && [ "$1" != -- ]; do settings+=("$1"); shift; done
  [ $# -eq 0 ] || shift
  printf -- '-- digests on %s: ' "$name"
  if ! out=$(env "${settings[@]}" "$go" test -short -v -timeout 5m -run 'Digest|Portable' "$@" "${packages[@]}" 2>&1); then
    printf 'failed\n%s\n' "$out"
    return 1
  fi
  count=$(grep -c '^--- PASS' <<<"$out" || true)
  if [ "$count" -eq 0 ]; then
    printf 'failed, no test ran\n%s\n' "$out"
    return 1
  fi
  printf '%s tests passed\n' "$count"
}

skip() { printf -- '-- digests on %s: skipped, %s\n' "$1" "$2"; }

# has_v3 reports whether this processor has the instructions of GOAMD64=v3.
has_v3() {
  local flag
  for flag in avx2 bmi1 bmi2 f16c fma movbe; do
    grep -qw -- "$flag" /proc/cpuinfo || return 1
  done
}

digests "$host"

if [ "$host" != linux/amd64 ]; then
  skip 'amd64 v3' "the machine is $host, not linux/amd64"
  skip '386' "the machine is $host, not linux/amd64"
else
  if has_v3; then digests 'amd64 v3' GOAMD64=v3; else skip 'amd64 v3' 'the processor lacks it'; fi
  digests '386' GOARCH=386
fi

if node=$(command -v node); then
  # The bridge hands the whole environment to the program and has little room
  # for it, so it gets a bare one.
  bridge="$("$go" env GOROOT)/lib/wasm/go_js_wasm_exec"
  digests 'js/wasm' GOOS=js GOARCH=wasm -- -exec "env -i PATH=$(dirname "$node"):/usr/bin:/bin $bridge"
else
  skip 'js/wasm' 'node is not installed'
fi

if [ "$host" = linux/arm64 ]; then
  skip 'arm64 under emulation' 'the machine is one'
elif qemu=$(command -v qemu-aarch64-static || command -v qemu-aarch64); then
  digests 'arm64 under emulation' GOOS=linux GOARCH=arm64 -- -exec "$qemu"
else
  skip 'arm64 under emulation' 'qemu-aarch64-static is not installed'
fi
