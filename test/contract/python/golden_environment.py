"""What the real training toolkit tells a script: golden_environment.py CASE...

Each CASE is a JSON text: the folder that stands for /opt/ml, and the variables that the container has
before the toolkit runs. Answers a list of {environment, arguments}, in the same order.

The toolkit is published as source with a C extension, which needs a compiler and Linux. What is asked
here is plain Python, so the source is fetched once beside this interpreter's packages, not installed.
"""

import importlib
import json
import os
import subprocess
import sys
import tarfile

NAME = "sagemaker-training"
VERSION = "5.1.1"


def toolkit():
    """The folder of the toolkit's modules."""
    place = os.path.join(sys.prefix, "toolkit")
    source = os.path.join(place, f"sagemaker_training-{VERSION}", "src")
    mark = os.path.join(place, "complete")
    if not os.path.exists(mark):
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-build-isolation"]
        command += ["--no-binary", NAME, "--dest", place, f"{NAME}=={VERSION}"]
        subprocess.run(command, check=True, stdout=sys.stderr)
        with tarfile.open(os.path.join(place, f"sagemaker_training-{VERSION}.tar.gz")) as archive:
            archive.extractall(place, **({"filter": "data"} if hasattr(tarfile, "data_filter") else {}))
        with open(mark, "w"):
            pass
    return source


def ask(case):
    os.environ.clear()
    os.environ.update(case["variables"])
    os.environ["SAGEMAKER_BASE_DIR"] = case["folder"]
    from sagemaker_training import environment

    # The folder is read when the module is loaded.
    found = importlib.reload(environment).Environment()
    own = {name: os.environ[name] for name in ("SAGEMAKER_JOB_NAME", "SAGEMAKER_REGION", "CURRENT_HOST")}
    return {"environment": {**own, **found.to_env_vars()}, "arguments": found.to_cmd_args()}


sys.path.insert(0, toolkit())
print(json.dumps([ask(json.loads(case)) for case in sys.argv[1:]]))
