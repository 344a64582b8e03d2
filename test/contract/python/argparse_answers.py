"""Answers what argparse makes of command lines: a JSON list of cases a line, a list of answers a line.

A case is `{"arguments": [...], "exclusive": [...], "abbreviations": bool, "acceptsUnknown": bool,
"subcommands": {...} | null, "argv": [...]}` with the arguments as the product's inspection has them.
"""

import argparse
import contextlib
import io
import json
import sys


class Refused(Exception):
    pass


class Parser(argparse.ArgumentParser):
    def error(self, message):
        raise Refused(message)


class OwnAction(argparse.Action):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, values)


def own_function(text):
    return text.upper()


# The inspection says nothing of a const; any will do.
CONST = {"store_const": 7, "append_const": 7}
TYPES = {"int": int, "float": float, "bool": bool, "other": own_function}
SWITCHES = {"store_true", "store_false", "store_const", "append_const", "count"}


def keywords_of(argument):
    action = argument["action"]
    keywords = {"dest": argument["destination"]} if argument["flags"] else {}
    if argument["hasDefault"]:
        keywords["default"] = argument["default"]
    if argument["flags"] and argument["required"]:
        keywords["required"] = True
    if action == "boolean_optional":
        return {**keywords, "action": argparse.BooleanOptionalAction}
    keywords["action"] = OwnAction if action == "other" else action
    if action in SWITCHES:
        return {**keywords, **({"const": CONST[action]} if action in CONST else {})}
    for name in ("nargs", "choices"):
        if argument[name] is not None:
            keywords[name] = argument[name]
    if action == "extend" and argument["nargs"] == "?":
        keywords["const"] = [7]
    if argument["type"] in TYPES:
        keywords["type"] = TYPES[argument["type"]]
    return keywords


def parser_of(case):
    parser = Parser(prog="train.py", allow_abbrev=case["abbreviations"])
    groups = [
        (group["destinations"], parser.add_mutually_exclusive_group(required=group["required"]))
        for group in case["exclusive"]
    ]
    for argument in case["arguments"]:
        owners = [group for names, group in groups if argument["destination"] in names]
        names = argument["flags"] or [argument["destination"]]
        (owners[0] if owners else parser).add_argument(*names, **keywords_of(argument))
    if case["subcommands"] is not None:
        commands = parser.add_subparsers(required=case["subcommands"]["required"])
        for name in case["subcommands"]["names"]:
            commands.add_parser(name)
    return parser


def tagged(value):
    if value is None:
        return {"kind": "none"}
    if isinstance(value, list):
        return {"kind": "list", "items": [tagged(item) for item in value]}
    text = repr(value) if isinstance(value, float) else str(value)
    return {"kind": type(value).__name__, "text": text}


def answer(case):
    try:
        parser = parser_of(case)
    except (TypeError, ValueError, argparse.ArgumentError) as error:
        return {"kind": "invalid", "message": str(error)}
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            namespace, rest = parser.parse_known_args(case["argv"])
            if rest and not case["acceptsUnknown"]:
                parser.error("unrecognized arguments: " + " ".join(rest))
    except Refused as refused:
        return {"kind": "refused", "message": str(refused)}
    except SystemExit:
        return {"kind": "help"}
    except Exception as error:
        return {"kind": "crash", "message": f"{type(error).__name__}: {error}"}
    values = {name: tagged(value) for name, value in vars(namespace).items()}
    return {"kind": "accepted", "values": values, "rest": rest}


print(json.dumps(list(sys.version_info[:3])), flush=True)
for line in sys.stdin:
    print(json.dumps([answer(case) for case in json.loads(line)]), flush=True)
