"""Compact tables for C: arrays, and tries whose equal blocks are stored once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

#: Values of one block of a trie.
BLOCK = 32


def c_array(type_name: str, name: str, values: Iterable[str], width: int = 112) -> str:
    """A static array, as many values a line as fit."""
    lines, line = [], "   "
    for value in values:
        if len(line) + len(value) + 2 > width:
            lines.append(line)
            line = "   "
        line += f" {value},"
    lines.append(line)
    return f"static const {type_name} {name}[] = {{\n" + "\n".join(lines) + "\n};\n"


@dataclass
class Trie:
    """A two-stage table: blocks[index[code / BLOCK] * BLOCK + code % BLOCK]."""

    index: list[int]
    blocks: list[int]

    @classmethod
    def of(cls, values: Sequence[int]) -> Trie:
        """Equal blocks are stored once."""
        index: list[int] = []
        blocks: list[int] = []
        seen: dict[tuple[int, ...], int] = {}
        for at in range(0, len(values), BLOCK):
            block = tuple(values[at : at + BLOCK])
            if block not in seen:
                seen[block] = len(blocks) // BLOCK
                blocks.extend(block)
            index.append(seen[block])
        return cls(index, blocks)

    def arrays(self, name: str) -> str:
        """The two arrays in C."""
        return "".join(
            c_array("uint8_t" if max(values) < 0x100 else "uint16_t", f"{name}_{part}", map(str, values))
            for part, values in (("index", self.index), ("blocks", self.blocks))
        )


def distinct(values: Sequence[int], size: int) -> tuple[list[int], list[tuple[int, ...]]]:
    """The values cut into blocks: the number of each, and the blocks that differ."""
    seen: dict[tuple[int, ...], int] = {}
    numbers = [seen.setdefault(tuple(values[at : at + size]), len(seen)) for at in range(0, len(values), size)]
    return numbers, list(seen)
