"""The regular expressions of the numbering plans: parsing, and the states a match can be in.

The metadata uses a small part of what regular expressions can say: digits, `\\d`, `[...]`, `(...)`, `(?:...)`, `|`,
`?`, `{m}`, `{m,n}` and, in national prefixes, `$`. All of it describes finite languages. Anything else is refused with
`UnknownConstruct`, because a construct that is only half understood would give a wrong table without a sound.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Union

LONGEST_REPEAT = 20


class UnknownConstruct(Exception):
    """The metadata says something that this generator does not know."""


@dataclass(frozen=True)
class Symbols:
    """One symbol out of a set: digits 0-9 in the plans, character classes in the extension grammar."""

    members: frozenset[int]


@dataclass(frozen=True)
class Sequence:
    parts: tuple[Expression, ...]


@dataclass(frozen=True)
class Choice:
    """Alternatives, the preferred one first."""

    options: tuple[Expression, ...]


@dataclass(frozen=True)
class Repeat:
    """Greedy repetition; `most` is None for the unbounded repeats of the extension grammar."""

    body: Expression
    least: int
    most: int | None


@dataclass(frozen=True)
class Group:
    """A capturing group, numbered from 1."""

    number: int
    body: Expression


@dataclass(frozen=True)
class EndOfNumber:
    """`$`: matches only when all digits are used."""


Expression = Union[Symbols, Sequence, Choice, Repeat, Group, EndOfNumber]

ANY_DIGIT = Symbols(frozenset(range(10)))


class _Reader:
    """Recursive descent over one pattern."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.position = 0
        self.groups = 0

    def refuse(self, what: str) -> UnknownConstruct:
        return UnknownConstruct(f"{what} at {self.position} in {self.pattern!r}")

    def peek(self) -> str:
        return self.pattern[self.position] if self.position < len(self.pattern) else ""

    def accept(self, text: str) -> bool:
        if not self.pattern.startswith(text, self.position):
            return False
        self.position += len(text)
        return True

    def choice(self) -> Expression:
        options = [self.sequence()]
        while self.accept("|"):
            options.append(self.sequence())
        return options[0] if len(options) == 1 else Choice(tuple(options))

    def sequence(self) -> Expression:
        parts = []
        while self.peek() not in ("", "|", ")"):
            parts.append(self.repeated(self.atom()))
        return Sequence(tuple(parts))

    def atom(self) -> Expression:
        if self.accept("(?:"):
            return self.closed(self.choice())
        if self.accept("(?"):
            raise self.refuse("unknown group")
        if self.accept("("):
            self.groups += 1
            number = self.groups
            return Group(number, self.closed(self.choice()))
        if self.accept("["):
            return self.digit_set()
        if self.accept("\\d"):
            return ANY_DIGIT
        if self.accept("$"):
            return EndOfNumber()
        if self.peek() in "0123456789":
            self.position += 1
            return Symbols(frozenset({int(self.pattern[self.position - 1])}))
        raise self.refuse("unknown construct")

    def closed(self, body: Expression) -> Expression:
        if not self.accept(")"):
            raise self.refuse("group not closed")
        return body

    def digit_set(self) -> Expression:
        members: set[int] = set()
        while not self.accept("]"):
            if self.accept("\\d"):
                members |= ANY_DIGIT.members
                continue
            first = self.set_digit()
            last = self.set_digit() if self.accept("-") else first
            if last < first:
                raise self.refuse("range the wrong way round")
            members |= set(range(first, last + 1))
        if not members:
            raise self.refuse("empty set")
        return Symbols(frozenset(members))

    def set_digit(self) -> int:
        if self.peek() == "" or self.peek() not in "0123456789":
            raise self.refuse("set holds something other than digits")
        self.position += 1
        return int(self.pattern[self.position - 1])

    def repeated(self, body: Expression) -> Expression:
        if self.accept("?"):
            least, most = 0, 1
        elif self.accept("{"):
            least, most = self.bounds()
        else:
            return body
        if self.peek() and self.peek() in "?*+{":
            raise self.refuse("repeat of a repeat")
        if most > 1 and has_groups(body):
            raise self.refuse("repeated capturing group")
        return Repeat(body, least, most)

    def bounds(self) -> tuple[int, int]:
        end = self.pattern.find("}", self.position)
        if end < 0:
            raise self.refuse("repeat not closed")
        numbers = self.pattern[self.position:end].split(",")
        if len(numbers) > 2 or not all(n.isascii() and n.isdigit() for n in numbers):
            raise self.refuse("repeat without both bounds")
        least, most = int(numbers[0]), int(numbers[-1])
        if not least <= most <= LONGEST_REPEAT or most == 0:
            raise self.refuse("repeat out of range")
        self.position = end + 1
        return least, most


def has_groups(expression: Expression) -> bool:
    """Whether a capturing group stands anywhere inside."""
    if isinstance(expression, Group):
        return True
    if isinstance(expression, Sequence):
        return any(map(has_groups, expression.parts))
    if isinstance(expression, Choice):
        return any(map(has_groups, expression.options))
    return isinstance(expression, Repeat) and has_groups(expression.body)


def read_pattern(pattern: str) -> tuple[Expression, int]:
    """The expression of a pattern and its number of capturing groups."""
    reader = _Reader(pattern)
    expression = reader.choice()
    if reader.position != len(pattern):
        raise reader.refuse("unbalanced parenthesis")
    return expression, reader.groups


# A program is a list of instructions; a thread of a match is an index into it.


@dataclass(frozen=True)
class Take:
    """Needs one symbol of a set, then goes on at `then`."""

    members: frozenset[int]
    then: int


@dataclass(frozen=True)
class Split:
    """Goes on at all of `targets`, the preferred one first."""

    targets: tuple[int, ...]


@dataclass(frozen=True)
class Save:
    """Notes the position: slot 2g is the start of group g, 2g + 1 its end (groups counted from 0 here)."""

    slot: int
    then: int


@dataclass(frozen=True)
class AtEnd:
    then: int


@dataclass(frozen=True)
class Match:
    pass


Instruction = Union[Take, Split, Save, AtEnd, Match]


class Program:
    """An expression as a non-deterministic automaton whose choices keep their order."""

    def __init__(self, expression: Expression) -> None:
        self.instructions: list[Instruction] = [Match()]
        self.match = 0
        self.start = self._compile(expression, self.match)

    def _add(self, instruction: Instruction) -> int:
        self.instructions.append(instruction)
        return len(self.instructions) - 1

    def _compile(self, expression: Expression, then: int) -> int:
        if isinstance(expression, Symbols):
            return self._add(Take(expression.members, then))
        if isinstance(expression, Sequence):
            for part in reversed(expression.parts):
                then = self._compile(part, then)
            return then
        if isinstance(expression, Choice):
            return self._add(Split(tuple(self._compile(option, then) for option in expression.options)))
        if isinstance(expression, Group):
            end = self._add(Save(2 * expression.number - 1, then))
            return self._add(Save(2 * expression.number - 2, self._compile(expression.body, end)))
        if isinstance(expression, EndOfNumber):
            return self._add(AtEnd(then))
        return self._compile_repeat(expression, then)

    def _compile_repeat(self, repeat: Repeat, then: int) -> int:
        if repeat.most is None:
            loop = self._add(Match())  # replaced once the body is known, which needs to come back here
            self.instructions[loop] = Split((self._compile(repeat.body, loop), then))
            first = loop
        else:
            first = then
            for _ in range(repeat.most - repeat.least):
                first = self._add(Split((self._compile(repeat.body, first), then)))
        for _ in range(repeat.least):
            first = self._compile(repeat.body, first)
        return first

    def closure(self, threads: Iterable[int]) -> frozenset[int]:
        """All instructions reached without a symbol; for languages, where neither order nor groups matter."""
        seen: set[int] = set()
        waiting = list(threads)
        while waiting:
            thread = waiting.pop()
            if thread in seen:
                continue
            seen.add(thread)
            instruction = self.instructions[thread]
            if isinstance(instruction, Split):
                waiting.extend(instruction.targets)
            elif isinstance(instruction, Save):
                waiting.append(instruction.then)
        return frozenset(t for t in seen if isinstance(self.instructions[t], (Take, AtEnd, Match)))

    def step(self, threads: Iterable[int], symbol: int) -> frozenset[int]:
        """The closure after one symbol."""
        following = []
        for thread in threads:
            instruction = self.instructions[thread]
            if isinstance(instruction, Take) and symbol in instruction.members:
                following.append(instruction.then)
        return self.closure(following)

    def uses_end(self) -> bool:
        return any(isinstance(i, AtEnd) for i in self.instructions)
