"""Write the number tables: C source and header, the loadable blob, and the manifest.

Deterministic. Refuses (`UnknownConstruct`) whatever it does not fully understand.

Usage: python3 make_number_tables.py [--root PROJECT] [--blob FILE]
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import metadata
import reference
import text_rules
from c_source import header, source
from judgement import LONGEST_NATIONAL_NUMBER, JudgementBuilder, Label
from languages import Languages
from layout import CODE, LABEL, LITERAL, OUTCOME, PLAN, Section, blob, digest
from metadata import NO_TYPE, NON_GEOGRAPHIC, Plan
from patterns import UnknownConstruct
from prefixes import InternationalPrefixes, NationalPrefixes, PrefixOutcome
from walks import WalkTable

TOOLS = Path(__file__).resolve().parent
LEAF_WIDTH = LONGEST_NATIONAL_NUMBER + 1
# The label of most rows: the calling code's only region (a number of it that ends there is not valid).
USUAL_LABEL: Label = (0, NO_TYPE)
LARGEST_TABLES = 200_000  # bytes


class GeneralPatterns:
    """Does the general pattern match the whole number: a leaf is a word with bit n set if n more digits make a match.
    """

    def __init__(self, languages: Languages) -> None:
        self._languages = languages
        self.table = WalkTable()
        self._known: dict[int, int] = {}
        self._masks: dict[int, int | None] = {}

    def walk(self, plan: Plan) -> int:
        return self._walk(self._languages.of_pattern(plan.source.general_desc.national_number_pattern))

    def _mask(self, state: int) -> int | None:
        """Lengths that lead to a match, if the digits no longer matter."""
        if state not in self._masks:
            mask: int | None = int(self._languages.accepts[state])
            if self._languages.successors[state] is not None:
                masks = {self._mask(self._languages.after(state, digit)) for digit in range(10)}
                only = masks.pop()
                mask = None if masks or only is None else mask | only << 1
            self._masks[state] = mask
        return self._masks[state]

    def _walk(self, state: int) -> int:
        mask = self._mask(state)
        if mask is not None:
            return self.table.leaf(mask)
        if state not in self._known:
            walks = tuple(self._walk(self._languages.after(state, digit)) for digit in range(10))
            self._known[state] = self.table.row(int(self._languages.accepts[state]), walks)
        return self._known[state]


def plan_sections(codes: dict[int, list[Plan]]) -> list[Section]:
    """Everything that follows from the metadata."""
    languages = Languages()
    labels: dict[Label, int] = {USUAL_LABEL: 0}
    judgements = WalkTable(usual_end=0)
    general, national, international = GeneralPatterns(languages), NationalPrefixes(), InternationalPrefixes()
    builder = JudgementBuilder(languages, judgements, labels)
    code_walks = {code: builder.build(plans) for code, plans in codes.items()}
    plans = [plan for code in codes for plan in codes[code]]
    plan_walks = [(general.walk(p), national.walk(p), international.walk(p)) for p in plans]
    if len(plans) > 254 or len(codes) > 254 or len(labels) > 255:
        raise UnknownConstruct("more plans, calling codes or labels than a byte can number")

    literals: dict[str, int] = {"": 0}
    outcomes = [_outcome_record(outcome, literals) for outcome in national.table.leaves()]
    outcome_numbers = {outcome: n for n, outcome in enumerate(national.table.leaves())}
    for end in national.table.ends():
        if end not in outcome_numbers:
            outcome_numbers[end] = len(outcomes)
            outcomes.append(_outcome_record(end, literals))
    index_of_code = {code: n for n, code in enumerate(codes)}
    first_plan = {code: plans.index(codes[code][0]) for code in codes}

    plan_records = [
        (
            plan.lengths(), plan.local_lengths(), general.table.packed(walks[0]), national.table.packed(walks[1]),
            international.table.packed(walks[2]), index_of_code[plan.calling_code], 0, _region_bytes(plan.region),
        )
        for plan, walks in zip(plans, plan_walks)
    ]
    code_records = [
        (code, judgements.packed(code_walks[code]), first_plan[code], len(codes[code])) for code in codes
    ]
    return [
        Section("number_rows", "uint16_t", "walks of national numbers to labels", judgements.cells()),
        Section("number_row_labels", "uint8_t",
                "label of a number that ends at one of the first rows; of others it is 0",
                judgements.ends()),
        Section("number_leaves", "uint8_t", "labels by digits left, 18 to a leaf", _leaf_labels(judgements)),
        Section("labels", LABEL.name, "region and type", list(labels)),
        Section("general_rows", "uint16_t", "walks of the general patterns", general.table.cells()),
        Section("general_row_matches", "uint8_t", "whether a number that ends at a row matches", general.table.ends()),
        Section("general_leaves", "uint32_t", "bit n: n more digits make a match", general.table.leaves()),
        Section("prefix_rows", "uint16_t", "walks of the national prefix rules", national.table.cells()),
        Section(
            "prefix_row_outcomes", "uint8_t", "outcome for a number that ends at a row",
            [outcome_numbers[end] for end in national.table.ends()],
        ),
        Section("prefix_outcomes", OUTCOME.name, "outcomes of the national prefix rules", outcomes),
        Section(
            "prefix_literals", LITERAL.name, "digits that the rules put in front",
            [(len(text), [int(text[i]) if i < len(text) else 0 for i in range(7)]) for text in literals],
        ),
        Section("idd_rows", "uint16_t", "walks of the international prefixes", international.table.cells()),
        Section(
            "idd_row_lengths", "uint8_t", "digits to strip from a number that ends at a row; 255: no prefix",
            international.table.ends(),
        ),
        Section("idd_leaves", "uint8_t", "digits to strip; 255: no prefix", international.table.leaves()),
        Section("plans", PLAN.name, "numbering plans, by calling code, main region first", plan_records),
        Section("codes", CODE.name, "calling codes, ascending", code_records),
        Section("code_of_digits", "uint8_t", "first three digits to calling code + 1; 0: none", _code_of_digits(codes)),
        Section("plan_of_region", "uint8_t", "two letters (26 x 26) to plan + 1; 0: none", _plan_of_region(plans)),
    ]


def _outcome_record(outcome: PrefixOutcome, literals: dict[str, int]) -> tuple[int, int, int, int]:
    literal = literals.setdefault(outcome.literal, len(literals))
    if not outcome.kept_start <= outcome.kept_end <= outcome.consumed <= 250:
        raise UnknownConstruct(f"prefix outcome {outcome}")
    return outcome.consumed, literal, outcome.kept_start, outcome.kept_end


def _leaf_labels(judgements: WalkTable) -> list[int]:
    """Every leaf at full width: the last label holds for all longer tails."""
    return [leaf[min(left, len(leaf) - 1)] for leaf in judgements.leaves() for left in range(LEAF_WIDTH)]


def _region_bytes(region: str) -> tuple[int, ...]:
    if region != NON_GEOGRAPHIC and len(region) != 2:
        raise UnknownConstruct(f"region {region!r}")
    return tuple(region.encode().ljust(4, b"\0"))


def _code_of_digits(codes: dict[int, list[Plan]]) -> list[int]:
    """Step 8: the first of one, two or three digits that is assigned; a code never begins with 0."""
    numbers = {str(code): n + 1 for n, code in enumerate(codes)}
    return [
        next((numbers[text[:size]] for size in (1, 2, 3) if text[:size] in numbers), 0)
        for text in (f"{value:03}" for value in range(1000))
    ]


def _plan_of_region(plans: list[Plan]) -> list[int]:
    result = [0] * 676
    for number, plan in enumerate(plans):
        if plan.region != NON_GEOGRAPHIC:
            first, second = (ord(letter) - ord("A") for letter in plan.region)
            result[first * 26 + second] = number + 1
    return result


def text_sections(rules: text_rules.TextRules, automaton: text_rules.ExtensionAutomaton) -> list[Section]:
    """Everything that follows from the text rules."""
    traits = [c.traits for c in rules.classes]
    block_of, blocks = in_blocks(rules.of[:text_rules.FIRST_OF_RANGES], text_rules.BLOCK)
    page_of, pages = in_blocks(block_of, text_rules.PAGE)
    ranges = [
        code << 8 | rules.of[code]
        for code in range(text_rules.FIRST_OF_RANGES, text_rules.CODE_POINTS)
        if code == text_rules.FIRST_OF_RANGES or rules.of[code] != rules.of[code - 1]
    ]
    return [
        Section("ascii_traits", "uint32_t", "traits of ASCII, class in bits 24-31",
                [traits[rules.of[code]] | rules.of[code] << 24 for code in range(128)]),
        Section("class_traits", "uint32_t", "traits of character classes", traits),
        Section("class_page_of", "uint8_t", "code point / 256 to page, up to U+1FFFF", page_of),
        Section("class_pages", "uint8_t", "blocks, 32 to a page", pages),
        Section("class_blocks", "uint8_t", "classes, 8 to a block", blocks),
        Section("class_ranges", "uint32_t", "from U+20000: first code point << 8 | class", ranges),
        Section("extension_columns", "uint8_t", "class to column of extension_states", automaton.columns),
        Section("extension_states", "uint8_t", "next state by state and column; 0: no extension",
                automaton.transitions),
        Section("extension_accepts", "uint8_t", "whether what was read, from the end, is an extension",
                [int(a) for a in automaton.accepts]),
    ]


def in_blocks(values: list[int], size: int) -> tuple[list[int], list[int]]:
    """Values cut into blocks of one size, equal ones kept once: the number of each block, and the blocks."""
    blocks: dict[tuple[int, ...], int] = {}
    numbers = [
        blocks.setdefault(tuple(values[first:first + size]), len(blocks)) for first in range(0, len(values), size)
    ]
    if len(blocks) > 256:
        raise UnknownConstruct(f"{len(blocks)} blocks, more than a byte can number")
    return numbers, [value for block in blocks for value in block]


def constants(automaton: text_rules.ExtensionAutomaton) -> list[tuple[str, int, str]]:
    """Numbers that the parser shares with the generator."""
    traits = {
        "KEEP": "may end a number: letter, number or #", "DIGIT": "decimal digit", "PLUS": "plus sign",
        "PUNCTUATION": "may stand between digits, * included", "LETTER": "letter of a vanity number",
        "ASCII_LETTER": "A-Z, a-z", "SLASH": "/ or backslash", "SPACE": "the space", "SMALL_X": "the letter x",
        "COMPLEX": "neither digit nor mere punctuation",
        "START": "may start a number", "LABEL": "every extension has one", "SEMICOLON": "the semicolon",
    }
    result = [(f"SKY_NUMBER_{name}", getattr(text_rules, name), comment) for name, comment in traits.items()]
    return result + [
        ("SKY_NUMBER_VALUE_SHIFT", text_rules.VALUE_SHIFT, "trait bits of a digit's value, 15 if none"),
        ("SKY_NUMBER_KEYPAD_SHIFT", text_rules.KEYPAD_SHIFT, "trait bits of the digit on a keypad, 15 if none"),
        ("SKY_NUMBER_CLASS_SHIFT", 24, "class in ascii_traits"),
        ("SKY_NUMBER_LEAF_WIDTH", LEAF_WIDTH, "labels to a leaf of number_leaves"),
        ("SKY_NUMBER_BLOCK_SHIFT", text_rules.BLOCK_SHIFT, "code points to a block of class_blocks, as a power of two"),
        ("SKY_NUMBER_PAGE_SHIFT", text_rules.PAGE_SHIFT, "blocks to a page of class_pages, as a power of two"),
        ("SKY_NUMBER_FIRST_OF_RANGES", text_rules.FIRST_OF_RANGES, "first code point of class_ranges"),
        ("SKY_NUMBER_NO_TYPE", NO_TYPE, "type of a number that is not valid"),
        ("SKY_NUMBER_NO_REGION", 255, "region of a label that has none"),
        ("SKY_NUMBER_NO_IDD", 255, "no international prefix"),
        ("SKY_NUMBER_EXTENSION_COLUMNS", automaton.column_count, "columns of extension_states"),
    ]


def write_sources(root: Path, sections: list[Section], unicode: str, numbers: list[tuple[str, int, str]]) -> None:
    """C source, header and manifest below the project's root."""
    version = metadata.version()
    target, manifest_target = root / "Sources" / "CSkyTables", root / "tools" / "numbers"
    (target / "include").mkdir(parents=True, exist_ok=True)
    manifest_target.mkdir(parents=True, exist_ok=True)
    (target / "number_tables.c").write_text(source(sections, version, unicode))
    (target / "include" / "number_tables.h").write_text(header(sections, version, unicode, numbers))
    sizes = {section.name: len(section.packed()) for section in sections}
    manifest = {
        "metadata": version, "unicode": unicode, "sha256": digest(sections), "bytes": sum(sizes.values()),
        "sections": sizes,
    }
    (manifest_target / "number_tables.manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description="Write the number tables.")
    parser.add_argument("--root", type=Path, help="folder that holds Sources/: write source, header and manifest there")
    parser.add_argument("--blob", type=Path, help="write the loadable blob here")
    arguments = parser.parse_args()
    sys.setrecursionlimit(10_000)
    reference.check()

    unicode_classes = text_rules.read_unicode_classes(TOOLS / "unicode_classes.txt")
    plans = plan_sections(metadata.calling_codes())
    rules = text_rules.TextRules(unicode_classes)
    automaton = text_rules.extension_automaton(rules)
    sections = plans + text_sections(rules, automaton)
    version = metadata.version()
    size = sum(len(section.packed()) for section in sections)
    if size > LARGEST_TABLES:
        raise UnknownConstruct(f"tables of {size} bytes")

    if arguments.root:
        write_sources(arguments.root, sections, unicode_classes.version, constants(automaton))
    if arguments.blob:
        arguments.blob.write_bytes(blob(plans, version))
    print(f"libphonenumber {version}: {size} bytes of tables")


if __name__ == "__main__":
    main()
