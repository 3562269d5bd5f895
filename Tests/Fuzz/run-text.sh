#!/bin/sh
# Builds the fuzz target of SkyText with the address sanitizer and runs it: run-text.sh [seconds] [corpus folder]
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
build=$root/.build/fuzz-text
corpus=${2:-$build/corpus}
mkdir -p "$build/CSkyTables" "$corpus"
printf 'module CSkyTables { header "%s/Sources/CSkyTables/include/text_tables.h" export * }\n' "$root" \
    > "$build/CSkyTables/module.modulemap"
clang -O1 -g -fsanitize=address -I "$root/Sources/CSkyTables/include" -c "$root/Sources/CSkyTables/text_tables.c" -o "$build/text_tables.o"
swiftc -O -g -parse-as-library -swift-version 6 -package-name libsky -module-name SkyText -sanitize=address,fuzzer \
    -I "$build/CSkyTables" "$root"/Sources/SkyText/*.swift "$root"/Sources/SkyText/Generated/*.swift \
    "$root/Tests/Fuzz/TextFuzz.swift" "$build/text_tables.o" -o "$build/fuzz-text"
exec "$build/fuzz-text" -max_total_time="${1:-60}" -max_len=4096 -print_final_stats=1 "$corpus"
