#!/bin/sh
# Make a folder of Python packages, pinned in a file; quick if it is there.
# Usage: tools/venv.sh [FOLDER REQUIREMENTS], without: build/venv, for tests and generators, from tools/requirements.txt.
set -eu
cd "$(dirname "$0")/.."
folder=${1:-build/venv}
requirements=${2:-tools/requirements.txt}
if [ -x "$folder/bin/python" ] && cmp -s "$requirements" "$folder/requirements.txt"; then
    exit 0
fi
echo "Setting up the Python packages of $requirements in $folder"
python3 -m venv --clear "$folder"
"$folder/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$requirements"
cp "$requirements" "$folder/requirements.txt"
