#!/bin/bash
# Every test there is, in order of how soon it fails. `make test` installs what this needs and calls it.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

say() { printf '\n== %s\n' "$*"; }

tools/venv.sh
python=build/venv/bin/python

say "Format"
swift format lint --strict --recursive --parallel Package.swift Sources Tests

say "Build: both flavours of the library, the command"
make --no-print-directory library EMBEDDABLE=yes
make --no-print-directory library EMBEDDABLE=no
make --no-print-directory command

say "What is generated is what is committed"
mkdir "$work/generated"
tools/generate.sh "$work/generated"
(cd "$work/generated" && find . -type f) | while read -r file; do
    cmp "$work/generated/$file" "$file" || { echo "run: make generate" >&2; exit 1; }
done
[ "$(find "$work/generated/docs/man" -type f | wc -l)" = "$(find docs/man -type f | wc -l)" ]
python3 tools/text/make_text_tables.py --check
echo "generated files agree"

say "The manual pages are well formed"
for page in docs/man/man3/*.3; do
    warnings=$(groff -man -Tutf8 -ww "$page" 2>&1 >/dev/null)
    [ -z "$warnings" ] || { echo "$page: $warnings" >&2; exit 1; }
done
echo "manual pages are well formed"

say "The header, strictly, as C99 and C++98"
for compiler in "gcc -std=c99 -xc" "clang -std=c99 -xc" "g++ -std=c++98 -xc++" "clang++ -std=c++98 -xc++"; do
    $compiler -Wall -Wextra -pedantic -Werror -Iinclude -fsyntax-only Tests/c/header_twice.c
done
echo "the header is clean"

say "The libraries: exports, needs, names, versions"
python3 tools/check_library.py build/libsky.so.0
python3 tools/check_library.py build/runtime/libsky.so.0 --runtime

say "Swift"
swift test

say "Numbers: every path of every table against the reference"
tools/numbers/check.sh quick

for flavour in build build/runtime; do
    say "C programs under valgrind, with $flavour/libsky.so.0"
    for program in macro_twins numbers parse_number text bad_input requests request_content postback_read cellcast interrupt rate_settings batch_rules; do
        gcc -std=c99 -g -Wall -Wextra -Werror -Iinclude -ITests/c -o "$work/$program" "Tests/c/$program.c" \
            -L$flavour -lsky -pthread -Wl,-rpath,"$PWD/$flavour"
        valgrind -q --error-exitcode=9 --leak-check=full --show-leak-kinds=definite,indirect \
            --errors-for-leak-kinds=definite,indirect "$work/$program" build/number_tables.blob
    done
done

say "Every sample document, through C"
$python -m pytest -q Tests/samples

say "Cellcast over real connections, with both flavours"
$python -m pytest -q Tests/cellcast

say "The command"
$python -m pytest -q Tests/command

say "Fuzz targets, each for a short while"
Tests/Fuzz/run.sh 8

say "Faults of the network, with both flavours"
$python -m pytest -q Tests/faults

say "Rates, with both flavours"
$python -m pytest -q Tests/rate

say "A guest of other programs: threads, forks, php-fpm, gunicorn, other libraries, what it leaves behind"
$python -m pytest -q Tests/guests

say "Python binding"
LIBSKY_LIBRARY=$PWD/build/libsky.so.0 $python -m pytest -q bindings/python/tests

say "Texts against other packages"
LIBSKY_LIBRARY=$PWD/build/libsky.so.0 PYTHONPATH=bindings/python $python tools/text/compare_with_pypi.py

say "PHP binding"
LIBSKY_LIBRARY=$PWD/build/libsky.so.0 phpunit --configuration bindings/php/phpunit.xml.dist

say "README's examples, and the demo"
$python -m pytest -q Tests/examples
examples/demo.sh build/sky "$PWD/build"

say "All tests passed"
