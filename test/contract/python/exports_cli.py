"""Calls the AWS CLI's own driver with arguments as a shell has made them, all in this process.

Usage: exports_cli.py FILE with a JSON list of lists of words after `aws`. Prints a list of what went wrong, by
position.
"""

import contextlib
import io
import json
import pathlib
import sys

from awscli.clidriver import create_clidriver

driver = create_clidriver()
problems = []
for number, words in enumerate(json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))):
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        try:
            code = driver.main(words)
        except SystemExit as end:
            code = end.code
    if code != 0:
        problems.append(f"{number}: ended with {code}: {said.getvalue()}")
print(json.dumps(problems))
