#!/bin/sh
# Builds the fuzz target of SkyNumbers with the address sanitizer and runs it: run-numbers.sh [seconds] [corpus folder]
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
build=$root/.build/fuzz-numbers
corpus=${2:-$build/corpus}
tables=$root/Sources/CSkyTables
mkdir -p "$build/CSkyTables" "$corpus"
[ -f "$root/build/number_tables.blob" ] || {
    "$root/tools/venv.sh"
    "$root/build/venv/bin/python" -B "$root/tools/numbers/make_number_tables.py" --blob "$root/build/number_tables.blob"
}
printf 'module CSkyTables { header "%s/include/loaded_number_tables.h" export * }\n' "$tables" \
    > "$build/CSkyTables/module.modulemap"
for name in number_tables loaded_number_tables; do
    clang -O1 -g -fsanitize=address -I "$tables/include" -c "$tables/$name.c" -o "$build/$name.o"
done
swiftc -O -g -parse-as-library -swift-version 6 -package-name libsky -module-name SkyNumbers -sanitize=address,fuzzer \
    -I "$build/CSkyTables" "$root"/Sources/SkyNumbers/*.swift "$root/Tests/Fuzz/NumberFuzz.swift" "$build"/*.o \
    -o "$build/fuzz-numbers"
# A few seeds: without them the texts of a number's form are found late.
if [ -z "$(ls "$corpus")" ]; then
    printf '\002\000US(650) 253-0000 ext. 5' > "$corpus/national"
    printf '\002\000AR011 15 2345-6789' > "$corpus/mobile"
    printf '\002\000GBtel:2079460958;phone-context=+44;isub=1;ext=5' > "$corpus/rfc3966"
    printf '\002\003\000\0000011 1-800-FLOWERS / x2' > "$corpus/letters"
    printf '\001\200\100\000\005\000\000\040\377' > "$corpus/blob"
fi
SKY_NUMBERS_BLOB=$root/build/number_tables.blob exec "$build/fuzz-numbers" -max_total_time="${1:-60}" -max_len=1100 \
    -print_final_stats=1 "$corpus"
