set -e
EX="$1"
F="-Xswiftc -enforce-exclusivity=unchecked -Xswiftc -use-ld=lld -Xlinker --icf=safe -Xlinker -soname=libsky.so.0 -Xlinker --version-script=$PWD/tools/interface/libsky.map -Xlinker -z -Xlinker defs -Xlinker -z -Xlinker nodelete -Xlinker --gc-sections -Xlinker -lm --disable-local-rpath"
swift build -c release --product Sky --traits Embeddable --scratch-path .build-embeddable $F 2>&1 | grep -E 'error|warning|complete' 
cp .build-embeddable/release/libSky.so build/libsky.so.0 && strip build/libsky.so.0 && ln -sf libsky.so.0 build/libsky.so
ls -la build; readelf -d build/libsky.so.0 | grep -E 'NEEDED|SONAME|RUNPATH|FLAGS'; nm -D --defined-only build/libsky.so.0 | wc -l;  nm -D --defined-only build/libsky.so.0 | grep -v sky_
