#!/usr/bin/env python3
"""Turn the provider's table of actions (tools/data/skycore) into C tables and pages of documentation.

    tools/generate_actions.py OUTPUT_ROOT

writes, below OUTPUT_ROOT (the project's folder, or a scratch folder to compare with it):

    Sources/CSkyTables/action_tables.c   what requests are checked, written and flattened by
    docs/skycore-actions.md              a page of all actions
    docs/skycore-postbacks.md            a page of all postbacks

A table that breaks its own rules is refused. Only the standard library is needed.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field
from pathlib import Path

from provider_tables import BadTable, Words, c_array, markdown, one_of, read_table, take_in

KINDS = "text msisdn sender whole yesno true utc block free".split()
NEEDS = "may must one some if".split()
ACTION_COLUMNS = "action get also style does answer codes postbacks source"
PARAMETER_COLUMNS = "action parameter get need kind most limit codes meaning"
#: `most` for "any number".
MANY = 255


@dataclass
class Parameter:
    """One parameter of one action, blocks taken in."""

    path: str
    get: str
    need: str
    kind: str
    most: int
    limit: int
    missing: int
    excess: int
    meaning: str
    group: int = 0
    parent: int = 0

    @property
    def name(self) -> str:
        """The element's own name."""
        return self.path.rpartition("/")[2]


@dataclass
class Action:
    """One action with its parameters."""

    row: dict[str, str]
    parameters: list[Parameter] = field(default_factory=list)

    @property
    def name(self) -> str:
        """What stands in ACTION."""
        return self.row["action"]

    @property
    def get(self) -> str:
        """The name over GET, or "" if it is refused there."""
        known = self.row["get"]
        return "" if known == "-" else self.name.lower() if known == "?" else known


def code_number(code: str) -> int:
    """E123 -> 123; - -> 0."""
    if code == "-":
        return 0
    if not re.fullmatch(r"E[0-9]{3}", code):
        raise BadTable(f"{code!r} is no code of an answer")
    return int(code[1:])


def read_parameter(row: dict[str, str]) -> Parameter:
    """One line of parameters.tsv."""
    where = f"{row['action']} {row['parameter']}"
    missing, _, excess = row["codes"].partition("/")
    one_of(row["need"].partition(":")[0], NEEDS, where)
    most = MANY if row["most"] == "many" else int(row["most"] or 1)
    return Parameter(row["parameter"], row["get"], row["need"], one_of(row["kind"], KINDS, where), most,
                     int(row["limit"]), code_number(missing), code_number(excess or "-"), row["meaning"])


def number_groups(action: Action) -> None:
    """Give members of a group the group's number. Of `if:A,B` the members are A, B and the parameter itself."""
    groups: dict[str, int] = {}
    by_path = {parameter.path: parameter for parameter in action.parameters}
    for parameter in action.parameters:
        sort, _, name = parameter.need.partition(":")
        parameter.need = sort
        if not name:
            continue
        parameter.group = groups.setdefault(name, len(groups) + 1)
        for other in name.split(",") if sort == "if" else []:
            if by_path[other].group:
                raise BadTable(f"{action.name}: {other} is in two groups")
            by_path[other].group = parameter.group


def find_parents(action: Action) -> None:
    """Parents are told by their place among the action's parameters, counted from 1; 0 is the request itself."""
    places: dict[str, int] = {}
    for place, parameter in enumerate(action.parameters, 1):
        if parameter.path in places:
            raise BadTable(f"{action.name}: {parameter.path} stands twice")
        parent = parameter.path.rpartition("/")[0]
        if parent and parent not in places:
            raise BadTable(f"{action.name}: {parameter.path} stands before {parent}")
        parameter.parent = places.get(parent, 0)
        places[parameter.path] = place


def read_actions() -> list[Action]:
    """All actions with all their parameters."""
    blocks: dict[str, list[dict[str, str]]] = {}
    for row in read_table("parameters.tsv", PARAMETER_COLUMNS):
        blocks.setdefault(row["action"], []).append(row)
    actions = [Action(row) for row in read_table("actions.tsv", ACTION_COLUMNS)]
    known_codes = {row["code"] for row in read_table("answer-codes.tsv", "code description group retry source note")}
    for action in actions:
        one_of(action.row["style"], ("upper", "lower"), action.name)
        for code in action.row["codes"].split():
            if code != "-" and code not in known_codes:
                raise BadTable(f"{action.name}: {code} is not in answer-codes.tsv")
        action.parameters = [read_parameter(row) for row in take_in(action.name, blocks)]
        number_groups(action)
        find_parents(action)
    strangers = {name for name in blocks if not name.startswith(":")} - {action.name for action in actions}
    if strangers:
        raise BadTable(f"parameters of unknown actions: {sorted(strangers)}")
    return actions


# ---------------------------------------------------------------------------------------------------------------------
# C


def get_prefix(parameter: Parameter) -> str:
    """data_* -> data_, customtext_N -> customtext_; plain names need none."""
    return parameter.get[:-1] if parameter.get[-1] in "*N" and len(parameter.get) > 1 else ""


def c_tables(actions: list[Action]) -> str:
    """action_tables.c"""
    words = Words()
    action_rows, parameter_rows, alias_rows = [], [], []
    for index, action in enumerate(actions):
        action_rows.append(f"    {{{words.place(action.name)}, {words.place(action.get)}, {len(parameter_rows)}, "
                           f"{len(action.parameters)}, {int(action.row['style'] == 'lower')}}}, /* {action.name} */")
        for other in action.row["also"].split():
            if other != "-":
                alias_rows.append(f"    {{{words.place(other)}, {index}}}, /* {other} */")
        for parameter in action.parameters:
            path = words.place(parameter.path)
            numbers = [path, path + len(parameter.path) - len(parameter.name), words.place(get_prefix(parameter)),
                       parameter.limit, parameter.missing, parameter.excess, parameter.parent,
                       NEEDS.index(parameter.need), parameter.group, KINDS.index(parameter.kind), parameter.most]
            parameter_rows.append(f"    {{{', '.join(map(str, numbers))}}}, /* {action.name} {parameter.path} */")
    conflicts = [f"    {{{words.place(row['one'])}, {words.place(row['other'])}, {code_number(row['code'])}}}, "
                 f"/* {row['one']} {row['other']} */" for row in read_table("slide-conflicts.tsv", "one other code")]
    if len(words.text) > 0xFFFF:
        raise BadTable("more words than 16 bits can count")

    return ("/* Generated by tools/generate_actions.py from tools/data/skycore/actions.tsv, parameters.tsv and\n"
            "   slide-conflicts.tsv. Do not edit. */\n\n#include \"action_tables.h\"\n\n"
            + c_array("sky_action_row", "action_rows", action_rows)
            + c_array("sky_action_alias", "action_aliases", alias_rows)
            + c_array("sky_parameter_row", "parameter_rows", parameter_rows)
            + c_array("sky_slide_conflict", "slide_conflicts", conflicts)
            + f"static const char words[] =\n{words.literal()};\n\n"
              "const char *sky_action_words(void)\n{\n    return words;\n}\n")


# ---------------------------------------------------------------------------------------------------------------------
# Documentation


def need_words(parameter: Parameter, action: Action) -> str:
    """What `need` says, for people."""
    mates = [other.path for other in action.parameters if other.group == parameter.group and other is not parameter]
    if parameter.need == "may":
        return ""
    if parameter.need == "must":
        return "yes" if not parameter.parent else "yes, in it"
    return {"one": "exactly one of this and ", "some": "at least one of this and ",
            "if": "with "}[parameter.need] + ", ".join(mates)


def limits(parameter: Parameter) -> str:
    """Limits, for people."""
    words = []
    if parameter.limit:
        words.append(f"{parameter.limit} characters")
    if parameter.most != 1:
        words.append("any number" if parameter.most == MANY else f"{parameter.most} times")
    words += {"whole": ["whole number"], "yesno": ["yes or no"], "true": ["true"],
              "utc": ["YYYY-MM-DD hh:mm:ss"], "msisdn": ["number"]}.get(parameter.kind, [])
    return ", ".join(words)


def get_words(parameter: Parameter, action: Action) -> str:
    """The name over GET, for people."""
    if not action.get or parameter.parent:
        return ""
    if parameter.get == "-":
        return f"({parameter.path.lower()})"
    return parameter.path.lower() if parameter.get == "=" else parameter.get


def codes(parameter: Parameter) -> str:
    """The provider's codes for a missing parameter or too much of it."""
    return ", ".join(f"E{number:03}" for number in (parameter.missing, parameter.excess) if number)


def action_page(actions: list[Action]) -> str:
    """docs/skycore-actions.md"""
    out = ["# Skycore's actions\n\nGenerated by `tools/generate_actions.py` from `tools/data/skycore/`. The sections "
           "named are those of [skycore.md](skycore.md), the codes are in [skycore-codes.md](skycore-codes.md).\n\n"
           "`sky_request_new()` takes any of these names, in any case, and any other name as well: an action that this "
           "table does not know goes out as it is. `sky_request_check()` holds a request against the columns below; "
           "`sky_send()` does so too before it sends anything. ACTION and the credentials are the library's to write.\n"
           "\n"
           "Over GET names are in lower case; those in brackets are not shown in the provider's documents.\n\n"]
    out.append("| action | does | over GET | section |\n| --- | --- | --- | --- |\n")
    for action in actions:
        get = {"-": "refused: slides have no form there", "?": f"({action.name.lower()})"}.get(
            action.row["get"], action.row["get"])
        out.append(f"| [{action.name}](#{action.name.lower()}) | {action.row['does']} | {get} | {action.row['source']} "
                   f"|\n")
    for action in actions:
        row = action.row
        out.append(f"\n## {action.name}\n\n{row['does'][0].upper() + row['does'][1:]}.")
        if row["also"] != "-":
            out.append(f" Also known as {', '.join(row['also'].split())}.")
        out.append("\n\n")
        if action.parameters:
            rows = [{"parameter": p.path, "needed": need_words(p, action), "over GET": get_words(p, action),
                     "limits": limits(p), "codes": codes(p), "meaning": p.meaning} for p in action.parameters]
            out.append("| parameter | needed | over GET | limits | codes | meaning |\n|" + " --- |" * 6 + "\n")
            out += ["| " + " | ".join(cells.values()) + " |\n" for cells in rows]
            out.append("\n")
        else:
            out.append("No parameters.\n\n")
        for title, column in (("Answer", "answer"), ("Codes", "codes"), ("Postbacks", "postbacks")):
            if row[column] != "-":
                out.append(f"{title}: {', '.join(row[column].split())}.\n")
    out.append("\n## What may not stand together in a SLIDE\n\n"
               + markdown(read_table("slide-conflicts.tsv", "one other code"), "one other code"))
    out.append("\n## Names inside PASSDATA\n\n" + markdown(read_table("pass-data.tsv", "names meaning"),
                                                           "names meaning"))
    return "".join(out)


def postback_page() -> str:
    """docs/skycore-postbacks.md"""
    fields = read_table("postback-fields.tsv", "kind field codes meaning")
    all_codes = read_table("postback-codes.tsv", "code origin kind meaning final outcome source note")
    names = read_table("field-names.tsv", "sort name other")
    out = ["# Skycore's postbacks\n\nGenerated by `tools/generate_actions.py` from `tools/data/skycore/`. More about "
           "their delivery and their older forms is in [skycore.md](skycore.md), section 5.\n\n"
           "`sky_parse_postback()` reads all of these, and passes through what it does not know. A notification has a "
           "kind, a verdict (SKY_VERDICT_PENDING where the table says neutral), and is final or not; "
           "all fields are readable by name without regard to case, `-` and `_`.\n\n"
           "A STATUS that ends in Failed, Expired, Rejected, NotSupported or Not Supported makes a failure of any "
           "code.\n"]
    for kind in dict.fromkeys(row["kind"] for row in all_codes):
        out.append(f"\n## {kind}\n\n`SKY_POSTBACK_{kind.upper()}`\n\n")
        out.append(markdown([row for row in all_codes if row["kind"] == kind],
                            "code origin meaning final outcome note"))
        own = [row for row in fields if row["kind"] == kind]
        if own:
            out.append("\n" + markdown(own, "field codes meaning"))
    out.append("\n## Two names, one field\n\nWho asks for one and finds it absent is given the other.\n\n"
               + markdown([row for row in names if row["sort"] == "synonym"], "name other"))
    strangers = {row["kind"] for row in fields} - {row["kind"] for row in all_codes}
    if strangers:
        raise BadTable(f"postback-fields.tsv: unknown kinds {sorted(strangers)}")
    return "".join(out)


def main(root: str) -> None:
    """Write every generated file below `root`."""
    actions = read_actions()
    for path, text in (("Sources/CSkyTables/action_tables.c", c_tables(actions)),
                       ("docs/skycore-actions.md", action_page(actions)),
                       ("docs/skycore-postbacks.md", postback_page())):
        target = Path(root) / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    try:
        main(sys.argv[1])
    except BadTable as problem:
        sys.exit(f"generate_actions: {problem}")
