"""What the fields of a record are called.

Documents of one kind have the same fields in the same order, so the work that depends on names alone is done once for
each such sequence of names and kept.
"""

from __future__ import annotations

from functools import lru_cache

from ._arguments import utf8

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable, Dict, List, Optional, Sequence, Tuple


@lru_cache(maxsize=1024)
def folded(name: str) -> str:
    """A name as it is compared: without regard to ASCII case, `-` and `_` (the rule of sky_postback_field)."""
    return utf8(name, "name").upper().replace(b"-", b"").replace(b"_", b"").decode("utf-8")


class Shape:
    """The names of a record's fields, in order."""

    __slots__ = ("_attributes", "_count", "_files", "_plain", "_positions", "_uses", "make_fields")

    #: A function is compiled for a shape that is used so often and has no more fields than this.
    USES_THAT_PAY = 50
    FIELDS_THAT_PAY = 64

    #: Makes the plain fields of a record's values, each followed by a NUL.
    make_fields: Callable[[str], Dict[str, str]]

    def __init__(self, names: Sequence[str]) -> None:
        first: Dict[str, int] = {}
        self._positions: Dict[str, List[int]] = {}
        for position, name in enumerate(names):
            first.setdefault(name, position)
            self._positions.setdefault(folded(name), []).append(position)
        self._plain = {name: at for name, at in first.items() if "/" not in name and "@" not in name}
        self._attributes = {name[1:]: at for name, at in first.items() if name.startswith("@")}
        self._files = [position for position, name in enumerate(names) if name == "CONTENT/FILE"]
        self._count = len(names)
        self._uses = 0
        self.make_fields = self._make_fields

    def attributes(self, values: Sequence[str]) -> Dict[str, str]:
        """The record's own attributes, by name without the mark."""
        return {name: values[position] for name, position in self._attributes.items()}

    def files(self, values: Sequence[str]) -> Tuple[str, ...]:
        """The URLs of files that are there (rule T13: a FILE of CONTENT that is not empty)."""
        return tuple(values[position] for position in self._files if values[position])

    def positions(self, name: str) -> Optional[List[int]]:
        """Where the fields of a name stand, or None if no field has exactly this name."""
        return self._positions.get(folded(name))

    def _make_fields(self, text: str) -> Dict[str, str]:
        values = text.split("\0")
        self._uses += 1
        if self._uses == self.USES_THAT_PAY and self._count <= self.FIELDS_THAT_PAY:
            self.make_fields = self._compiled()
        return {name: values[position] for name, position in self._plain.items()}

    def _compiled(self) -> Callable[[str], Dict[str, str]]:
        """`def fields(text): v0, v1, …, _ = text.split("\\0"); return {"ORIGIN": v0, …}`: the quickest way to a dict.

        Made as a syntax tree and not as source: names are strangers' words and stay constants there whatever they hold.
        """
        import ast  # Only here: programs that read a few postbacks start without it.

        used = set(self._plain.values())
        variables = [f"v{position}" if position in used else "_" for position in range(self._count)]
        function = ast.parse('def fields(text): _ = text.split("\\0"); return {}')
        split, give = function.body[0].body  # type: ignore[attr-defined]
        # Behind the last NUL there is one more, empty.
        split.targets = [ast.Tuple([ast.Name(name, ast.Store()) for name in [*variables, "_"]], ast.Store())]
        give.value.keys = [ast.Constant(name) for name in self._plain]
        give.value.values = [ast.Name(f"v{position}", ast.Load()) for position in self._plain.values()]
        scope: Dict[str, Any] = {}
        exec(compile(ast.fix_missing_locations(function), "<fields>", "exec"), scope)
        made: Callable[[str], Dict[str, str]] = scope["fields"]
        return made


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
