"""Says where botocore would send the calls of a profile, and which partition a region is in.

Reads one JSON object from stdin: `cases`, each with config file, variables, profile, region and service,
and prints a list of endpoints; `null` stands for a refused configuration. Without cases it prints the
regions of the partitions, and those where SageMaker is.
"""

import json
import os
import sys
import tempfile

import botocore.session
from botocore.exceptions import InvalidConfigError
from botocore.loaders import create_loader

LOADER = create_loader()


def endpoint(case, folder):
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        del os.environ[name]
    for name in ("config", "credentials"):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(case[name])
    os.environ["AWS_CONFIG_FILE"] = os.path.join(folder, "config")
    os.environ["AWS_SHARED_CREDENTIALS_FILE"] = os.path.join(folder, "credentials")
    os.environ.update(case["env"])
    session = botocore.session.Session(profile=case["profile"])
    session.register_component("data_loader", LOADER)
    try:
        client = session.create_client(
            case["service"],
            region_name=case["region"],
            aws_access_key_id="a",
            aws_secret_access_key="b",
        )
    except InvalidConfigError:
        return None
    return client.meta.endpoint_url


def partitions():
    session = botocore.session.Session()
    return {
        "partitions": {
            one["id"]: [region for region in one["regions"] if not region.endswith("-global")]
            for one in LOADER.load_data("partitions")["partitions"]
        },
        "sagemaker": session.get_available_regions("sagemaker"),
    }


def main():
    cases = json.load(sys.stdin).get("cases")
    if cases is None:
        print(json.dumps(partitions()))
        return
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps([endpoint(case, folder) for case in cases]))


main()
