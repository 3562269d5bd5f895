"""Is a national number valid, of what type, of which region: one walk for all three.

For each calling code all its regions' patterns are followed at once. What is known when a number ends is a *label*:
which region of the calling code (steps 14 and 15 of docs/numbers.md), and which type. Possible lengths, the order in
which types are tried, `leading_digits` and the order of regions are all settled here, so the walker sees labels only.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

from languages import NOTHING, Languages
from metadata import FIXED_LINE, FIXED_LINE_OR_MOBILE, MOBILE, NO_TYPE, TYPES_IN_ORDER, Plan
from walks import WalkTable

LONGEST_NATIONAL_NUMBER = 17
NO_REGION = 255

Label = tuple[int, int]  # region's index within its calling code or NO_REGION, type


@dataclass(frozen=True)
class _Description:
    """One type's pattern in a region: where its language starts, and the lengths it is limited to."""

    start: int
    lengths: frozenset[int] | None

    def admits(self, state: int, length: int, languages: Languages) -> bool:
        return languages.accepts[state] and (self.lengths is None or length in self.lengths)


@dataclass(frozen=True)
class _Region:
    """What is followed for one region: the general pattern, then every type in the order of trial."""

    descriptions: tuple[_Description | None, ...]
    leading: int | None
    same_mobile_and_fixed: bool

    def type_of(self, states: tuple[int, ...], length: int, languages: Languages) -> int:
        matches = [
            d is not None and d.admits(s, length, languages) for d, s in zip(self.descriptions, states)
        ]
        general, *others, fixed, mobile = matches
        if not general:
            return NO_TYPE
        for (_, number_type), matched in zip(TYPES_IN_ORDER, others):
            if matched:
                return number_type
        if fixed:
            return FIXED_LINE_OR_MOBILE if self.same_mobile_and_fixed or mobile else FIXED_LINE
        return MOBILE if mobile and not self.same_mobile_and_fixed else NO_TYPE


_LEADING_SEEN = -1  # takes the place of a state once a region's leading digits have been matched

State = tuple[tuple[tuple[int, ...], int], ...]  # for each region: state of each description, state of leading digits


class JudgementBuilder:
    """Builds the walks of all calling codes into one table whose leaves are tuples of labels by digits left."""

    def __init__(self, languages: Languages, table: WalkTable, labels: dict[Label, int]) -> None:
        self._languages = languages
        self._table = table
        self._labels = labels

    def build(self, plans: list[Plan]) -> int:
        """The walk for a calling code, given its regions in order."""
        regions = [self._region(plan) for plan in plans]
        start: State = tuple(
            (
                tuple(NOTHING if d is None else d.start for d in region.descriptions),
                NOTHING if region.leading is None else region.leading,
            )
            for region in regions
        )

        def label(state: State, length: int) -> int:
            return self._labels.setdefault(self._label(regions, state, length), len(self._labels))

        @functools.lru_cache(None)
        def tail(state: State, length: int) -> tuple[int, ...] | None:
            """Labels by digits left, if the digits no longer matter; shortest form."""
            here = label(state, length)
            if length == LONGEST_NATIONAL_NUMBER:
                return (here,)
            tails = {tail(self._after(state, digit), length + 1) for digit in range(10)}
            if len(tails) != 1 or None in tails:
                return None
            whole = (here, *tails.pop())
            while len(whole) > 1 and whole[-1] == whole[-2]:
                whole = whole[:-1]
            return whole

        @functools.lru_cache(None)
        def walk(state: State, length: int) -> int:
            labels = tail(state, length)
            if labels is not None:
                return self._table.leaf(labels)
            walks = tuple(walk(self._after(state, digit), length + 1) for digit in range(10))
            return self._table.row(label(state, length), walks)

        return walk(start, 0)

    def _region(self, plan: Plan) -> _Region:
        names = ["general_desc", *(name for name, _ in TYPES_IN_ORDER), "fixed_line", "mobile"]
        descriptions = []
        for name in names:
            description = plan.description(name)
            if description is None:
                descriptions.append(None)
            else:
                start = self._languages.of_pattern(description.pattern)
                descriptions.append(_Description(start, description.lengths))
        leading = plan.leading_digits
        return _Region(
            tuple(descriptions),
            None if leading is None else self._languages.of_pattern(leading),
            plan.same_mobile_and_fixed_line_pattern,
        )

    def _label(self, regions: list[_Region], state: State, length: int) -> Label:
        """Steps 14 and 15: the first region that claims the number, and the type it has there."""
        for index, (region, (states, leading)) in enumerate(zip(regions, state)):
            if len(regions) > 1 and region.leading is not None and leading != _LEADING_SEEN:
                continue
            number_type = region.type_of(states, length, self._languages)
            if len(regions) == 1 or region.leading is not None or number_type != NO_TYPE:
                return index, number_type
        return NO_REGION, NO_TYPE

    def _after(self, state: State, digit: int) -> State:
        following = []
        for states, leading in state:
            if leading != _LEADING_SEEN:
                leading = self._languages.after(leading, digit)
                if self._languages.accepts[leading]:
                    leading = _LEADING_SEEN
            following.append((tuple(self._languages.after(s, digit) for s in states), leading))
        return tuple(following)
