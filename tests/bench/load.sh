#!/bin/sh
# Load on a running server with wrk. Usage: load.sh BASE_URL [SECONDS] [PATH]
# Prints requests per second, latency and errors for 64 and for 1,000 connections. Server and wrk share the machine.
set -eu
base=${1:?usage: load.sh BASE_URL [SECONDS] [PATH]}
seconds=${2:-8}
path=${3:-/factor/health}
command -v wrk >/dev/null || { echo "wrk is not installed" >&2; exit 1; }
ulimit -n 4096 2>/dev/null || true
for connections in 64 1000; do
    echo "== $connections connections, $seconds s, GET $path"
    wrk -t1 -c"$connections" -d"${seconds}s" --latency "$base$path" |
        grep -E '50%|99%|Requests/sec|Socket errors|Non-2xx' || true
done
