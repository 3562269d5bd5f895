"""What the fields of a record are called.

Documents of one kind have the same fields in the same order, so the work that depends on names alone is done once for
each such sequence of names and kept.
"""

from __future__ import annotations

from functools import lru_cache
from operator import itemgetter
from typing import Callable, Dict, List, Optional, Sequence, Tuple

Picker = Callable[[Sequence[str]], Tuple[str, ...]]


@lru_cache(maxsize=1024)
def folded(name: str) -> str:
    """A name as it is compared: without regard to ASCII case, `-` and `_` (the rule of sky_postback_field)."""
    return name.encode("utf-8").upper().replace(b"-", b"").replace(b"_", b"").decode("utf-8")


def picker(positions: Sequence[int]) -> Picker:
    """A function that picks the values at these positions."""
    if len(positions) > 1:
        return itemgetter(*positions)
    return lambda values: tuple(values[position] for position in positions)


class Shape:
    """The names of a record's fields, in order."""

    __slots__ = ("_positions", "_positions_of_files", "attribute_names", "pick_attributes", "pick_plain", "plain_names")

    def __init__(self, names: Sequence[str]) -> None:
        first: Dict[str, int] = {}
        for position, name in enumerate(names):
            first.setdefault(name, position)
        plain = [name for name in first if "/" not in name and "@" not in name]
        attributes = [name for name in first if name.startswith("@")]
        #: Names of the fields that have neither attribute marks nor parts, each once.
        self.plain_names = tuple(plain)
        #: Picks the first value of each; None where that is all values, in order.
        self.pick_plain: Optional[Picker] = None if len(plain) == len(names) else picker([first[n] for n in plain])
        #: Names of the record's own attributes, without the mark.
        self.attribute_names = tuple(name[1:] for name in attributes)
        self.pick_attributes = picker([first[name] for name in attributes])
        self._positions_of_files = [position for position, name in enumerate(names) if name == "CONTENT/FILE"]
        self._positions: Dict[str, List[int]] = {}
        for position, name in enumerate(names):
            self._positions.setdefault(folded(name), []).append(position)

    def positions(self, name: str) -> Optional[List[int]]:
        """Where the fields of a name stand, or None if no field has exactly this name."""
        return self._positions.get(folded(name))

    def files(self, values: Sequence[str]) -> Tuple[str, ...]:
        """The URLs of files that are there (rule T13: a FILE of CONTENT that is not empty)."""
        return tuple(values[position] for position in self._positions_of_files if values[position])


_LONGEST = 4096
_MOST = 1024

#: Shapes by the block of names as the library gives it. Strangers' documents may have any names, so it is bounded.
SHAPES: Dict[bytes, Shape] = {}


def shape_of(names: bytes) -> Shape:
    """The shape of a block of names, each followed by a NUL."""
    shape = SHAPES.get(names)
    if shape is None:
        shape = Shape(names.decode("utf-8").split("\0")[:-1])
        if len(names) <= _LONGEST:
            if len(SHAPES) >= _MOST:
                SHAPES.clear()
            SHAPES[names] = shape
    return shape
