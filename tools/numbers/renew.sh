#!/bin/sh
# Writes all that is made from the numbering plans: tables, manifest, vectors, and build/number_tables.blob to load.
# After a change of the version in requirements.txt this is the one command to run; then commit what changed.
# `renew.sh --check` changes nothing and fails if what is there is not what would be written.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
tools=$root/tools/numbers
python=$("$tools/python.sh")
export PYTHONDONTWRITEBYTECODE=1

write() {
    mkdir -p "$1/build" "$1/tools/numbers" "$1/Tests/SkyNumbersTests/Vectors"
    "$python" "$tools/make_number_tables.py" --root "$1" --blob "$1/build/number_tables.blob"
    "$python" "$tools/make_vectors.py" "$1/Tests/SkyNumbersTests/Vectors"
}

if [ "${1:-}" != --check ]; then
    write "$root"
    exit
fi
fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT
write "$fresh"
mkdir -p "$root/build"
mv "$fresh/build/number_tables.blob" "$root/build/"
for file in $(cd "$fresh" && find . -type f); do
    cmp "$fresh/$file" "$root/$file"
done
echo "tables and vectors are what the pinned metadata gives"
