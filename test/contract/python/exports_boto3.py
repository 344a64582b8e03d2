"""Runs scripts that were exported for boto3, all in this process.

Usage: exports_boto3.py FILE with a JSON list of scripts. Prints a list of what went wrong, by position.
"""

import contextlib
import json
import pathlib
import sys

scripts = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
problems = []
for number, script in enumerate(scripts):
    try:
        with contextlib.redirect_stdout(sys.stderr):
            exec(compile(script, f"script {number}", "exec"), {"__name__": "__main__"})
    except Exception as error:
        problems.append(f"{number}: {type(error).__name__}: {error}")
print(json.dumps(problems))
