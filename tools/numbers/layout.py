"""The tables' layout: one list of sections, from which the C source, its header and the loadable blob are written."""

from __future__ import annotations

import hashlib
import struct
import zlib
from dataclasses import dataclass

BLOB_MAGIC = b"SKYNUMB\n"
BLOB_FORMAT = 1
BLOB_ALIGNMENT = 8

# C type, its format in the `struct` module, and how a value is written in C.
SCALARS = {"uint8_t": "B", "uint16_t": "H", "uint32_t": "I"}


@dataclass(frozen=True)
class Record:
    """A plain C struct without padding, its fields in order: (C type, name, what it is)."""

    name: str
    comment: str
    fields: tuple[tuple[str, str, str], ...]

    def format(self) -> str:
        return "<" + "".join(_field_format(c_type, name) for c_type, name, _ in self.fields)

    def pack(self, values: tuple) -> bytes:
        flat = [item for value in values for item in (value if isinstance(value, (tuple, list)) else (value,))]
        return struct.pack(self.format(), *flat)


def _field_format(c_type: str, name: str) -> str:
    count = name[name.index("[") + 1 : -1] if "[" in name else ""
    return count + SCALARS[c_type]


PLAN = Record(
    "sky_number_plan",
    "The numbering plan of a region, or of a non-geographic calling code.",
    (
        ("uint32_t", "lengths", "possible lengths of a national number, bit n for n digits"),
        ("uint32_t", "local_lengths", "lengths that can be dialled locally only"),
        ("uint16_t", "general_walk", "into general_rows: does the general pattern match"),
        ("uint16_t", "prefix_walk", "into prefix_rows: the national prefix"),
        ("uint16_t", "idd_walk", "into idd_rows: the international prefix dialled from here"),
        ("uint8_t", "code", "index into codes"),
        ("uint8_t", "reserved", "0"),
        ("uint8_t", "region[4]", "ISO 3166 letters or 001, NUL-terminated"),
    ),
)
CODE = Record(
    "sky_number_code",
    "A country calling code.",
    (
        ("uint16_t", "value", "1 to 999"),
        ("uint16_t", "number_walk", "into number_rows: label of a national number"),
        ("uint8_t", "main_plan", "index into plans; the other regions of the code follow it"),
        ("uint8_t", "plan_count", "regions that share the code"),
    ),
)
OUTCOME = Record(
    "sky_number_prefix_outcome",
    "What becomes of a matched national prefix: consumed digits are replaced by a literal and some of themselves.",
    (
        ("uint8_t", "consumed", "digits matched; 0: nothing is stripped"),
        ("uint8_t", "literal", "index into prefix_literals; 0 is the empty one"),
        ("uint8_t", "kept_start", "first digit kept"),
        ("uint8_t", "kept_end", "one after the last digit kept"),
    ),
)
LITERAL = Record(
    "sky_number_literal",
    "Digits put in front of a number.",
    (("uint8_t", "count", "0 to 7"), ("uint8_t", "digits[7]", "values 0 to 9")),
)
LABEL = Record(
    "sky_number_label",
    "What is known of a national number.",
    (
        ("uint8_t", "region", "index from the code's main plan; 255: none"),
        ("uint8_t", "type", "number type; 15: unknown, the number is not valid"),
    ),
)
RECORDS = {r.name: r for r in (PLAN, CODE, OUTCOME, LITERAL, LABEL)}


@dataclass(frozen=True)
class Section:
    """One table."""

    name: str
    c_type: str
    comment: str
    values: list

    def packed(self) -> bytes:
        if self.c_type in RECORDS:
            return b"".join(RECORDS[self.c_type].pack(value) for value in self.values)
        return struct.pack(f"<{len(self.values)}{SCALARS[self.c_type]}", *self.values)


def blob(sections: list[Section], version: str) -> bytes:
    """The plans' sections as one loadable file: header, directory, data; every number little-endian. (The text rules'
    tables belong to the parser's code and stay in the library.)

    Header: magic (8), format, size of the whole, CRC-32 of all that follows the first 20 bytes, section count (u32
    each, the count within the sum), metadata version (16 bytes, NUL-padded). Directory: offset and element count of
    each section (u32 each). Data: each section at a multiple of eight.
    """
    if len(version) > 15:
        raise ValueError(f"version {version!r}")
    offset = 40 + 8 * len(sections)
    directory, data = b"", b""
    for section in sections:
        padding = -(offset + len(data)) % BLOB_ALIGNMENT
        data += bytes(padding)
        directory += struct.pack("<II", offset + len(data), len(section.values))
        data += section.packed()
    tail = struct.pack("<I16s", len(sections), version.encode()) + directory + data
    return BLOB_MAGIC + struct.pack("<III", BLOB_FORMAT, 20 + len(tail), zlib.crc32(tail)) + tail


def digest(sections: list[Section]) -> str:
    """SHA-256 over all tables' bytes."""
    return hashlib.sha256(b"".join(section.packed() for section in sections)).hexdigest()
