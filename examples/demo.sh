#!/bin/sh
# Send an SMS from C, from Python and from PHP through libsky to a provider on loopback, and read the delivery reports.
# Usage: examples/demo.sh SKY_COMMAND LIBRARY_FOLDER. `make demo` builds both and calls this.
set -eu

sky=$1
library=$2
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
sandbox=

finish() {
    [ -z "$sandbox" ] || kill "$sandbox" 2>/dev/null || true
    rm -rf "$work"
}
trap finish EXIT
trap 'exit 1' INT TERM

# A port that is free now; the system picks it.
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')

: >"$work/log"
"$sky" sandbox --port 0 --api-key demo-key --postback-url "http://127.0.0.1:$port/" --retry-delay 1 >>"$work/log" 2>&1 &
sandbox=$!
tries=0
until SKY_URL=$(sed -n 's/^sandbox: listening on //p' "$work/log") && [ -n "$SKY_URL" ]; do
    tries=$((tries + 1))
    if [ "$tries" -gt 100 ]; then
        echo "The sandbox did not start:" >&2
        cat "$work/log" >&2
        exit 1
    fi
    sleep 0.1
done

export SKY_URL SKY_API_KEY=demo-key SKY_FROM=55501 SKY_TO="+1 (555) 010-0001" SKY_POSTBACK_PORT="$port"
export LIBSKY_LIBRARY="$library/libsky.so.0" PYTHONPATH="$root/bindings/python"

show() {
    echo
    echo "== $1"
    shift
    "$@"
}

echo "A provider simulated by \`sky sandbox\` listens on $SKY_URL"
cc -std=gnu99 -Wall -Wextra -I"$root/include" -o "$work/send_and_report" "$root/examples/c/send_and_report.c" \
    -L"$library" -lsky -Wl,-rpath,"$library"
show "C: examples/c/send_and_report.c" "$work/send_and_report"
show "Python: examples/python/send_and_report.py" python3 "$root/examples/python/send_and_report.py"
show "PHP: examples/php/send_and_report.php" php "$root/examples/php/send_and_report.php"
echo
echo "What the provider saw:"
sed 1,2d "$work/log"
