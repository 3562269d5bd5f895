#!/bin/sh
# Prints the path of a Python that has the packages of requirements.txt, checked by their hashes; makes a virtual
# environment under build/ the first time. $SKY_NUMBERS_PYTHON is taken as it is, if set.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
if [ -n "${SKY_NUMBERS_PYTHON:-}" ]; then
    echo "$SKY_NUMBERS_PYTHON"
    exit
fi
environment=$root/build/numbers-python
wanted=$root/tools/numbers/requirements.txt
if ! cmp -s "$wanted" "$environment/requirements.txt"; then
    rm -rf "$environment"
    python3 -m venv "$environment" >&2
    "$environment/bin/pip" install --quiet --disable-pip-version-check --require-hashes -r "$wanted" >&2
    cp "$wanted" "$environment/requirements.txt"
fi
echo "$environment/bin/python3"
