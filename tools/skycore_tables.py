"""Reads the provider's tables in tools/data/skycore. Shared by the generators; only the standard library is needed."""

from __future__ import annotations

from pathlib import Path

DATA = Path(__file__).resolve().parent / "data" / "skycore"


class BadTable(Exception):
    """A table holds something that the generator does not understand."""


def read_table(name: str, columns: str) -> list[dict[str, str]]:
    """Read a table of tab-separated columns; its header must name exactly `columns`."""
    expected = columns.split()
    rows: list[dict[str, str]] = []
    header: list[str] | None = None
    for number, line in enumerate((DATA / name).read_text("utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if header is None:
            header = cells
            if header != expected:
                raise BadTable(f"{name}:{number}: columns are {header}, expected {expected}")
            continue
        if len(cells) != len(expected):
            raise BadTable(f"{name}:{number}: {len(cells)} columns, expected {len(expected)}")
        rows.append(dict(zip(expected, cells)))
    return rows


def one_of(value: str, allowed, where: str) -> str:
    """The value, if it is an allowed one."""
    if value not in allowed:
        raise BadTable(f"{where}: {value!r} is none of {sorted(allowed)}")
    return value


def markdown(rows: list[dict[str, str]], columns: str) -> str:
    """Some columns of a table as a table of Markdown."""
    names = columns.split()
    out = "| " + " | ".join(names) + " |\n|" + " --- |" * len(names) + "\n"
    return out + "".join("| " + " | ".join(row[name].replace("|", "\\|") for name in names) + " |\n"
                         for row in rows)
