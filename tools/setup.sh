#!/bin/sh
# Install what a make target needs and this machine lacks: Debian packages, by name, said aloud first.
# Usage: tools/setup.sh build|demo|test|bench. Does nothing, quickly, where all is there.
set -eu

build="gcc libc6-dev make binutils pkg-config libxml2-dev libcurl4-openssl-dev python3"
demo="$build php-cli"
guests="nginx-light php-fpm gunicorn python3-lxml python3-pycurl strace"
test="$demo $guests php-curl php-xml phpunit valgrind python3-venv g++ openssl man-db groff-base"
bench="$test php-guzzlehttp-guzzle python3-dev libexpat1-dev libpugixml-dev libphonenumber-dev libjansson-dev libsimdjson-dev"

case "${1:-}" in
build) wanted=$build ;;
demo) wanted=$demo ;;
test) wanted=$test ;;
bench) wanted=$bench ;;
*)
    sed -n '2,3s/^# //p' "$0" >&2
    exit 2
    ;;
esac

if ! command -v swift >/dev/null 2>&1; then
    echo "libsky needs a Swift toolchain (6.3 or later) on the PATH: https://www.swift.org/install/linux/" >&2
    exit 1
fi
if ! command -v dpkg-query >/dev/null 2>&1; then
    echo "This is no Debian system: please see to it that these packages' counterparts are installed: $wanted" >&2
    exit 0
fi

missing=
for package in $wanted; do
    state=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$state" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

as_root=
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null 2>&1; then
        echo "These Debian packages are missing; please have them installed:$missing" >&2
        exit 1
    fi
    as_root=sudo
fi
echo "Installing the Debian packages that are missing:$missing"
$as_root apt-get update -qq
# shellcheck disable=SC2086 # the list is meant to be split
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
