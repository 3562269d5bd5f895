#!/bin/sh
# One run of everything over the same two inputs: libsky through C and through Python, libphonenumber's C++ library (Debian:
# libphonenumber-dev), and the PyPI packages phonenumbers and phonenumberslite. `make bench` builds the library and calls it.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
here=$root/benchmarks/numbers
build=$root/build/benchmark-numbers
"$root/tools/venv.sh"
python="$root/build/venv/bin/python -B"
mkdir -p "$build"
[ -f "$build/hostile.tsv" ] || $python "$here/make_corpus.py" "$build"
[ -d "$build/lite" ] || $python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps \
    --target "$build/lite" -r "$here/requirements.txt"
gcc -O2 -std=c99 -D_POSIX_C_SOURCE=200809L -Wall -Wextra -I"$root/include" -o "$build/library" "$here/library.c" \
    -L"$root/build" -lsky -Wl,-rpath,"$root/build"
c++ -O2 -std=c++17 -o "$build/libphonenumber" "$here/libphonenumber.cc" -lphonenumber
for kind in typical hostile; do
    file=$build/$kind.tsv
    echo "== $kind"
    "$build/library" "$file"
    LIBSKY_LIBRARY=$root/build/libsky.so.0 PYTHONPATH=$root/bindings/python $python "$here/columns.py" "$file"
    "$build/libphonenumber" "$file"
    $python "$here/peers.py" phonenumbers "$file"
    PYTHONPATH=$build/lite $python "$here/peers.py" phonenumberslite "$file"
done
