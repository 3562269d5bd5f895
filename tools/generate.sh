#!/bin/sh
# Write everything that is generated below the folder given: the project's own, or a scratch folder to compare with.
# The library must have been built: the compiler's header is where the prototypes come from. The number tables need
# the pinned Python packages; PYTHON names an interpreter that has them (build/venv, which `make test` sets up).
set -eu
cd "$(dirname "$0")/.."
target=$1
python=${PYTHON:-build/venv/bin/python}
python3 tools/generate_codes.py "$target"
swift format --in-place --recursive --configuration .swift-format "$target/Sources/SkyProtocol/Generated"
python3 tools/generate_interface.py .build-embeddable/release/Sky.build/include/Sky-Swift.h "$target"
$python tools/numbers/generate_tables.py "$target"
