#!/bin/sh
# Build every fuzz target of this folder with the address sanitizer, and give each its time:
#
#     run.sh [seconds] [target…]        all targets, or those named, for example "TextFuzz"
#
# A target is a file NAMEFuzz.swift. The line "// Rooms: …" in it names the SwiftPM targets that it imports; an optional
# line "// Flags: …" has flags for libFuzzer, "// Seeds: …" folders with inputs to begin with, "// Before: …" a command to run
# first. What it finds worth keeping is in .build/fuzz/corpus, also for the next run.
set -eu
cd "$(dirname "$0")/../.."
seconds=${1:-60}
[ $# -eq 0 ] || shift
[ $# -gt 0 ] || set -- $(cd Tests/Fuzz && ls ./*Fuzz.swift | sed 's|^\./||; s|\.swift$||')

scratch=.build/fuzz
mkdir -p $scratch
# The sanitizer shows where it happened; Swift's own tracer would wait for a debugger.
export SWIFT_BACKTRACE=enable=no
line() { sed -n "s|^// $1: ||p" "Tests/Fuzz/$2.swift"; }

for target in "$@"; do
    for room in $(line Rooms "$target"); do
        swift build -c release --scratch-path $scratch --sanitize address --target "$room" \
            -Xswiftc -enable-testing -Xswiftc -sanitize=fuzzer -Xcc -fsanitize=fuzzer-no-link >"$scratch.log" 2>&1 ||
            { cat "$scratch.log" >&2; exit 1; }
    done
done

# SwiftPM calls the package after its folder; targets that are to see package declarations must say the same.
package=$(grep -o -- "\"-module-name\",\"$room\".*" $scratch/release.yaml | grep -o -- '"-package-name","[^"]*"' | head -n 1 |
    cut -d '"' -f 4)
bin=$(swift build -c release --scratch-path $scratch --show-bin-path)
maps=$(find "$bin" -maxdepth 2 -path '*/C*.build/module.modulemap' | sed 's|^|-Xcc -fmodule-map-file=|')
# Objects of sources that are gone stay where they are; they are not to be linked.
objects=$(find "$bin"/C*.build "$bin"/Sky*.build -name '*.o' | while read -r object; do
    room=${object%.build/*}
    find "Sources/${room##*/}" -name "$(basename "$object" .o)" | grep -q . && echo "$object"
done)
libraries="libxml-2.0 libcurl"
for target in "$@"; do
    corpus=$scratch/corpus/$target
    mkdir -p "$corpus"
    # shellcheck disable=SC2046,SC2086 # these are lists
    swiftc -O -g -use-ld=lld -parse-as-library -swift-version 6 -package-name "$package" -module-name "$target" \
        -sanitize=address,fuzzer -I "$bin/Modules" -I Sources/CLibXML2 -I Sources/CCurl $maps \
        $(pkg-config --cflags $libraries | sed 's/-I/-Xcc -I/g') "Tests/Fuzz/$target.swift" $objects \
        $(pkg-config --libs $libraries) -lm -o "$scratch/$target"
    $(line Before "$target")
    echo "fuzzing $target for $seconds s"
    # shellcheck disable=SC2046
    "$scratch/$target" -max_total_time="$seconds" -print_final_stats=1 $(line Flags "$target") \
        -artifact_prefix="$scratch/$target-" "$corpus" $(line Seeds "$target") >"$scratch/$target.log" 2>&1 ||
        { tail -n 60 "$scratch/$target.log" >&2; exit 1; }
    sed -n 's/^stat::number_of_executed_units: */executions: /p' "$scratch/$target.log"
done
