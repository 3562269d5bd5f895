#!/usr/bin/env python3
"""Turn Cellcast's tables (tools/data/cellcast) into C tables and pages of documentation.

    tools/generate_cellcast.py OUTPUT_ROOT

writes, below OUTPUT_ROOT (the project's folder, or a scratch folder to compare with it):

    Sources/CSkyTables/cellcast_tables.c   what calls are checked, written and read by
    docs/cellcast-calls.md                 a page of all calls
    docs/cellcast-codes.md                 a page of codes and states

A table that breaks its own rules is refused. Only the standard library is needed.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field
from pathlib import Path

from provider_tables import GROUPS, KINDS, RETRY, BadTable, Words, c_array, markdown, one_of, read_table, take_in

CALL_COLUMNS = "call generation method body paginated sends answer does source"
PARAMETER_COLUMNS = "call parameter need kind most limit meaning"
CODE_COLUMNS = "code description group retry blames http source"
BLAMES = ("all", "one")
STATE_COLUMNS = "state kind verdict final meaning source"
GENERATIONS = ("v3", "v1")
METHODS = ("GET", "POST")
BODIES = "none query json list form".split()
PAGES = "no yes answer".split()
SENDS = "- sms mms list one".split()
NEEDS = "may must one".split()
PARAMETER_KINDS = "text number recipient sender code time block image own".split()
SHAPES = ("", "~", '"')
#: In the order of sky_verdict.
VERDICTS = "unknown success failure pending".split()


@dataclass
class Parameter:
    """One parameter of one call, blocks taken in."""

    path: str
    need: str
    kind: str
    most: int
    shape: str
    least: int
    limit: int
    meaning: str
    group: int = 0
    parent: int = 0

    @property
    def name(self) -> str:
        """The member's own name."""
        return self.path.rpartition("/")[2]


@dataclass
class Call:
    """One call with its parameters."""

    row: dict[str, str]
    parameters: list[Parameter] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The path behind the base URL."""
        return self.row["call"]


def read_parameter(row: dict[str, str]) -> Parameter:
    """One line of parameters.tsv."""
    where = f"{row['call']} {row['parameter']}"
    one_of(row["need"].partition(":")[0], NEEDS, where)
    found = re.fullmatch(r'([0-9]+)([~"]?)', row["most"])
    limits = re.fullmatch(r"(?:([0-9]+)-)?([0-9]+)", row["limit"])
    if not found or not limits:
        raise BadTable(f"{where}: most {row['most']!r}, limit {row['limit']!r}")
    return Parameter(row["parameter"], row["need"], one_of(row["kind"], PARAMETER_KINDS, where), int(found[1]),
                     found[2],
                     int(limits[1] or 0), int(limits[2]), row["meaning"])


def settle(call: Call) -> None:
    """Number the groups, and tell parents by their place among the call's parameters, counted from 1; 0 is the call."""
    groups: dict[str, int] = {}
    places: dict[str, int] = {}
    for place, parameter in enumerate(call.parameters, 1):
        parameter.need, _, group = parameter.need.partition(":")
        if group:
            parameter.group = groups.setdefault(group, len(groups) + 1)
        if parameter.path in places:
            raise BadTable(f"{call.name}: {parameter.path} stands twice")
        parent = parameter.path.rpartition("/")[0]
        if parent and parent not in places:
            raise BadTable(f"{call.name}: {parameter.path} stands before {parent}")
        parameter.parent = places.get(parent, 0)
        places[parameter.path] = place


def read_calls() -> list[Call]:
    """All calls with all their parameters."""
    blocks: dict[str, list[dict[str, str]]] = {}
    for row in read_table("parameters.tsv", PARAMETER_COLUMNS, "cellcast"):
        blocks.setdefault(row["call"], []).append(row)
    calls = [Call(row) for row in read_table("calls.tsv", CALL_COLUMNS, "cellcast")]
    for call in calls:
        for column, words in (("generation", GENERATIONS), ("method", METHODS), ("body", BODIES),
                              ("paginated", PAGES), ("sends", SENDS)):
            one_of(call.row[column], words, f"{call.name} {column}")
        if (call.row["method"] == "GET") != (call.row["body"] in ("query", "none")):
            raise BadTable(f"{call.name}: {call.row['method']} with {call.row['body']}")
        call.parameters = [read_parameter(row) for row in take_in(call.name, blocks)]
        settle(call)
    strangers = {name for name in blocks if not name.startswith(":")} - {call.name for call in calls}
    if strangers:
        raise BadTable(f"parameters of unknown calls: {sorted(strangers)}")
    return calls


def read_codes() -> list[dict[str, str]]:
    """The codes of answers, each once."""
    codes = read_table("answer-codes.tsv", CODE_COLUMNS, "cellcast")
    for row in codes:
        one_of(row["group"], GROUPS, row["code"])
        one_of(row["retry"], RETRY, row["code"])
        one_of(row["blames"], BLAMES, row["code"])
    if len({row["code"] for row in codes}) != len(codes):
        raise BadTable("a code stands twice")
    return codes


def read_states() -> list[dict[str, str]]:
    """The states of messages, each once."""
    states = read_table("states.tsv", STATE_COLUMNS, "cellcast")
    for row in states:
        one_of(row["kind"], KINDS, row["state"])
        one_of(row["verdict"], VERDICTS, row["state"])
        one_of(row["final"], ("yes", "no"), row["state"])
    if len({row["state"].lower() for row in states}) != len(states):
        raise BadTable("a state stands twice")
    return states


# ---------------------------------------------------------------------------------------------------------------------
# C


def line(numbers: list[int], comment: str) -> str:
    """One row of a table."""
    return f"    {{{', '.join(map(str, numbers))}}}, /* {comment.replace('/*', '/ *')} */"


def c_tables(calls: list[Call]) -> str:
    """cellcast_tables.c"""
    words = Words()
    call_rows, parameter_rows = [], []
    for call in calls:
        row = call.row
        call_rows.append(line(
            [words.place(call.name), len(parameter_rows), len(call.parameters), METHODS.index(row["method"]),
             BODIES.index(row["body"]), SENDS.index(row["sends"]),
             GENERATIONS.index(row["generation"])], call.name))
        for parameter in call.parameters:
            path = words.place(parameter.path)
            parameter_rows.append(line(
                [parameter.limit, parameter.least, path, path + len(parameter.path) - len(parameter.name),
                 parameter.most,
                 parameter.parent, NEEDS.index(parameter.need), parameter.group, PARAMETER_KINDS.index(parameter.kind),
                 SHAPES.index(parameter.shape)], f"{call.name} {parameter.path}"))
    code_rows = [line([words.place(row["code"]), words.place(row["description"]), GROUPS.index(row["group"]),
                       RETRY.index(row["retry"]), BLAMES.index(row["blames"])], row["code"])
                 for row in read_codes()]
    state_rows = [line([words.place(row["state"]), words.place(row["meaning"]), KINDS.index(row["kind"]),
                        VERDICTS.index(row["verdict"]), int(row["final"] == "yes")], row["state"])
                        for row in read_states()]
    name_rows = [line([words.place(row["name"]), words.place(row["other"])], row["name"])
                 for row in read_table("field-names.tsv", "name other", "cellcast")]
    if len(words.text) > 0xFFFF:
        raise BadTable("more words than 16 bits can count")
    return ("/* Generated by tools/generate_cellcast.py from tools/data/cellcast. Do not edit. */\n\n"
            '#include "cellcast_tables.h"\n\n'
            + c_array("sky_cellcast_call", "cellcast_calls", call_rows)
            + c_array("sky_cellcast_parameter", "cellcast_parameters", parameter_rows)
            + c_array("sky_cellcast_code", "cellcast_codes", code_rows)
            + c_array("sky_cellcast_state", "cellcast_states", state_rows)
            + c_array("sky_cellcast_name", "cellcast_names", name_rows)
            + f"static const char words[] =\n{words.literal()};\n\n"
              "const char *sky_cellcast_words(void)\n{\n    return words;\n}\n")


# ---------------------------------------------------------------------------------------------------------------------
# Documentation


def need_words(parameter: Parameter, call: Call) -> str:
    """What `need` says, for people."""
    if parameter.need != "one":
        return {"may": "", "must": "yes, in it" if parameter.parent else "yes"}[parameter.need]
    mates = [other.path for other in call.parameters if other.group == parameter.group and other is not parameter]
    return "exactly one of this and " + ", ".join(mates)


def form_words(parameter: Parameter) -> str:
    """What a value must look like, for people."""
    words = {"number": f"number, {parameter.least} to {parameter.limit}", "recipient": "phone number",
             "sender": "sender", "code": "four digits", "time": "YYYY-MM-DD hh:mm:ss", "block": "object",
             "image": f"file, {parameter.limit} bytes at most", "own": "yes"}.get(
                 parameter.kind, f"{parameter.limit} characters" if parameter.limit else "")
    if parameter.most == 1:
        return words
    return f"{words + ', ' if words else ''}{parameter.most} times"


def call_page(calls: list[Call]) -> str:
    """docs/cellcast-calls.md"""
    out = ["# Cellcast's calls\n\nGenerated by `tools/generate_cellcast.py` from `tools/data/cellcast/`. The sections "
           "named "
           "are those of [cellcast.md](cellcast.md), the codes are in [cellcast-codes.md](cellcast-codes.md).\n\n"
           "`sky_request_new()` takes any of these names, and any other path as well: a call that this table does not "
           "know "
           "goes out as it is, by POST with a JSON object; by GET if its last part begins with \"get\" or the name "
           "begins with \"GET \". `sky_request_check()` holds a request against the columns below; `sky_send()` does "
           "so "
           "too before it sends anything. Credentials are the library's to write.\n\n"
           "What may be given several times goes out as a JSON array, however often it is given. Members of an object "
           "are set between `sky_request_begin()` and `sky_request_end()`.\n\n"
           "| call | does | method | pages | section |\n| --- | --- | --- | --- | --- |\n"]
    for call in calls:
        row = call.row
        pages = {"no": "", "yes": "yes", "answer": "in the answer"}[row["paginated"]]
        out.append(f"| `{call.name}` | {row['does']} | {row['method']} | {pages} | {row['source']} |\n")
    for call in calls:
        row = call.row
        body = {"none": "", "query": "", "json": ", a JSON object", "list": ", a JSON array of objects",
                "form": ", multipart/form-data"}[row["body"]]
        out.append(f"\n## {call.name}\n\n{row['does'][0].upper() + row['does'][1:]}. {row['method']}{body}.\n\n")
        if call.parameters:
            out.append("| parameter | needed | form | meaning |\n|" + " --- |" * 4 + "\n")
            out += [f"| {p.path} | {need_words(p, call)} | {form_words(p)} | {p.meaning} |\n" for p in call.parameters]
        else:
            out.append("No parameters are known.\n" if call.row["method"] == "POST" else "No parameters.\n")
        if row["answer"] != "-":
            out.append(f"\nAnswer: {', '.join(row['answer'].split())}.\n")
    return "".join(out)


def code_page() -> str:
    """docs/cellcast-codes.md"""
    return ("# Cellcast's codes and states\n\n"
            "Generated by `tools/generate_cellcast.py` from `tools/data/cellcast/`; the tables' first lines explain "
            "the "
            "columns.\n\n## Codes of answers (`sky_code_text(provider, SKY_CODE_ANSWER, code)`)\n\n"
            "The set is open: an answer with another code is a refusal with that code, as text.\n\n"
            + markdown(read_codes(), "code description group retry http")
            + "\n## States of messages (`sky_code_text(provider, SKY_CODE_POSTBACK, state)`)\n\n"
              "They come in reports, and in answers of `get-sms`, in any case. Another state is unknown and not "
              "final.\n\n"
            + markdown(read_states(), "state kind verdict final meaning source")
            + "\n## Names of fields\n\n"
              "A field is found by the name that the document has, and by these, if no field has the name itself.\n\n"
            + markdown(read_table("field-names.tsv", "name other", "cellcast"), "name other"))


def main(root: str) -> None:
    """Write every generated file below `root`."""
    calls = read_calls()
    tables = Path(root) / "Sources" / "CSkyTables"
    docs = Path(root) / "docs"
    tables.mkdir(parents=True, exist_ok=True)
    docs.mkdir(parents=True, exist_ok=True)
    (tables / "cellcast_tables.c").write_text(c_tables(calls), "utf-8")
    (docs / "cellcast-calls.md").write_text(call_page(calls), "utf-8")
    (docs / "cellcast-codes.md").write_text(code_page(), "utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    try:
        main(sys.argv[1])
    except BadTable as problem:
        sys.exit(f"generate_cellcast: {problem}")
