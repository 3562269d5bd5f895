"""Reads the C interface where it is written: prototypes from the header that the Swift compiler emits, comments from
Sources/Sky, types from Sources/CSky/include/sky_types.h. Used by generate_interface.py; only the standard library is
needed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TYPES = ROOT / "Sources" / "CSky" / "include" / "sky_types.h"


class Refused(Exception):
    """The sources hold something that the generator does not understand, or lack something that users need."""


@dataclass
class Parameter:
    """One parameter of a function."""

    type: str
    name: str
    text: str = ""

    @property
    def declaration(self) -> str:
        """`const char *name`, `size_t name`."""
        return self.type + ("" if self.type.endswith("*") else " ") + self.name


@dataclass
class Function:
    """One function of the interface."""

    name: str
    result: str
    parameters: list[Parameter]
    section: int = 0
    paragraphs: list[str] = field(default_factory=list)
    returns: str = ""
    threads: str = ""
    since: str = ""

    @property
    def prototype(self) -> str:
        """The declaration on one line, without a semicolon."""
        return self._declared([parameter.declaration for parameter in self.parameters])

    @property
    def nameless_prototype(self) -> str:
        """The same without the names of the parameters."""
        return self._declared([parameter.type for parameter in self.parameters])

    def _declared(self, parameters: list[str]) -> str:
        inner = ", ".join(parameters) or "void"
        return self.result + ("" if self.result.endswith("*") else " ") + f"{self.name}({inner})"


@dataclass
class Enumeration:
    """An enum of sky_types.h."""

    name: str
    members: list[tuple[str, int, str]]


# ---------------------------------------------------------------------------------------------------------------------
# Reading


def c_type(text: str) -> str:
    """A type as people write it: `const char *`, `sky_postback **`."""
    text = re.sub(r"\s*_N(?:ullable|onnull)\s*", " ", text).strip()
    text = re.sub(r"^(\w+) const\b", r"const \1", text)
    text = re.sub(r"\s*\*\s*", " *", text).replace("* *", "**")
    return re.sub(r"\s+", " ", text).strip()


def read_prototypes(header: Path) -> dict[str, Function]:
    """The functions that the compiler exports to C."""
    functions: dict[str, Function] = {}
    for line in header.read_text("utf-8").splitlines():
        if not line.startswith("SWIFT_EXTERN "):
            continue
        line = re.sub(r" SWIFT_NOEXCEPT| SWIFT_WARN_UNUSED_RESULT|^SWIFT_EXTERN |;$", "", line)
        match = re.fullmatch(r"(.+?)\b(sky_\w+)\((.*)\)", line)
        if match is None:
            raise Refused(f"not understood in the compiler's header: {line}")
        parameters = []
        for piece in [] if match[3] == "void" else match[3].split(", "):
            inner = re.fullmatch(r"(.+?)\b(\w+)", re.sub(r"\s*_N(?:ullable|onnull)\s*", " ", piece).strip())
            if inner is None:
                raise Refused(f"{match[2]}: parameter {piece!r} is not understood")
            parameters.append(Parameter(c_type(inner[1]), inner[2]))
        functions[match[2]] = Function(match[2], c_type(match[1]), parameters)
    return functions


def read_comments(functions: dict[str, Function]) -> list[Function]:
    """Add sections and comments from the Swift sources; gives the functions in the order of the sources."""
    ordered = []
    files = sorted((ROOT / "Sources" / "Sky").glob("Section*.swift"),
                   key=lambda path: (int(re.match(r"Section(\d+)", path.name)[1]), path.name))  # type: ignore[index]
    for path in files:
        section = int(re.match(r"Section(\d+)", path.name)[1])  # type: ignore[index]
        for match in re.finditer(r"((?:^///.*\n)+)^@c public func (sky_\w+)", path.read_text("utf-8"), re.M):
            function = functions.get(match[2])
            if function is None:
                raise Refused(f"{path.name}: {match[2]} is not in the compiler's header; build the library first")
            function.section = section
            read_comment(function, [line[3:].removeprefix(" ") for line in match[1].splitlines()])
            ordered.append(function)
    missing = set(functions) - {function.name for function in ordered}
    if missing:
        raise Refused(f"without a comment, or outside of Sources/Sky/Section*.swift: {sorted(missing)}")
    return ordered


def read_comment(function: Function, lines: list[str]) -> None:
    """Take a comment apart: paragraphs, threads, parameters, result."""
    prose, described, current = [], {}, None
    for line in lines:
        item = re.match(r"(?:- Parameter (\w+)|  - (\w+)): (.*)", line)
        if item:
            current = item[1] or item[2]
            described[current] = item[3]
        elif line.startswith("- Returns: "):
            current = "- Returns"
            described[current] = line.removeprefix("- Returns: ")
        elif line.startswith("- Parameters:"):
            current = ""
        elif current is None:
            prose.append(line)
        elif line.strip():
            described[current] = described.get(current, "") + " " + line.strip()
    for paragraph in paragraphs_of(prose):
        threads = re.fullmatch(r"Threads: (.+\.) Since (\d+\.\d+\.\d+)\.", paragraph)
        if threads:
            function.threads, function.since = threads[1], threads[2]
        else:
            function.paragraphs.append(paragraph)
    function.returns = described.pop("- Returns", "")
    for parameter in function.parameters:
        parameter.text = described.pop(parameter.name, "")
        if not parameter.text:
            raise Refused(f"{function.name}: the parameter {parameter.name} is not described")
    if described:
        raise Refused(f"{function.name}: describes {sorted(described)}, which it does not have")
    if not function.threads or not function.paragraphs:
        raise Refused(f"{function.name}: says nothing, or nothing of threads and since when")
    if bool(function.returns) == (function.result == "void"):
        raise Refused(f"{function.name}: what it returns is not described")


def paragraphs_of(lines: list[str]) -> list[str]:
    """Paragraphs, each on one line; items of a list are paragraphs that begin with `* `."""
    paragraphs: list[str] = []
    is_open = False
    for line in lines:
        if not line.strip():
            is_open = False
        elif line.startswith("* ") or not is_open:
            paragraphs.append(line.strip())
            is_open = True
        else:
            paragraphs[-1] += " " + line.strip()
    return [ascii_only(paragraph) for paragraph in paragraphs]


def ascii_only(text: str) -> str:
    """The header is ASCII: an ellipsis is the only other character that comments have."""
    text = text.replace("…", "...").replace("`", "")
    if not text.isascii():
        raise Refused(f"not ASCII: {text!r}")
    return text


@dataclass
class Structure:
    """A struct of plain data of sky_types.h."""

    name: str
    summary: str
    members: list[tuple[str, str, str]]  # type, name, elements of an array or ""


def read_structures(body: str) -> list[Structure]:
    """The structs that have members."""
    structures = []
    for match in re.finditer(r"/\*\*((?:(?!\*/).)*)\*/\s*typedef struct (sky_\w+) \{(.*?)\} \2;", body, re.S):
        summary = re.split(r"(?<=\.) ", re.sub(r"\s*\n \*\s?", " ", match[1]).strip())[0]
        members = [(c_type(kind), name, size) for kind, name, size in
                   re.findall(r"^    ([a-z].*?)(\w+)(?:\[(\w+)\])?;", match[3], re.M)]
        structures.append(Structure(match[2], summary, members))
    return structures


def read_types() -> tuple[str, list[Enumeration], dict[str, str]]:
    """sky_types.h without its guard and includes; its enums; its macros."""
    text = TYPES.read_text("ascii")
    body = re.sub(r"#ifndef SKY_TYPES_H\n#define SKY_TYPES_H\n|#include <\w+\.h>\n|#endif\n*\Z", "",
                  text).strip() + "\n"
    enumerations = []
    for match in re.finditer(r"typedef enum (sky_\w+) \{(.*?)\} \1;", body, re.S):
        members = [(name, int(value), re.sub(r"\s*\n\s*\*?\s*", " ", comment).strip()) for comment, name, value in
                   re.findall(r"/\*\*(.*?)\*/\s*(SKY_\w+) = (\d+)", match[2], re.S)]
        enumerations.append(Enumeration(match[1], members))
    macros = dict(re.findall(r"^#define (SKY_\w+) (.+)$", body, re.M))
    return body, enumerations, macros
