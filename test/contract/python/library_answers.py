"""Answers what click, typer, absl and fire make of command lines: a JSON list of cases a line, answers a line.

A case is `{"library": ..., "text": ..., "argv": [...]}`: a script that hands what it got to `report`.
"""

import contextlib
import io
import json
import sys

from absl import app, flags

app.define_help_flags()
KEPT = set(flags.FLAGS)


def forget_flags():
    """absl keeps the flags of all scripts of a process in one place."""
    for name in set(flags.FLAGS) - KEPT:
        delattr(flags.FLAGS, name)
    flags.FLAGS.unparse_flags()


def tagged(value):
    return {"kind": type(value).__name__, "text": str(value)}


def answer(case):
    reported = []
    sys.argv = ["train.py", *case["argv"]]
    said = io.StringIO()
    forget_flags()
    try:
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            script = {"__name__": "__main__", "report": reported.append}
            exec(compile(case["text"], "train.py", "exec"), script)
    except SystemExit as ended:
        # fire complains when the work is done.
        if ended.code:
            reported.clear()
    except Exception as error:
        return {"kind": "crash", "message": f"{type(error).__name__}: {error}"}
    if not reported:
        return {"kind": "refused", "message": said.getvalue().strip()}
    values = {name: tagged(value) for name, value in reported[0].items()}
    return {"kind": "accepted", "values": values}


print(json.dumps(list(sys.version_info[:3])), flush=True)
for line in sys.stdin:
    print(json.dumps([answer(case) for case in json.loads(line)]), flush=True)
