#!/usr/bin/env python3
"""Make the generated files of SkyText from the readable data files of this folder.

    python3 tools/text/make_text_tables.py           writes the files
    python3 tools/text/make_text_tables.py --check   fails if a file differs from what would be written

in:   gsm_alphabets.txt, spellings.txt, unicode_spellings.txt, unicode_breaks.txt, unicode_compositions.txt,
      provider_limits.txt
out:  Sources/CSkyTables/text_tables.c, Sources/CSkyTables/include/text_tables.h,
      Sources/SkyText/Generated/ProviderLimits.swift

Only the standard library is used, and nothing depends on the version of Python or its Unicode tables.
"""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

from alphabets import LANGUAGES, read_alphabets
from compact_tables import BLOCK, Trie, c_array, distinct

HERE = Path(__file__).parent
ROOT = HERE.parent.parent

BREAKS = [
    "Other", "CR", "LF", "Control", "Extend", "ConjunctExtend", "Linker", "ZWJ", "Regional", "Prepend", "SpacingMark",
    "Consonant", "Pictographic", "L", "V", "T", "LV", "LVT",
]  # fmt: skip
KINDS = [
    "none", "composition", "quotation", "dash", "punctuation", "space", "invisible", "joiner", "symbol", "letter",
    "mark", "form", "fraction", "script",
]  # fmt: skip
ONWARD = 0x80
LONGEST_SPELLING = 7


def content_lines(name: str) -> list[str]:
    """The lines of a data file without comments."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.split("  # ")[0] for line in lines if line and not line.startswith("#")]


def parse_span(text: str) -> tuple[int, int]:
    """`0300-036F` or `200D` as (first, last)."""
    first, _, last = text.partition("-")
    return int(first, 16), int(last or first, 16)


def alphabet_tables() -> str:
    """Which alphabets hold a character: a class for each code point, a pair of bit masks for each class."""
    alphabets = read_alphabets(HERE / "gsm_alphabets.txt")
    masks: dict[int, list[int]] = {}
    for which, tables in enumerate((alphabets.locking, alphabets.single)):
        for language, cells in tables.items():
            for code in cells:
                if code is not None:
                    masks.setdefault(code, [0, 0])[which] |= 1 << language
    limit = (max(masks) // BLOCK + 1) * BLOCK
    classes: dict[tuple[int, int], int] = {(0, 0): 0}
    values = []
    for code in range(limit):
        locking, single = masks.get(code, (0, 0))
        values.append(classes.setdefault((locking, single), len(classes)))
    pairs = [f"{{0x{locking:04X}, 0x{single:04X}}}" for locking, single in classes]
    names = ", ".join(f"{language} {alphabets.names[language]}" for language in sorted(alphabets.names))
    assert sorted(alphabets.names) == list(range(LANGUAGES))
    return (
        f"// Bit n of a mask is the national language identifier n: {names}.\n"
        + f"#define ALPHABET_LIMIT 0x{limit:X}u\n"
        + Trie.of(values).arrays("alphabet")
        + c_array("sky_text_alphabets", "alphabet_masks", pairs)
        + default_alphabet(alphabets.locking[0], alphabets.single[0])
    )


def default_alphabet(locking: list[int | None], single: list[int | None]) -> str:
    """The default alphabet up to U+07FF: septets of each ASCII character, then a bit for each character of one."""
    units = [0] * 0x800
    for cells, size in ((single, 2), (locking, 1)):
        for code in cells:
            if code is not None and code < 0x800:
                units[code] = size
    beyond = {code for code in locking + single if code is not None and code >= 0x800}
    assert beyond == {0x20AC}, "the fast path of TextMeter knows one character beyond U+07FF, the euro sign"
    assert all(units[code] != 2 for code in range(0x80, 0x800))
    return c_array("uint8_t", "default_units", map(str, units[:0x80])) + c_array(
        "uint32_t",
        "default_set",
        (f"0x{sum((units[at + bit] == 1) << bit for bit in range(32)):08X}" for at in range(0, 0x800, 32)),
    )


def break_tables() -> str:
    """Grapheme cluster classes in three stages, two classes a byte; LV and LVT, the last two, are worked out.

    Planes 2 to 13 hold only Other, so the tags of plane 14 follow plane 1.
    """
    values = [0] * 0x21000
    for line in content_lines("unicode_breaks.txt"):
        where, name = line.split()
        first, last = parse_span(where)
        for code in range(first, last + 1):
            at = code if code < 0x20000 else code - 0xE0000 + 0x20000
            assert code < 0x20000 or 0xE0000 <= code < 0xE1000
            values[at] = BREAKS.index(name)
    assert max(values) < 16
    numbers, blocks = distinct(values, 16)
    groups, middle = distinct(numbers, 16)
    assert len(middle) < 0x100
    pairs = [block[at] | block[at + 1] << 4 for block in blocks for at in range(0, 16, 2)]
    return (
        c_array("uint8_t", "break_groups", map(str, groups))
        + c_array("uint16_t", "break_index", (str(number) for group in middle for number in group))
        + c_array("uint8_t", "break_blocks", map(str, pairs))
    )


def read_spellings() -> dict[int, tuple[str, str]]:
    """Code point to (kind, spelling); spellings.txt wins over unicode_spellings.txt."""
    spellings: dict[int, tuple[str, str]] = {}
    for name in ("unicode_spellings.txt", "spellings.txt"):
        seen: set[int] = set()
        for line in content_lines(name):
            entry = re.fullmatch(r'(\S+) (\w+) "((?:[^"\\]|\\.)*)"( onward)?', line.strip())
            if entry is None:
                raise ValueError(f"{name}: {line!r}")
            where, kind, onward = entry[1], entry[2], entry[4]
            text = re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], entry[3])
            first, last = parse_span(where)
            for code in range(first, last + 1):
                step = code - first if onward else 0
                spelling = text[:-1] + chr(ord(text[-1]) + step) if onward else text
                assert kind in KINDS and code not in seen, f"{name}: {line}"
                assert len(spelling.encode()) <= LONGEST_SPELLING, f"{name}: {line}"
                seen.add(code)
                spellings[code] = (kind, spelling)
    return spellings


def spelling_tables() -> str:
    """Runs of code points with one spelling each, or with one that counts on; the spellings in one pool."""
    spellings = read_spellings()
    runs: list[list[int]] = []  # first, count, kind, offset, length
    pool = b""
    previous: tuple[int, str, str] | None = None
    for code in sorted(spellings):
        kind, text = spellings[code]
        follows = previous is not None and previous[0] == code - 1 and previous[1] == kind and code % BLOCK != 0
        if follows:
            run = runs[-1]
            start = code - run[1]
            base = spellings[start][1]
            same = text == base and (run[1] == 1 or not run[2] & ONWARD)
            counts = len(text) == len(base) == 1 and text.isascii() and ord(text) == ord(base) + run[1]
            if same or (counts and (run[1] == 1 or run[2] & ONWARD)):
                run[1] += 1
                run[2] |= 0 if same else ONWARD
                previous = (code, kind, text)
                continue
        data = text.encode()
        if data not in pool:
            pool += data
        runs.append([code, 1, KINDS.index(kind), pool.index(data), len(data)])
        previous = (code, kind, text)
    assert all(size < 8 and kind & 0x7F < 16 for _, _, kind, _, size in runs) and len(pool) < 0x800
    rows = [
        f"0x{first % BLOCK | (kind & 15) << 5 | size << 9 | (kind >= ONWARD) << 12 | at << 13 | count - 1 << 24:08X}"
        for first, count, kind, at, size in runs
    ]
    # For each block of code points a bit for each run that begins in it, and the number of runs before it.
    starts: dict[int, int] = {}
    for first, *_ in runs:
        starts[first // BLOCK] = starts.get(first // BLOCK, 0) | 1 << first % BLOCK
    held = sorted(starts)
    before = [sum(run[0] // BLOCK < block for run in runs) for block in held]
    # Blocks without runs have the number 0; the number of a block is looked up in two stages.
    numbers = [held.index(block) + 1 if block in starts else 0 for block in range((max(held) // BLOCK + 1) * BLOCK)]
    groups, index = distinct(numbers, BLOCK)
    assert len(held) < 0x100
    return (
        "// From the lowest bit: 5 of the first code point, 4 kind, 3 length, 1 if the byte counts on, 11 offset in "
        "the\n"
        "// pool, 5 one less than the number of code points. No run goes beyond its block of 32 code points.\n"
        + c_array("uint32_t", "spelling_runs", rows)
        + f"#define SPELLING_LIMIT 0x{len(numbers) * BLOCK:X}u\n"
        + c_array("uint8_t", "spelling_groups", map(str, groups))
        + c_array("uint8_t", "spelling_index", (str(number) for group in index for number in group))
        + "// Runs that begin in a block, and the number of those before it\n"
        + c_array("uint32_t", "spelling_starts", (f"0x{bits:08X}" for bits in [0, *(starts[block] for block in held)]))
        + c_array("uint16_t", "spelling_before", map(str, [0, *before]))
        + c_array("uint8_t", "spelling_pool", map(str, pool))
    )


def composition_tables() -> str:
    """Pairs sorted by second, then first."""
    rows = []
    for line in content_lines("unicode_compositions.txt"):
        first, second, composed = (int(part, 16) for part in line.split())
        rows.append((second, first, composed))
    assert rows == sorted(rows)
    return "// second, first, composed\n" + c_array(
        "composition", "compositions", (f"{{0x{a:04X}, 0x{b:04X}, 0x{c:04X}}}" for a, b, c in rows)
    )


HEADER = """\
// Generated by tools/text/make_text_tables.py; do not edit.
//
// What SkyText looks up by code point: the alphabets of 3GPP TS 23.038, grapheme cluster classes (UAX #29), canonical
// compositions, and the nearest spellings in the GSM default alphabet. Every function takes any 32-bit value.

#ifndef SKY_TEXT_TABLES_H
#define SKY_TEXT_TABLES_H

#include <stdint.h>

// The alphabets that hold a character; bit n stands for the national language identifier n, bit 0 for the default.
typedef struct {{
    uint16_t locking;  // tables in which it takes one septet
    uint16_t single;   // tables in which it follows an escape
}} sky_text_alphabets;

sky_text_alphabets sky_text_alphabets_of(uint32_t code);

// Septets of the 128 ASCII characters in the default alphabet with its extension table: 1, 2, or 0 if not in it.
const uint8_t *sky_text_default_units(void);

// The characters up to U+07FF that take one septet in the default alphabet, a bit each, 32 a word.
const uint32_t *sky_text_default_set(void);

enum {{
{breaks}
}};

// Grapheme cluster class, one of the above.
uint8_t sky_text_break_class(uint32_t code);

enum {{
{kinds}
}};

// The nearest spelling: up to 7 bytes of UTF-8, the first in the lowest byte. Kind 0 if there is none.
typedef struct {{
    uint64_t bytes;
    uint8_t length;
    uint8_t kind;
}} sky_text_spelling;

sky_text_spelling sky_text_spelling_of(uint32_t code);

// The canonical composition of two characters (NFC), 0 if there is none.
uint32_t sky_text_composed(uint32_t first, uint32_t second);

#endif
"""

SOURCE = """\
// Generated by tools/text/make_text_tables.py from the data files beside it; do not edit.
// Facts: 3GPP TS 23.038 (alphabets), Unicode 17.0.0 (grapheme clusters), Unicode 14.0.0 (compositions, spellings).

#include "text_tables.h"

#include <stddef.h>

typedef struct {{
    uint16_t second;
    uint16_t first;
    uint16_t composed;
}} composition;

{alphabets}
{breaks}
{spellings}
{compositions}
sky_text_alphabets sky_text_alphabets_of(uint32_t code) {{
    sky_text_alphabets none = {{0, 0}};
    if (code >= ALPHABET_LIMIT) return none;
    return alphabet_masks[alphabet_blocks[alphabet_index[code / {block}] * {block} + code % {block}]];
}}

const uint8_t *sky_text_default_units(void) {{ return default_units; }}

const uint32_t *sky_text_default_set(void) {{ return default_set; }}

uint8_t sky_text_break_class(uint32_t code) {{
    // Hangul syllables take turns: one without a final consonant, 27 with one.
    if (code - 0xAC00u < 11172u) return (code - 0xAC00u) % 28u == 0 ? SKY_TEXT_BREAK_LV : SKY_TEXT_BREAK_LVT;
    if (code >= 0x20000u) {{
        if (code < 0xE0000u || code >= 0xE1000u) return SKY_TEXT_BREAK_OTHER;
        code -= 0xC0000u;
    }}
    uint8_t pair = break_blocks[break_index[break_groups[code / 256] * 16 + code / 16 % 16] * 8 + code % 16 / 2];
    return pair >> code % 2 * 4 & 15;
}}

sky_text_spelling sky_text_spelling_of(uint32_t code) {{
    sky_text_spelling found = {{0, 0, 0}};
    if (code >= SPELLING_LIMIT) return found;
    uint8_t block = spelling_index[spelling_groups[code / 1024] * 32 + code / 32 % 32];
    uint32_t starts = spelling_starts[block] & ((2u << code % 32) - 1u);
    if (starts == 0) return found;
    uint32_t run = spelling_runs[spelling_before[block] + (uint32_t)__builtin_popcount(starts) - 1u];
    uint32_t step = code % 32 - (run & 31);
    if (step > run >> 24) return found;
    found.kind = run >> 5 & 15;
    found.length = run >> 9 & 7;
    for (unsigned at = 0; at < found.length; at++)
        found.bytes |= (uint64_t)spelling_pool[(run >> 13 & 0x7FF) + at] << 8 * at;
    if (run >> 12 & 1) found.bytes += step;
    return found;
}}

static uint32_t composed_hangul(uint32_t first, uint32_t second) {{
    if (first - 0x1100u < 19u && second - 0x1161u < 21u)
        return 0xAC00u + ((first - 0x1100u) * 21u + (second - 0x1161u)) * 28u;
    if (first - 0xAC00u < 11172u && (first - 0xAC00u) % 28u == 0 && second - 0x11A8u < 27u)
        return first + (second - 0x11A7u);
    return 0;
}}

uint32_t sky_text_composed(uint32_t first, uint32_t second) {{
    if (second < 0x300u) return 0;  // no second part of a composition is below the combining marks
    uint32_t syllable = composed_hangul(first, second);
    if (syllable != 0) return syllable;
    size_t low = 0, high = sizeof compositions / sizeof *compositions;
    while (low < high) {{
        size_t middle = (low + high) / 2;
        const composition *at = &compositions[middle];
        if (at->second < second || (at->second == second && at->first < first)) low = middle + 1; else high = middle;
    }}
    if (low == sizeof compositions / sizeof *compositions) return 0;
    const composition *found = &compositions[low];
    return found->second == second && found->first == first ? found->composed : 0;
}}
"""

LIMITS = """\
// Generated by tools/text/make_text_tables.py from tools/text/provider_limits.txt; do not edit.

/// How long a text the providers take, from what they say in public; one switch for all of them.
package enum ProviderLimits {{
    /// The limit of a field of a provider. Each provider states one for each of these fields.
    package static func limit(of field: TextField, at provider: TextProvider) -> TextLimit {{
        switch (provider, field) {{
{cases}        }}
    }}
}}
"""


def constants(prefix: str, names: Sequence[str]) -> str:
    """The lines of a C enumeration."""
    return ",\n".join(f"    SKY_TEXT_{prefix}_{name.upper()} = {number}" for number, name in enumerate(names))


def limits_source() -> str:
    """The provider limits as Swift."""
    cases = ""
    for line in content_lines("provider_limits.txt"):
        provider, field, gsm7, ucs2, unit, beyond, note = shlex.split(line)
        cases += f"        // {note}\n        case (.{provider}, .{field}):\n"
        cases += f"            TextLimit(gsm7: {gsm7}, ucs2: {ucs2}, unit: .{unit}, beyond: .{beyond})\n"
    return LIMITS.format(cases=cases)


def outputs() -> dict[Path, str]:
    """Every generated file and its text."""
    tables = ROOT / "Sources" / "CSkyTables"
    return {
        tables / "include" / "text_tables.h": HEADER.format(
            breaks=constants("BREAK", BREAKS), kinds=constants("SPELLING", KINDS)
        ),
        tables / "text_tables.c": SOURCE.format(
            alphabets=alphabet_tables(),
            breaks=break_tables(),
            spellings=spelling_tables(),
            compositions=composition_tables(),
            block=BLOCK,
        ),
        ROOT / "Sources" / "SkyText" / "Generated" / "ProviderLimits.swift": limits_source(),
    }


def main() -> int:
    """Write, or with --check compare."""
    stale = [path for path, text in outputs().items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    for path in stale:
        if "--check" in sys.argv[1:]:
            print(f"{path.relative_to(ROOT)} is not what make_text_tables.py writes")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(outputs()[path], encoding="utf-8")
    return 1 if stale and "--check" in sys.argv[1:] else 0


if __name__ == "__main__":
    sys.exit(main())
