"""Says what argparse was told: the parser's own actions, taken when the script wants to parse."""

import argparse
import collections.abc
import enum
import os
import pathlib
import sys

from stubs import Stub, is_marked
from surroundings import VariableText

_longest = 2000
_views = (collections.abc.KeysView, collections.abc.ValuesView)
_builtins = (str, int, float, bool, complex, list, tuple, dict, set, bytes)


class Recorder:
    """Collects the parsers that a script parses with; `finish` is called at the first final one."""

    def __init__(self, finish, private_folders):
        self._finish = finish
        self._private = private_folders
        self.parsers = []
        self.helped = []

    def install(self):
        recorder, parser = self, argparse.ArgumentParser

        def parse_args(self, args=None, namespace=None):
            recorder.parsers.append(recorder.describe(self, False))
            recorder._finish()

        def parse_known_args(self, args=None, namespace=None):
            recorder.parsers.append(recorder.describe(self, True))
            return _defaults_of(self, namespace), []

        def show_help(self, *args, **kwargs):
            # How it will parse is not seen then.
            recorder.helped.append(recorder.describe(self, None))
            return ""

        parser.parse_args = parser.parse_intermixed_args = parse_args
        parser.parse_known_args = parser.parse_known_intermixed_args = parse_known_args
        # Scripts that show their help when no argument is given do so before they parse.
        parser.print_help = parser.print_usage = parser.format_help = show_help
        _record_adding()

    def describe(self, parser, accepts_unknown):
        actions = [action for action in parser._actions if not _is_help(action)]
        groups = [
            {
                "required": bool(group.required),
                "destinations": [action.dest for action in group._group_actions],
            }
            for group in parser._mutually_exclusive_groups
        ]
        commands = next((one for one in actions if _is_commands(one)), None)
        return {
            "acceptsUnknown": accepts_unknown,
            "allowAbbrev": bool(parser.allow_abbrev),
            "prefixChars": parser.prefix_chars,
            "open": getattr(parser, "_open", False),
            "exclusive": groups,
            "subcommands": commands and self._commands(commands),
            "arguments": [self._argument(one, parser) for one in actions if one is not commands],
        }

    def _commands(self, action):
        described, seen = {}, {}
        for name, parser in action.choices.items():
            # An alias leads to the same parser.
            seen.setdefault(id(parser), self.describe(parser, None)["arguments"])
            described[str(name)] = seen[id(parser)]
        return {"required": bool(action.required), "parsers": described}

    def _argument(self, action, parser):
        return {
            "flags": [self.encode(flag) for flag in action.option_strings],
            "dest": self.encode(action.dest),
            "action": type(action).__name__,
            "ownAction": type(action).__module__ != "argparse",
            "open": getattr(action, "_open", False),
            "nargs": self.encode(action.nargs),
            "const": self.encode(action.const),
            "default": self.encode(action.default),
            "type": _type_name(action.type),
            "choices": self.encode(action.choices),
            "required": self.encode(bool(action.required)),
            "help": self.encode(action.help),
            "expandedHelp": self.encode(_expanded_help(action, parser)),
            "metavar": self.encode(action.metavar),
            "place": getattr(action, "_place", None),
        }

    def encode(self, value, depth=0):
        """JSON of a value; what a file cannot know of it is left out and marked."""
        if value is argparse.SUPPRESS:
            return {"suppressed": True}
        if isinstance(value, Stub):
            return {"unknown": "stub"}
        if isinstance(value, VariableText):
            return {"variable": value.variable}
        if isinstance(value, str) and type(value) is str:
            return self._encode_text(value)
        if value is None or isinstance(value, bool) or type(value) is int:
            return {"value": value}
        if type(value) is float:
            return {"value": value} if abs(value) < float("inf") else {"value": repr(value)}
        if isinstance(value, (*_views, enum.EnumMeta)):
            return self._encode_many(list(value), depth)
        if isinstance(value, (list, tuple, range, dict, set, frozenset)):
            return self._encode_many(value, depth)
        return self._encode_object(value)

    def _encode_text(self, text):
        if is_marked(text):
            return {"unknown": "stub", "text": text}
        if any(folder in text for folder in self._private):
            return {"unknown": "place"}
        return {"value": text}

    def _encode_many(self, value, depth):
        if len(value) > _longest or depth > 5:
            return {"object": type(value).__name__, "text": ""}
        members = [self.encode(one, depth + 1) for one in value]
        kind = "set" if isinstance(value, (set, frozenset)) else type(value).__name__
        if kind == "set":
            members.sort(key=repr)
        if kind == "dict":
            values = [self.encode(one, depth + 1) for one in value.values()]
            return {"kind": kind, "members": members, "values": values}
        return {"kind": kind, "members": members}

    def _encode_object(self, value):
        if isinstance(value, enum.Enum):
            return {"object": "enum", "text": str(value), "of": self.encode(value.value, 5)}
        if isinstance(value, pathlib.PurePath):
            text = self._encode_text(str(value))
            return text if "unknown" in text else {"object": "path", "text": str(value)}
        return {"object": type(value).__name__, "text": ""}


def _record_adding():
    """Remembers where each argument was added, and lets through what a stub says about it."""
    container = argparse._ActionsContainer
    add_argument, construct = container.add_argument, argparse.ArgumentParser.__init__

    def add(self, *names, **given):
        known = {name: value for name, value in given.items() if not isinstance(name, Stub)}
        if isinstance(known.get("action"), Stub):
            known["action"] = _StubAction
        action = add_argument(self, *[str(n) if isinstance(n, Stub) else n for n in names], **known)
        action._open = len(known) < len(given)
        action._place = _place()
        return action

    def mark_open(self):
        self._open = True

    def make(self, *args, parents=(), **given):
        known = [parent for parent in parents if not isinstance(parent, Stub)]
        construct(self, *args, parents=known, **given)
        self._open = len(known) < len(list(parents)) or any(
            getattr(parent, "_open", False) for parent in known
        )

    container.add_argument = add
    argparse.ArgumentParser.__init__ = make
    container._mark_open = mark_open


class _StubAction(argparse.Action):
    """For an action that is not installed: takes whatever it was given."""

    def __init__(self, option_strings, dest, **given):
        known = "nargs const default type choices required help metavar".split()
        super().__init__(option_strings, dest, **{k: v for k, v in given.items() if k in known})

    def __call__(self, parser, namespace, values, option_string=None):
        pass


def _place():
    frame = sys._getframe(2)
    while frame is not None and os.path.basename(frame.f_code.co_filename) == "argparse.py":
        frame = frame.f_back
    return frame and [frame.f_code.co_filename, frame.f_lineno]


def _is_help(action):
    return isinstance(action, (argparse._HelpAction, argparse._VersionAction))


def _is_commands(action):
    return isinstance(action, argparse._SubParsersAction)


def _type_name(given):
    if given is None:
        return "str"
    if isinstance(given, Stub):
        return "other"
    if isinstance(given, str):
        return given
    if isinstance(given, type) and issubclass(given, pathlib.PurePath):
        return "Path"
    return given.__name__ if given in _builtins else "other"


def _expanded_help(action, parser):
    """As argparse would print it; None where it would fail."""
    try:
        return argparse.HelpFormatter(prog=parser.prog)._expand_help(action)
    except Exception:
        return None


def _defaults_of(parser, namespace):
    namespace = argparse.Namespace() if namespace is None else namespace
    for action in parser._actions:
        if action.dest is not argparse.SUPPRESS and action.default is not argparse.SUPPRESS:
            setattr(namespace, action.dest, _converted(action))
    for dest, value in parser._defaults.items():
        if not hasattr(namespace, dest):
            setattr(namespace, dest, value)
    return namespace


def _converted(action):
    if isinstance(action.default, str) and not is_marked(action.default) and callable(action.type):
        try:
            return action.type(action.default)
        except Exception:
            return action.default
    return action.default
