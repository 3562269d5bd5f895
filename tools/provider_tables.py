"""Reads the providers' tables in tools/data. Shared by the generators; only the standard library is needed."""

from __future__ import annotations

from pathlib import Path

DATA = Path(__file__).resolve().parent / "data"

#: What codes of answers are about, in the order of AnswerCode.Group.
GROUPS = ("auth throttle account billing request recipient sender content media campaign subscription "
          "email pass report inbox internal not_found other").split()
#: In the order of sky_retry.
RETRY = ("unknown", "yes", "no")
#: In the order of sky_notification_kind.
KINDS = ("other sms_delivery mms_delivery content_encoding discovery inbound_sms inbound_mms subscription "
         "email_subscription pass").split()


class BadTable(Exception):
    """A table holds something that the generator does not understand."""


def read_table(name: str, columns: str, provider: str = "skycore") -> list[dict[str, str]]:
    """Read a table of tab-separated columns; its header must name exactly `columns`."""
    expected = columns.split()
    rows: list[dict[str, str]] = []
    header: list[str] | None = None
    for number, line in enumerate((DATA / provider / name).read_text("utf-8").splitlines(), 1):
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


def take_in(name: str, blocks: dict[str, list[dict[str, str]]]) -> list[dict[str, str]]:
    """The parameters' rows of a call or a block, those of other blocks (":name") in the place where they are taken in.
    """
    found = []
    for row in blocks.get(name, []):
        found += take_in(row["parameter"], blocks) if row["parameter"].startswith(":") else [row]
    return found


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


class Words:
    """All words one behind the other, each once, each with a NUL behind it; rows hold offsets, so that the tables need
    no relocation. Offset 0 is the empty word."""

    def __init__(self) -> None:
        self.text = "\0"
        self.places = {"": 0}

    def place(self, word: str) -> int:
        """Where a word begins."""
        if word not in self.places:
            self.places[word] = len(self.text)
            self.text += word + "\0"
        return self.places[word]

    def literal(self) -> str:
        """The pool as C writes it, a word a line."""
        return "\n".join(f'    "{word}\\0"' for word in self.text[:-1].split("\0"))


def c_array(kind: str, name: str, rows: list[str]) -> str:
    """A table in C, with the function that gives it and its length."""
    return (f"static const struct {kind} {name}[] = {{\n" + "\n".join(rows) + "\n};\n\n"
            f"const struct {kind} *sky_{name}(size_t *count)\n{{\n"
            f"    *count = sizeof {name} / sizeof {name}[0];\n    return {name};\n}}\n\n")
