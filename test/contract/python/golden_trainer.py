"""What the drivers of the SageMaker Python SDK 3 tell a script: golden_trainer.py CASE...

Each CASE is a JSON text: the folder that stands for /opt/ml, the drivers' sourcecode.json and
distributed.json, and the variables that the container has. The drivers know /opt/ml only, so copies
of them run in which it is named otherwise. Answers a list of {environment, arguments}.
"""

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys


def drivers_of(case):
    """A copy of the installed drivers for this case's folder."""
    places = importlib.util.find_spec("sagemaker").submodule_search_locations
    installed = next(os.path.join(p, "train", "container_drivers") for p in places
                     if os.path.isdir(os.path.join(p, "train", "container_drivers")))
    copy = os.path.join(case["folder"], "input", "data", "sm_drivers")
    shutil.copytree(installed, copy, dirs_exist_ok=True)
    for place, _, names in os.walk(copy):
        for name in (name for name in names if name.endswith(".py")):
            file = os.path.join(place, name)
            with open(file, encoding="utf-8") as stream:
                text = stream.read()
            with open(file, "w", encoding="utf-8") as stream:
                stream.write(text.replace("/opt/ml", case["folder"]))
    for name in ("sourcecode", "distributed"):
        with open(os.path.join(copy, f"{name}.json"), "w") as stream:
            json.dump(case[name], stream)
    return copy


def ask(case):
    drivers = drivers_of(case)
    variables = {"PATH": os.environ["PATH"], **case["variables"]}
    run = [sys.executable, os.path.join(drivers, "scripts", "environment.py")]
    subprocess.run(run, env=variables, check=True, stdout=subprocess.DEVNULL)
    with open(os.path.join(case["folder"], "input", "sm_training.env"), encoding="utf-8") as stream:
        exports = re.findall(r"^export (SM_[^=]+)='(.*)'$", stream.read(), re.MULTILINE)
    environment = dict(exports)
    ask_driver = "import json, basic_script_driver as d; print(json.dumps(d.create_commands()[2:]))"
    output = subprocess.run(
        [sys.executable, "-c", ask_driver],
        cwd=os.path.join(drivers, "distributed_drivers"),
        env={**variables, **environment},
        check=True,
        stdout=subprocess.PIPE,
    ).stdout
    return {"environment": environment, "arguments": json.loads(output.splitlines()[-1])}


print(json.dumps([ask(json.loads(case)) for case in sys.argv[1:]]))
