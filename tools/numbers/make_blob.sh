#!/bin/sh
# Make build/number_tables.blob, unless it is there: the number tables as a file that sky_numbers_load() takes.
set -eu
cd "$(dirname "$0")/../.."
[ ! -f build/number_tables.blob ] || exit 0
tools/venv.sh
mkdir -p build
build/venv/bin/python -B tools/numbers/make_number_tables.py --blob build/number_tables.blob
