#!/bin/sh
# Make build/venv, the Python packages for tests and generators, pinned in tools/requirements.txt; quick if it is there.
set -eu
cd "$(dirname "$0")/.."
optional="tools/requirements-columns.txt tools/requirements-neighbours.txt"
# shellcheck disable=SC2086 # the list is meant to be split
if [ -x build/venv/bin/python ] && cat tools/requirements.txt $optional | cmp -s - build/venv/requirements.txt; then
    exit 0
fi
echo "Setting up the Python packages for tests and generators in build/venv"
python3 -m venv --clear build/venv
build/venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r tools/requirements.txt
# The Python binding does without these, and so do its tests: not every machine has a wheel of them.
for list in $optional; do
    build/venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: \
        -r "$list" 2>/dev/null || echo "The packages of $list cannot be installed here; their tests are skipped"
done
# shellcheck disable=SC2086
cat tools/requirements.txt $optional > build/venv/requirements.txt
