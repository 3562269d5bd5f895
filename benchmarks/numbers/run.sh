#!/bin/sh
# One run of everything: libsky's parser, libphonenumber's C++ library (Debian: libphonenumber-dev) and PyPI's
# phonenumbers, over the same two inputs. A peer that is not installed is left out and named.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
here=$root/benchmarks/numbers
build=$root/build/benchmark-numbers
python=$("$root/tools/numbers/python.sh")
export PYTHONDONTWRITEBYTECODE=1
mkdir -p "$build"
[ -f "$build/hostile.tsv" ] || "$python" "$here/make_corpus.py" "$build"

cd "$root"
swift build -c release --product number-benchmark -Xswiftc -enforce-exclusivity=unchecked >"$build/log" 2>&1 || {
    cat "$build/log"
    exit 1
}
program=$(swift build -c release --show-bin-path)/number-benchmark
peer=$build/peer
c++ -O2 -std=c++17 -o "$peer" "$here/peer.cc" -lphonenumber 2>"$build/log" || peer=
for kind in typical hostile; do
    echo "== $kind"
    "$program" "$build/$kind.tsv"
    if [ -n "$peer" ]; then "$peer" "$build/$kind.tsv"; else echo "libphonenumber C++: not installed"; fi
    "$python" "$here/peers.py" "$build/$kind.tsv"
done
