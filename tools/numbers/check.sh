#!/bin/sh
# The proof of exactness. `check.sh quick`: generated files are fresh, and every path of every table agrees with the
# reference. `check.sh` alone: also a million lines of each kind of generated text, and what normalising promises.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
tools=$root/tools/numbers
python=$("$tools/python.sh")
export PYTHONDONTWRITEBYTECODE=1
lines=${SKY_NUMBERS_LINES:-1000000}
seed=${SKY_NUMBERS_SEED:-$(date +%Y%j)}

cd "$root"
swift build -c release --product number-lines
program=$(swift build -c release --show-bin-path)/number-lines
"$tools/renew.sh" --check
"$python" "$tools/path_cover.py" --program "$program" --seed "$seed"
"$python" "$tools/compare.py" --program "$program build/number_tables.blob" --lines 20000 --kinds ordinary,hostile
if [ "${1:-}" != quick ]; then
    echo "seed $seed"
    "$python" "$tools/compare.py" --program "$program" --lines "$lines" --seed "$seed"
    "$python" "$tools/check_normalize.py" --program "$program" --seed "$seed"
fi
