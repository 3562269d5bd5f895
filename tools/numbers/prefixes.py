"""Prefixes that are taken off the front of a number: international (IDD) and national.

Regular expressions take the *first* alternative that leads to a match, and national prefixes have groups whose text is
kept. Both need the order of the threads, so the automaton's state is the ordered list of live threads, each with the
positions of its groups. Positions depend on the path only and the languages are finite, so there are few states.
What a match comes to is its *outcome*; where no thread is left the walk ends in a leaf that is the outcome.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable
from dataclasses import dataclass

from metadata import Plan
from patterns import AtEnd, Match, Program, Save, Split, Take, UnknownConstruct, read_pattern
from walks import WalkTable

NO_IDD = 255
LONGEST_LITERAL = 7

Saves = tuple[int | None, ...]
Thread = tuple[int, Saves]
Found = tuple[int, Saves]  # digits matched, group positions


@dataclass(frozen=True)
class PrefixOutcome:
    """`consumed` digits become `literal` followed by the digits from `kept_start` to `kept_end`."""

    consumed: int
    literal: str
    kept_start: int
    kept_end: int


NOTHING_STRIPPED = PrefixOutcome(0, "", 0, 0)


class OrderedMatcher:
    """Turns one pattern into walks of a table."""

    def __init__(self, pattern: str, table: WalkTable, outcome: Callable[[Found | None], Hashable]) -> None:
        expression, self.groups = read_pattern(pattern)
        self._program = Program(expression)
        self._table = table
        self._outcome = outcome
        self._known: dict[Hashable, int] = {}

    def walk(self) -> int:
        nowhere: Saves = (None,) * (2 * self.groups)
        return self._walk(((self._program.start, nowhere),), None, 0)

    def _advance(self, threads: tuple[Thread, ...], position: int, at_end: bool) -> tuple[tuple[Thread, ...],
                                                                                          Found | None]:
        """Threads that wait for a digit (or the end), in order, and the match reached; a match ends all less
        preferred threads."""
        seen: set[int] = set()
        waiting: list[Thread] = []
        found: list[Found] = []

        def follow(thread: int, saves: Saves) -> None:
            if found or thread in seen:
                return
            seen.add(thread)
            instruction = self._program.instructions[thread]
            if isinstance(instruction, Split):
                for target in instruction.targets:
                    follow(target, saves)
            elif isinstance(instruction, Save):
                changed = list(saves)
                changed[instruction.slot] = position
                follow(instruction.then, tuple(changed))
            elif isinstance(instruction, Match):
                found.append((position, saves))
            elif isinstance(instruction, AtEnd) and at_end:
                follow(instruction.then, saves)
            else:
                waiting.append((thread, saves))

        for thread, saves in threads:
            follow(thread, saves)
        return tuple(waiting), found[0] if found else None

    def _walk(self, threads: tuple[Thread, ...], best: Found | None, position: int) -> int:
        """`best` is the match of a more preferred rank so far: later ones on live threads replace it, because
        live threads are always preferred to it."""
        waiting, found = self._advance(threads, position, at_end=False)
        best_so_far = found if found is not None else best
        _, found_at_end = self._advance(threads, position, at_end=True)
        best_at_end = found_at_end if found_at_end is not None else best
        key = (waiting, best_so_far, best_at_end, position)
        if key not in self._known:
            self._known[key] = self._row(waiting, best_so_far, self._outcome(best_at_end), position)
        return self._known[key]

    def _row(self, waiting: tuple[Thread, ...], best: Found | None, end: Hashable, position: int) -> int:
        walks = []
        for digit in range(10):
            following = []
            for thread, saves in waiting:
                instruction = self._program.instructions[thread]
                if isinstance(instruction, Take) and digit in instruction.members:
                    following.append((instruction.then, saves))
            if following:
                walks.append(self._walk(tuple(following), best, position + 1))
            else:
                walks.append(self._table.leaf(self._outcome(best)))
        if all(walk == self._table.leaf(end) for walk in walks):
            return self._table.leaf(end)
        return self._table.row(end, tuple(walks))


class NationalPrefixes:
    """Walks of all national prefix rules; outcomes are `PrefixOutcome`."""

    def __init__(self) -> None:
        self.table = WalkTable()
        self._rules: dict[tuple[str, str | None], int] = {}

    def walk(self, plan: Plan) -> int:
        if plan.national_prefix is None:
            return self.table.leaf(NOTHING_STRIPPED)
        rule = (plan.national_prefix, plan.transform)
        if rule not in self._rules:
            self._rules[rule] = self._build(*rule)
        return self._rules[rule]

    def _build(self, pattern: str, transform: str | None) -> int:
        groups = read_pattern(pattern)[1]
        literal, kept = "", 0
        if transform is not None and groups > 0:
            parts = re.fullmatch(r"([0-9]*)\\([1-9])", transform)
            if parts is None or int(parts[2]) > groups or len(parts[1]) > LONGEST_LITERAL:
                raise UnknownConstruct(f"transform rule {transform!r}")
            literal, kept = parts[1], int(parts[2])
        elif transform is not None:
            raise UnknownConstruct(f"transform rule {transform!r} without a group")

        def outcome(found: Found | None) -> PrefixOutcome:
            if found is None:
                return NOTHING_STRIPPED
            consumed, saves = found
            if transform is None or saves[2 * groups - 1] is None:
                return PrefixOutcome(consumed, "", 0, 0)
            start, end = saves[2 * kept - 2], saves[2 * kept - 1]
            if start is None or end is None:
                return PrefixOutcome(consumed, literal, 0, 0)
            return PrefixOutcome(consumed, literal, start, end)

        return OrderedMatcher(pattern, self.table, outcome).walk()


class InternationalPrefixes:
    """Walks of all IDD patterns; outcomes are the number of digits to strip, or NO_IDD."""

    def __init__(self) -> None:
        self.table = WalkTable()
        self._patterns: dict[str, int] = {}

    def walk(self, plan: Plan) -> int:
        pattern = plan.international_prefix
        if pattern is None:
            return self.table.leaf(NO_IDD)
        if pattern not in self._patterns:
            self._patterns[pattern] = OrderedMatcher(
                pattern, self.table, lambda found: NO_IDD if found is None else found[0]
            ).walk()
        return self._patterns[pattern]
