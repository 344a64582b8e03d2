"""What the AWS CLI itself makes of command lines, with nothing behind it.

Usage: imports_cli.py FILE with a JSON list of lists of words after `aws`. Prints the parameters that each would send,
or a text that says what is wrong with it.
"""

import contextlib
import io
import json
import pathlib
import sys

from awscli.clidriver import create_clidriver
from botocore.client import BaseClient

sent = []


def answered(_client, _operation, parameters):
    sent.append(parameters)
    return {}


BaseClient._make_api_call = answered
driver = create_clidriver()


def read(words):
    sent.clear()
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        try:
            driver.main(words)
        except SystemExit:
            pass
    return sent[0] if sent else said.getvalue()


commands = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
print(json.dumps([read(words) for words in commands]))
