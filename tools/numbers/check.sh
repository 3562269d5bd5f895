#!/bin/sh
# The proof of exactness: our answers against those of the PyPI package in tools/requirements.txt.
#   check.sh quick   every path of the number tables, a quarter of those of the prefixes, another one each day, the loadable
#                    blob and the shared library; part of `make test`
#   check.sh         all paths, a million lines of each kind of generated text, and what normalising promises: `make check`
# SKY_NUMBERS_LINES and SKY_NUMBERS_SEED change how many and which; the seed is the day's otherwise.
set -eu
cd "$(dirname "$0")/../.."
tools/venv.sh
python="build/venv/bin/python -B"
tools=tools/numbers
lines=${SKY_NUMBERS_LINES:-1000000}
seed=${SKY_NUMBERS_SEED:-$(date +%Y%j)}

swift build -c release --product number-lines
program=$(swift build -c release --show-bin-path)/number-lines
$python $tools/make_number_tables.py --blob build/number_tables.blob
share=1
[ "${1:-}" != quick ] || share=4
$python $tools/path_cover.py --program "$program" --seed "$seed" --share $share
$python $tools/compare.py --program "$program build/number_tables.blob" --lines 20000 --seed "$seed" --kinds ordinary,hostile
[ ! -f build/libsky.so.0 ] ||
    $python $tools/compare.py --program build/libsky.so.0 --lines 20000 --seed "$seed" --kinds hostile,grammar,prefixes,limits
[ "${1:-}" != quick ] || exit 0
echo "seed $seed"
$python $tools/compare.py --program "$program" --lines "$lines" --seed "$seed"
$python $tools/check_normalize.py --program "$program" --seed "$seed"
