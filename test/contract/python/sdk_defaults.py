"""What a SageMaker Python SDK resolves from defaults files for a training job; for both its versions.

Usage: sdk_defaults.py FILE with a JSON list of {"admin"?: text, "user"?: text}. The first of XDG_CONFIG_DIRS
and XDG_CONFIG_HOME are folders of its own. Prints a list with, for each, the values by their paths, or {"refused": why}.
"""

import contextlib
import io
import json
import os
import pathlib
import sys

with contextlib.redirect_stdout(io.StringIO()):
    try:
        from sagemaker.config.config import load_sagemaker_config
        from sagemaker.s3_utils import s3_path_join
        from sagemaker.utils import resolve_value_from_config
    except ImportError:
        from sagemaker.core.common_utils import resolve_value_from_config
        from sagemaker.core.config.config import load_sagemaker_config
        from sagemaker.core.s3.utils import s3_path_join

PLACES = {
    "admin": pathlib.Path(
        os.environ["XDG_CONFIG_DIRS"].split(os.pathsep)[0], "sagemaker", "config.yaml"
    ),
    "user": pathlib.Path(os.environ["XDG_CONFIG_HOME"], "sagemaker", "config.yaml"),
}
JOB = "SageMaker.TrainingJob."
SESSION = "SageMaker.PythonSDK.Modules.Session."
PATHS = [
    JOB + "RoleArn",
    JOB + "EnableNetworkIsolation",
    JOB + "EnableInterContainerTrafficEncryption",
    JOB + "Environment",
    JOB + "Tags",
    JOB + "OutputDataConfig.KmsKeyId",
    JOB + "ResourceConfig.VolumeKmsKeyId",
    JOB + "VpcConfig.Subnets",
    JOB + "VpcConfig.SecurityGroupIds",
    SESSION + "DefaultS3Bucket",
    SESSION + "DefaultS3ObjectKeyPrefix",
]


def resolved(files):
    for owner, place in PLACES.items():
        place.parent.mkdir(parents=True, exist_ok=True)
        place.unlink(missing_ok=True)
        if owner in files:
            place.write_text(files[owner], encoding="utf-8")
    try:
        config = load_sagemaker_config()
        values = {
            path: resolve_value_from_config(config_path=path, sagemaker_config=config)
            for path in PATHS
        }
    except Exception as error:  # Whatever it is, the SDK does not go on.
        return {"refused": type(error).__name__}
    bucket = values[SESSION + "DefaultS3Bucket"]
    prefix = values[SESSION + "DefaultS3ObjectKeyPrefix"]
    # As an estimator without an output path has it.
    output = bucket and s3_path_join("s3://", bucket, prefix, with_end_slash=True)
    return {**values, "output": output}


with contextlib.redirect_stdout(io.StringIO()):
    answers = [resolved(files) for files in json.loads(pathlib.Path(sys.argv[1]).read_text())]
print(json.dumps(answers))
