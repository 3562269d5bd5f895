"""Tables to be walked a digit at a time, shared by every question about numbers.

A walk is a value of 16 bits. Below the leaf base it is the start of a row of ten walks, one for each next digit
(already multiplied by ten, so the walker only adds the digit). From the leaf base on it is a leaf: the digits no longer
matter, the leaf alone (and, for some tables, how many digits are left) gives the answer. Each row also has an answer of
its own, for a number that ends there. Equal rows are shared.
"""

from __future__ import annotations

from collections.abc import Hashable

from patterns import UnknownConstruct


class WalkTable:
    """Rows and leaves of one question."""

    def __init__(self) -> None:
        self._rows: dict[tuple[Hashable, tuple[int, ...]], int] = {}
        self._leaves: dict[Hashable, int] = {}

    def leaf(self, answer: Hashable) -> int:
        """A leaf; as a negative number until the rows are all known."""
        return -1 - self._leaves.setdefault(answer, len(self._leaves))

    def row(self, end: Hashable, walks: tuple[int, ...]) -> int:
        """A row of ten walks, and the answer for a number that ends there."""
        assert len(walks) == 10
        return self._rows.setdefault((end, walks), len(self._rows))

    def packed(self, walk: int) -> int:
        """The 16-bit form of a walk."""
        value = walk * 10 if walk >= 0 else len(self._rows) * 10 - 1 - walk
        if value > 0xFFFF:
            raise UnknownConstruct("table too large for 16-bit walks")
        return value

    def cells(self) -> list[int]:
        return [self.packed(walk) for _, walks in self._rows for walk in walks]

    def ends(self) -> list[Hashable]:
        return [end for end, _ in self._rows]

    def leaves(self) -> list[Hashable]:
        return list(self._leaves)
