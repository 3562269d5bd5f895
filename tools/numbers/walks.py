"""Tables to be walked a digit at a time, shared by every question about numbers.

A walk is a value of 16 bits. Below the leaf base it is the start of a row of ten walks, one for each next digit, so the
walker only adds the digit. From the leaf base on it is a leaf: the digits no longer matter, the leaf alone (and, for
some tables, how many digits are left) gives the answer. Each row also has an answer of its own, its *end*, for a number
that stops there. Equal rows are shared.

Rows with an end of their own lie ten cells apart, so that the end's place is the walk divided by ten. A table may name
a *usual end*: rows that have it come behind all others, need no entry among the ends, and overlap where the last cells
of one are the first cells of the next.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable

from patterns import UnknownConstruct

Row = tuple[int, ...]


class WalkTable:
    """Rows and leaves of one question."""

    def __init__(self, usual_end: Hashable = None) -> None:
        self._usual_end = usual_end
        self._rows: dict[tuple[Hashable, Row], int] = {}
        self._leaves: dict[Hashable, int] = {}
        self._starts: list[int] = []
        self._cells: list[int] = []

    def leaf(self, answer: Hashable) -> int:
        """A leaf; as a negative number until the rows are all known."""
        return -1 - self._leaves.setdefault(answer, len(self._leaves))

    def row(self, end: Hashable, walks: Row) -> int:
        """A row of ten walks, and the answer for a number that ends there."""
        assert len(walks) == 10 and not self._starts
        return self._rows.setdefault((end, walks), len(self._rows))

    def packed(self, walk: int) -> int:
        """The 16-bit form of a walk; no row can be added after the first one was asked for."""
        self._lay_out()
        value = self._starts[walk] if walk >= 0 else len(self._cells) - 1 - walk
        if value > 0xFFFF:
            raise UnknownConstruct("table too large for 16-bit walks")
        return value

    def cells(self) -> list[int]:
        self._lay_out()
        return [self.packed(walk) for walk in self._cells]

    def ends(self) -> list[Hashable]:
        return [end for end, _ in self._rows if self._usual_end is None or end != self._usual_end]

    def leaves(self) -> list[Hashable]:
        return list(self._leaves)

    def _lay_out(self) -> None:
        """Decide where each row starts."""
        if self._starts:
            return
        self._starts = [0] * len(self._rows)
        overlapping = []
        for number, (end, walks) in enumerate(self._rows):
            if self._usual_end is not None and end == self._usual_end:
                overlapping.append((number, walks))
            else:
                self._place(number, walks, 0)
        for chain in chains([walks for _, walks in overlapping]):
            for place, shared in chain:
                self._place(*overlapping[place], shared)

    def _place(self, number: int, walks: Row, shared: int) -> None:
        """Append a row whose first cells are the last ones already."""
        self._starts[number] = len(self._cells) - shared
        self._cells += walks[shared:]


def chains(rows: list[Row]) -> list[list[tuple[int, int]]]:
    """Rows in an order in which they overlap much: lists of (row, cells shared with the row before).

    Greedy: the longest overlaps first. The rows differ from one another.
    """
    beginnings: dict[Row, list[int]] = defaultdict(list)
    for number, row in reversed(list(enumerate(rows))):
        for length in range(1, len(row)):
            beginnings[row[:length]].append(number)
    following: dict[int, tuple[int, int]] = {}
    preceded: set[int] = set()
    first_of = list(range(len(rows)))  # the first row of the chain that ends with a row
    for length in range(9, 0, -1):
        for number, row in enumerate(rows):
            candidates = beginnings.get(row[-length:], [])
            if number in following:
                continue
            while candidates and candidates[-1] in preceded:
                candidates.pop()
            choice = next((c for c in reversed(candidates) if c not in preceded and c != first_of[number]), None)
            if choice is not None:
                following[number] = (choice, length)
                preceded.add(choice)
                last = choice
                while last in following:
                    last = following[last][0]
                first_of[last] = first_of[number]
    result = []
    for number in range(len(rows)):
        if number not in preceded:
            chain = [(number, 0)]
            while chain[-1][0] in following:
                chain.append(following[chain[-1][0]])
            result.append(chain)
    return result
