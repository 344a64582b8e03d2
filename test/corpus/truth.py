"""Runs one script until it parses its command line, and prints what argparse was told as JSON.

    python -S -s -B truth.py FILE --root FOLDER [--truth 0|1] [--comparison 0|1] [--all-set]
        [--variant N]

Starts in an empty folder of its own (also HOME), with nothing installed but the standard library.
The standard library alone; Python 3.10 or newer. See `attempts` in scripts/corpus/truth.ts for how
two runs make one truth.
"""

import argparse
import importlib.util  # noqa: F401 (as `site` leaves it)
import json
import os
import signal
import sys
import types

_here = os.path.dirname(os.path.abspath(__file__))
sys.path[0] = _here

import recording  # noqa: E402
import stubs  # noqa: E402
import surroundings  # noqa: E402

_seconds = 8
_memory = 4 << 30


def main():
    options = _options()
    stubs.Answers.truth = options.truth == 1
    stubs.Answers.comparison = options.comparison == 1
    stubs.Answers.number = 3 + 2 * options.variant
    # Kept apart from the script's own output, which goes nowhere.
    answer = os.fdopen(os.dup(1), "w", encoding="utf-8")
    _silence()
    environment = surroundings.pretend(options.variant, options.all_set, stubs.Answers.number)

    def finish(failure=None):
        parsers = recorder.parsers or recorder.helped
        json.dump(
            {
                "reached": len(parsers) > 0,
                "failure": failure,
                "parsers": parsers,
                "read": sorted(environment.read),
            },
            answer,
        )
        answer.flush()
        os._exit(0)

    recorder = recording.Recorder(finish, [os.path.abspath(options.root), os.getcwd()])
    recorder.install()
    _limit(lambda *_: finish("time"))
    surroundings.refuse_effects(os.getcwd())
    try:
        _run(options.file)
    except BaseException as error:  # SystemExit too: the script has had its chance
        finish(f"{type(error).__name__}: {error}"[:300])
    finish("ended")


def _options():
    parser = argparse.ArgumentParser()
    parser.add_argument("file")
    parser.add_argument("--root", required=True)
    parser.add_argument("--truth", type=int, default=1)
    parser.add_argument("--comparison", type=int, default=0)
    parser.add_argument("--all-set", action="store_true")
    parser.add_argument("--variant", type=int, default=0)
    return parser.parse_args()


def _silence():
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)


def _limit(out_of_time):
    signal.signal(signal.SIGALRM, out_of_time)
    signal.alarm(_seconds)
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (_seconds + 2, _seconds + 2))
    resource.setrlimit(resource.RLIMIT_AS, (_memory, _memory))


def _run(file):
    with open(file, "rb") as opened:
        source = opened.read()
    code = compile(source, file, "exec", dont_inherit=True)
    main_module = types.ModuleType("__main__")
    # Names that are brought in by a `*` are known to nobody.
    names = stubs.StarredNames() if b"import *" in source else main_module.__dict__
    # Relative imports lead to stubs: the package that the file came from is not there.
    package = "missing_package.a.b.c.d.e"
    names.update(__name__="__main__", __file__=file, __package__=package, __builtins__=__builtins__)
    sys.modules["__main__"] = main_module
    sys.argv = [file]
    sys.path[0] = os.path.dirname(file)
    # None of the helper's own modules is in the script's way.
    for name in ("recording", "stubs", "surroundings"):
        del sys.modules[name]
    stubs.StubFinder().install()
    __import__(package)
    exec(code, names)


if __name__ == "__main__":
    main()
