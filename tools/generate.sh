#!/bin/sh
# Write everything that is generated below the folder given: the project's own, or a scratch folder to compare with.
# The library must have been built: the compiler's header is where the prototypes come from.
set -eu
cd "$(dirname "$0")/.."
target=$1
tools/venv.sh
python3 tools/generate_codes.py "$target"
python3 tools/generate_actions.py "$target"
python3 tools/generate_cellcast.py "$target"
swift format --in-place --recursive --configuration .swift-format "$target/Sources/SkyProtocol/Generated"
python3 tools/generate_interface.py .build-embeddable/release/Sky.build/include/Sky-Swift.h "$target"
build/venv/bin/python -B tools/numbers/make_number_tables.py --root "$target"
build/venv/bin/python -B tools/numbers/make_vectors.py "$target/Tests/SkyNumbersTests/Vectors"
