"""Finite languages over digits as one shared, minimal, acyclic automaton.

A state is `(accepts, successors)`, hash-consed: equal languages are the same state, so states can be compared by
number. State 0 is the empty language.
"""

from __future__ import annotations

import functools

from patterns import Program, UnknownConstruct, read_pattern

NOTHING = 0


class Languages:
    """All languages met so far."""

    def __init__(self) -> None:
        self.accepts: list[bool] = []
        self.successors: list[tuple[int, ...] | None] = []  # None: all ten are NOTHING
        self._known: dict[tuple[bool, tuple[int, ...] | None], int] = {}
        self._state(False, None)

    def _state(self, accepts: bool, successors: tuple[int, ...] | None) -> int:
        if successors is not None and not any(successors):
            successors = None
        key = (accepts, successors)
        if key not in self._known:
            self._known[key] = len(self.accepts)
            self.accepts.append(accepts)
            self.successors.append(successors)
        return self._known[key]

    @functools.lru_cache(None)
    def of_pattern(self, pattern: str) -> int:
        """The state for all strings that the pattern matches as a whole."""
        program = Program(read_pattern(pattern)[0])
        if program.uses_end():
            raise UnknownConstruct(f"$ in {pattern!r}, which is matched as a whole")

        @functools.lru_cache(None)
        def state(threads: frozenset[int]) -> int:
            if not threads:
                return NOTHING
            following = tuple(state(program.step(threads, digit)) for digit in range(10))
            return self._state(program.match in threads, following)

        return state(program.closure([program.start]))

    def after(self, state: int, digit: int) -> int:
        """The state after one more digit."""
        following = self.successors[state]
        return NOTHING if following is None else following[digit]
