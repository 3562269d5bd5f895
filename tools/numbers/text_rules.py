"""What a character means to the text rules (steps 1 to 7), and the grammar of extensions as an automaton.

Code points that no rule tells apart share a *class*, about 70 of them. The extension grammar runs over classes, from
the end of the text towards its start, because an extension is what stands at the end.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from phonenumbers import phonenumberutil

from patterns import Choice, Expression, Program, Repeat, Sequence, Symbols, UnknownConstruct

CODE_POINTS = 0x110000
BLOCK_SHIFT = 3
BLOCK = 1 << BLOCK_SHIFT  # code points to a block of the three-stage table
PAGE_SHIFT = 5
PAGE = 1 << PAGE_SHIFT  # blocks to a page of it
FIRST_OF_RANGES = 0x20000  # from here on ranges take less room; below lie all scripts that have digits
NO_VALUE = 15

# Traits of a class, as bits. The two values lie in bits 16-19 (decimal digit) and 20-23 (digit on a keypad).
KEEP = 1 << 0  # may end a number: letter, number or '#'
DIGIT = 1 << 1
PLUS = 1 << 2
PUNCTUATION = 1 << 3  # valid between digits, '*' included
LETTER = 1 << 4  # a letter of a vanity number, case ignored
ASCII_LETTER = 1 << 5
SLASH = 1 << 6
SPACE = 1 << 7
SMALL_X = 1 << 8
COMPLEX = 1 << 9  # within a number more than a digit or what merely stands between digits
START = 1 << 10  # may start a number: digit or plus
LABEL = 1 << 11  # every extension has such a character
SEMICOLON = 1 << 12
VALUE_SHIFT = 16
KEYPAD_SHIFT = 20


@dataclass
class UnicodeClasses:
    """The checked-in facts about characters."""

    version: str = ""
    decimals: dict[int, int] = field(default_factory=dict)
    words: set[int] = field(default_factory=set)
    folds: dict[int, int] = field(default_factory=dict)
    keypad_letters: dict[int, int] = field(default_factory=dict)


def read_unicode_classes(path: Path) -> UnicodeClasses:
    """The file written by make_unicode_classes.py."""
    result = UnicodeClasses()
    for line in path.read_text().splitlines():
        if line.startswith("#"):
            continue
        kind, *rest = line.split()
        if kind == "unicode":
            result.version = rest[0]
            continue
        first, last = (int(text, 16) for text in rest)
        if kind == "decimal":
            result.decimals.update((first + value, value) for value in range(10))
        elif kind == "word":
            result.words.update(range(first, last + 1))
        elif kind == "fold":
            result.folds[first] = last
        elif kind == "keypad":
            result.keypad_letters[first] = last
        else:
            raise UnknownConstruct(f"{path.name}: {line}")
    return result


def expand_set(text: str) -> set[str]:
    """The characters of the inside of a bracket expression: ranges with '-', escapes with a backslash."""
    members: set[str] = set()
    position = 0
    while position < len(text):
        if text[position] == "\\":
            position += 1
        first = text[position]
        last = first
        if position + 2 < len(text) and text[position + 1] == "-":
            last = text[position + 2]
            position += 2
        members.update(map(chr, range(ord(first), ord(last) + 1)))
        position += 1
    return members


# Every character that the extension grammar names, letters in lower case.
EXTENSION_SYMBOLS = (
    "extnsioa\u0301\u00f3\uff45\uff58\uff54\uff4e\uff49\u0434\u043e\u0431#\uff03~\uff5e;:.\uff0e \u00a0\t,-="
)


# No form of an extension is without one of these.
LABEL_SYMBOLS = ";,#\uff03~\uff5ex\uff58i\uff49\u0431"


@dataclass(frozen=True)
class CharacterClass:
    traits: int
    extension_symbol: str


class TextRules:
    """Classes of all code points."""

    def __init__(self, unicode_classes: UnicodeClasses) -> None:
        self._unicode = unicode_classes
        self._punctuation = expand_set(phonenumberutil._VALID_PUNCTUATION) | {"X", phonenumberutil._STAR_SIGN}
        self._keypad = {ord(c): int(value) for c, value in phonenumberutil._ALPHA_PHONE_MAPPINGS.items()}
        self._by_meaning: dict[CharacterClass, int] = {}
        self.of = [0] * CODE_POINTS
        for code in range(CODE_POINTS):
            meaning = self._meaning(code)
            self.of[code] = self._by_meaning.setdefault(meaning, len(self._by_meaning))
        self.classes = list(self._by_meaning)
        if len(self.classes) > 255:
            raise UnknownConstruct("more than 255 classes of characters")

    def _meaning(self, code: int) -> CharacterClass:
        unicode_classes = self._unicode
        character = chr(code)
        lower = chr(unicode_classes.folds.get(code, ord(character.lower()) if code in self._cased() else code))
        value = unicode_classes.decimals.get(code)
        traits = 0
        if code in unicode_classes.words or character == "#":
            traits |= KEEP
        if value is not None:
            traits |= DIGIT | START
        if character in phonenumberutil._PLUS_CHARS:
            traits |= PLUS | START
        if character in self._punctuation:
            traits |= PUNCTUATION
        if "a" <= lower <= "z":
            traits |= LETTER
        if character.isascii() and character.isalpha():
            traits |= ASCII_LETTER
        if character in "\\/":
            traits |= SLASH
        if character == " ":
            traits |= SPACE
        if character == "x":
            traits |= SMALL_X
        if lower in LABEL_SYMBOLS:
            traits |= LABEL
        if character == ";":
            traits |= SEMICOLON
        if not traits & (DIGIT | PUNCTUATION) or traits & (LETTER | LABEL):
            traits |= COMPLEX
        keypad = self._keypad.get(unicode_classes.keypad_letters.get(code, ord(character.upper())
                                                                     if code < 128 else -1))
        traits |= (NO_VALUE if value is None else value) << VALUE_SHIFT
        traits |= (NO_VALUE if keypad is None else keypad) << KEYPAD_SHIFT
        return CharacterClass(traits, lower if lower in EXTENSION_SYMBOLS else "")

    def _cased(self) -> frozenset[int]:
        """Code points that are the upper case of a letter in the grammar."""
        return _UPPER_CASE

    def matching(self, characters: str) -> Symbols:
        """One symbol of any class that matches one of the characters."""
        if not set(characters) <= set(EXTENSION_SYMBOLS):
            raise UnknownConstruct(f"symbols {characters!r}")
        return Symbols(
            frozenset(n for n, c in enumerate(self.classes) if c.extension_symbol and c.extension_symbol in characters)
        )

    def digits(self) -> Symbols:
        return Symbols(frozenset(n for n, c in enumerate(self.classes) if c.traits & DIGIT))


_UPPER_CASE = frozenset(
    ord(letter.upper())
    for letter in EXTENSION_SYMBOLS + "abcdefghijklmnopqrstuvwxyz"
    if letter.isalpha() and len(letter.upper()) == 1
)


def extension_grammar(rules: TextRules) -> Expression:
    """The reference's `_EXTN_PATTERNS_FOR_PARSING`: six forms of an extension."""

    def one(characters: str) -> Expression:
        return rules.matching(characters)

    def word(text: str) -> Expression:
        return Sequence(tuple(one(character) for character in text))

    def optional(body: Expression) -> Expression:
        return Repeat(body, 0, 1)

    def any_number(body: Expression) -> Expression:
        return Repeat(body, 0, None)

    def then(*parts: Expression) -> Expression:
        return Sequence(parts)

    def digits(most: int) -> Expression:
        return Repeat(rules.digits(), 1, most)

    separators = any_number(one(" \u00a0\t,"))
    separators_but_comma = any_number(one(" \u00a0\t"))
    after_label = then(optional(one(":.\uff0e")), any_number(one(" \u00a0\t,-")))
    hash_mark = optional(one("#"))
    tension = then(word("ensi"), Choice((then(one("o"), optional(one("\u0301"))), one("\u00f3"))))
    explicit_label = Choice((
        then(optional(one("e")), word("xt"), optional(tension), optional(one("n"))),
        then(optional(one("\uff45")), word("\uff58\uff54"), optional(one("\uff4e"))),
        word("\u0434\u043e\u0431"),
        word("anexo"),
    ))
    ambiguous_label = Choice((one("x\uff58#\uff03~\uff5e"), word("int"), word("\uff49\uff4e\uff54")))
    return Choice((
        then(word(";ext="), digits(20)),
        then(separators, explicit_label, after_label, digits(20), hash_mark),
        then(separators, ambiguous_label, after_label, digits(9), hash_mark),
        then(one("- "), any_number(one("- ")), digits(6), one("#")),
        then(separators_but_comma, Choice((word(",,"), one(";"))), after_label, digits(15), hash_mark),
        then(separators_but_comma, one(","), any_number(one(",")), after_label, digits(9), hash_mark),
    ))


def reversed_expression(expression: Expression) -> Expression:
    """The same language read from the end."""
    if isinstance(expression, Sequence):
        return Sequence(tuple(reversed_expression(part) for part in reversed(expression.parts)))
    if isinstance(expression, Choice):
        return Choice(tuple(map(reversed_expression, expression.options)))
    if isinstance(expression, Repeat):
        return Repeat(reversed_expression(expression.body), expression.least, expression.most)
    return expression


@dataclass(frozen=True)
class ExtensionAutomaton:
    """Deterministic and minimal; state 0 is the one without hope, state 1 the start."""

    columns: list[int]  # class to column
    column_count: int
    transitions: list[int]  # state x column
    accepts: list[bool]


def extension_automaton(rules: TextRules) -> ExtensionAutomaton:
    program = Program(reversed_expression(extension_grammar(rules)))
    class_count = len(rules.classes)
    start = program.closure([program.start])
    hopeless: frozenset[int] = frozenset()
    numbers = {hopeless: 0, start: 1}
    table: list[list[int]] = []
    accepts: list[bool] = []
    states = [hopeless, start]
    for state in states:  # grows while it is walked
        row = []
        for symbol in range(class_count):
            following = program.step(state, symbol)
            if following not in numbers:
                numbers[following] = len(numbers)
                states.append(following)
            row.append(numbers[following])
        table.append(row)
        accepts.append(program.match in state)
    _check_labels(rules, table, accepts)
    return _with_columns(*_minimal(table, accepts))


def _check_labels(rules: TextRules, table: list[list[int]], accepts: list[bool]) -> None:
    """No extension without a character that has the trait LABEL."""
    others = [number for number, c in enumerate(rules.classes) if not c.traits & LABEL]
    reached, waiting = {1}, [1]
    while waiting:
        for following in {table[waiting[-1]][number] for number in others} - reached:
            reached.add(following)
            waiting.insert(0, following)
        waiting.pop()
    if any(accepts[state] for state in reached):
        raise UnknownConstruct("an extension without a label")


def _minimal(table: list[list[int]], accepts: list[bool]) -> tuple[list[list[int]], list[bool]]:
    """Moore's algorithm; keeps the order in which states were met, so 0 and 1 keep their meaning."""
    block = [int(a) for a in accepts]
    while True:
        signatures: dict[tuple[int, ...], int] = {}
        refined = [
            signatures.setdefault((block[s], *(block[t] for t in row)), len(signatures))
            for s, row in enumerate(table)
        ]
        if len(signatures) == len(set(block)):
            break
        block = refined
    members = [refined.index(b) for b in range(len(signatures))]
    return [[refined[t] for t in table[m]] for m in members], [accepts[m] for m in members]


def _with_columns(table: list[list[int]], accepts: list[bool]) -> ExtensionAutomaton:
    """Classes that never differ share a column."""
    columns: dict[tuple[int, ...], int] = {}
    of_class = [columns.setdefault(tuple(row[c] for row in table), len(columns)) for c in range(len(table[0]))]
    order: Iterable[tuple[int, ...]] = list(columns)
    transitions = [column[state] for state in range(len(table)) for column in order]
    if len(table) > 255:
        raise UnknownConstruct("more than 255 states in the extension grammar")
    return ExtensionAutomaton(of_class, len(columns), transitions, accepts)
