"""What the scripts that use the SageMaker Python SDK share; both versions of it."""

import contextlib
import io
import os
import pathlib
import tarfile
import tempfile

import boto3

ROLE = "arn:aws:iam::000000000000:role/SageMakerLocalSandbox"
PYTORCH = "763104351884.dkr.ecr.us-east-1.amazonaws.com/pytorch-training:2.8.0-cpu-py312"
ACCURACY = {"Name": "validation:accuracy", "Regex": " accuracy=([0-9.]+)"}


class SandboxSession(boto3.Session):
    """The SDK asks STS at an address of its own, which beats AWS_ENDPOINT_URL."""

    def client(self, *args, **options):
        options["endpoint_url"] = os.environ["AWS_ENDPOINT_URL"]
        return super().client(*args, **options)


def without_telemetry():
    """Makes the SDK's own opt-out, before the SDK is imported."""
    file = pathlib.Path(tempfile.mkdtemp(), "config.yaml")
    file.write_text(
        "SchemaVersion: '1.0'\nSageMaker:\n  PythonSDK:\n    Modules:\n      TelemetryOptOut: true\n"
    )
    os.environ["SAGEMAKER_USER_CONFIG_OVERRIDE"] = str(file)
    os.environ["SAGEMAKER_SUPPRESS_V2_WARNING"] = "1"


@contextlib.contextmanager
def printed():
    """What is printed meanwhile, to be read by `getvalue()`."""
    text = io.StringIO()
    with contextlib.redirect_stdout(text):
        yield text


def members(file):
    with tarfile.open(file) as archive:
        return sorted(member.name for member in archive.getmembers() if member.isfile())
