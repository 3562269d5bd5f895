"""The tables of phase, fault and outcome in docs/outcomes.md: read, compared with what was measured, written."""

from __future__ import annotations

import collections
from pathlib import Path
from typing import Iterator

from phases import ORDER

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
COLUMNS = [f"{connection} {kind}" for connection in ("first", "kept") for kind in ("FIN", "RST", "stall")]
HEADER = ("| the stream ends | first request, FIN | RST | stall | kept connection, FIN | RST | stall |\n"
          "| --- | --- | --- | --- | --- | --- | --- |\n")
NOTHING = "-"

# A cell is a table's title, a row's name and a column.
Cell = tuple[str, str, str]


class OutcomeTable:
    """What docs/outcomes.md says, and what was measured."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.documented: dict[Cell, set[str]] = dict(self._read())
        self.measured: dict[Cell, set[str]] = collections.defaultdict(set)

    def note(self, title: str, row: str, column: str, status: str) -> None:
        """A case had this outcome."""
        self.measured[title, row, column].add(status.removeprefix("SKY_E_").removeprefix("SKY_"))

    def undocumented(self, title: str) -> list[str]:
        """What was measured for a table and is not in the document."""
        return [f"{' / '.join(cell)}: {', '.join(sorted(outcomes))}" for cell, outcomes in self.measured.items()
                if cell[0] == title and not outcomes <= self.documented.get(cell, set())]

    def unmeasured(self) -> list[str]:
        """Cells of the document that nothing was measured for."""
        return [" / ".join(cell) for cell in self.documented if cell not in self.measured]

    def write(self) -> None:
        """Put what was measured into the document."""
        before, after = self._parts()
        self.path.write_text(before + BEGIN + "\n" + "".join(self._lines()) + END + after, "utf-8")

    def _parts(self) -> tuple[str, str]:
        text = self.path.read_text("utf-8")
        return text[:text.index(BEGIN)], text[text.index(END) + len(END):]

    def _lines(self) -> Iterator[str]:
        titles = list(dict.fromkeys(title for title, _, _ in self.measured))
        for title in titles:
            yield f"\n**{title}**\n\n{HEADER}"
            rows = {row for its, row, _ in self.measured if its == title}
            for row in sorted(rows, key=ORDER.index):
                cells = [" or ".join(sorted(self.measured.get((title, row, column), ()))) for column in COLUMNS]
                yield f"| {row} | {' | '.join(cell or NOTHING for cell in cells)} |\n"
        yield "\n"

    def _read(self) -> Iterator[tuple[Cell, set[str]]]:
        text = self.path.read_text("utf-8")
        title = ""
        for line in text[text.index(BEGIN):text.index(END)].splitlines():
            if line.startswith("**"):
                title = line.strip("*")
            elif line.startswith("| ") and not line.startswith(("| the stream", "| ---")):
                row, *cells = [cell.strip() for cell in line.strip("|").split("|")]
                for column, cell in zip(COLUMNS, cells):
                    if cell != NOTHING:
                        yield (title, row, column), set(cell.split(" or "))
