"""Write unicode_classes.txt: what the number parser needs to know about characters, by code point.

Run by hand, once for a Unicode version; the result is checked in, so that the tables do not depend on the Python
that generates them. Four properties, each as the reference implementation (PyPI `phonenumbers`) sees it:

    decimal FIRST LAST       decimal digits (general category Nd), ten to a range, values 0 to 9
    word FIRST LAST          letters and numbers (L*, N*): what may stand at the end of a number
    fold CODE LETTER         matches LETTER when case is ignored, besides the letter's own two cases
    keypad CODE LETTER       its upper-case form is the ASCII LETTER, though it is not one itself

Usage: python3 make_unicode_classes.py > unicode_classes.txt
"""

import re
import unicodedata
from collections.abc import Callable, Iterator

LAST_CODE_POINT = 0x10FFFF

# Letters of the reference's own expressions; everything else in them has no case.
CASED_LETTERS = (
    [chr(c) for c in range(ord("a"), ord("z") + 1)]
    + ["\u00f3", "\uff45", "\uff58", "\uff54", "\uff4e", "\uff49", "\u0434", "\u043e", "\u0431"]
)


def ranges(holds: Callable[[str], bool]) -> Iterator[tuple[int, int]]:
    """Maximal ranges of code points for which `holds` is true, surrogates left out."""
    first = None
    for code in range(LAST_CODE_POINT + 2):
        inside = code <= LAST_CODE_POINT and not 0xD800 <= code < 0xE000 and holds(chr(code))
        if inside and first is None:
            first = code
        elif not inside and first is not None:
            yield first, code - 1
            first = None


def main() -> None:
    print("# Made by tools/numbers/make_unicode_classes.py from Unicode", unicodedata.unidata_version)
    print("# Data: Copyright (C) 1991-2021 Unicode, Inc.; see LICENSES/unicode.md")
    print("unicode", unicodedata.unidata_version)
    for first, last in ranges(lambda c: unicodedata.category(c) == "Nd"):
        for start in range(first, last + 1, 10):
            assert [unicodedata.decimal(chr(start + value)) for value in range(10)] == list(range(10))
            print(f"decimal {start:04X} {start + 9:04X}")
    word = re.compile(r"[^\W_]")
    for first, last in ranges(lambda c: word.match(c) is not None):
        print(f"word {first:04X} {last:04X}")
    for letter in CASED_LETTERS:
        pattern = re.compile(re.escape(letter), re.IGNORECASE)
        for code in range(LAST_CODE_POINT + 1):
            if pattern.match(chr(code)) and chr(code) not in (letter, letter.upper()):
                print(f"fold {code:04X} {ord(letter):04X}")
    for code in range(0x80, LAST_CODE_POINT + 1):
        upper = chr(code).upper()
        if len(upper) == 1 and "A" <= upper <= "Z":
            print(f"keypad {code:04X} {ord(upper):04X}")


if __name__ == "__main__":
    main()
