#!/bin/sh
# Make build/venv, the Python packages for tests and generators, pinned in tools/requirements.txt; quick if it is there.
set -eu
cd "$(dirname "$0")/.."
if [ -x build/venv/bin/python ] && cmp -s tools/requirements.txt build/venv/requirements.txt; then
    exit 0
fi
echo "Setting up the Python packages for tests and generators in build/venv"
python3 -m venv --clear build/venv
build/venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r tools/requirements.txt
cp tools/requirements.txt build/venv/requirements.txt
