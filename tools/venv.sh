#!/bin/sh
# Make build/venv, the Python packages for tests and generators, pinned in tools/requirements.txt; quick if it is there.
set -eu
cd "$(dirname "$0")/.."
if [ -x build/venv/bin/python ] && cat tools/requirements.txt tools/requirements-columns.txt |
    cmp -s - build/venv/requirements.txt; then
    exit 0
fi
echo "Setting up the Python packages for tests and generators in build/venv"
python3 -m venv --clear build/venv
build/venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r tools/requirements.txt
# NumPy and Arrow are optional for the Python binding, and so for its tests: not every machine has a wheel of them.
build/venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: \
    -r tools/requirements-columns.txt 2>/dev/null || echo "NumPy and Arrow cannot be installed here; their tests are skipped"
cat tools/requirements.txt tools/requirements-columns.txt > build/venv/requirements.txt
