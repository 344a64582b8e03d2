"""Runs scripts that were exported for a SageMaker Python SDK, with nothing behind it but this file.

Usage: exports_sdk.py FILE with a JSON list of scripts. Prints a list with the request that each has sent to
CreateTrainingJob, checked by botocore's own validator, or a text that says what went wrong.
"""

import contextlib
import datetime
import json
import pathlib
import sys

import jsonschema
from botocore.client import BaseClient
from botocore.loaders import JSONFileLoader
from botocore.validate import ParamValidator
from sdk_session import without_telemetry

without_telemetry()


def remembered(function, key):
    """The same answer for the same question: the SDKs ask hundreds of times for each job."""
    answers = {}

    def ask(*given, **options):
        question = key(*given, **options)
        if question not in answers:
            answers[question] = function(*given, **options)
        return answers[question]

    return ask


# Version 2 holds its own configuration against the schema for each of its arguments.
jsonschema.validate = remembered(
    jsonschema.validate, lambda instance, schema, *_, **__: json.dumps([instance, len(schema)])
)
# Each script has a session of its own, which reads the model of every service anew.
JSONFileLoader.load_file = remembered(JSONFileLoader.load_file, lambda _self, file: str(file))

ARN = "arn:aws:sagemaker:us-east-1:000000000000:training-job/"
sent = []


def answered(client, operation, parameters):
    """An answer in the place of the service's; what is not foreseen here is a call too many."""
    if operation == "CreateTrainingJob":
        shape = client.meta.service_model.operation_model(operation).input_shape
        report = ParamValidator().validate(parameters, shape)
        if report.has_errors():
            raise ValueError(report.generate_report())
        sent.append(parameters)
        return {"TrainingJobArn": ARN + parameters["TrainingJobName"]}
    if operation == "DescribeTrainingJob":
        name = parameters["TrainingJobName"]
        return {
            "TrainingJobName": name,
            "TrainingJobArn": ARN + name,
            "ModelArtifacts": {"S3ModelArtifacts": "s3://bucket/model.tar.gz"},
            "TrainingJobStatus": "InProgress",
            "SecondaryStatus": "Starting",
            "AlgorithmSpecification": {"TrainingInputMode": "File"},
            "ResourceConfig": {"VolumeSizeInGB": 1},
            "StoppingCondition": {},
            "CreationTime": datetime.datetime.now(datetime.timezone.utc),
        }
    raise AssertionError(f"{operation} was called")


BaseClient._make_api_call = answered


def run(number, script):
    sent.clear()
    try:
        with contextlib.redirect_stdout(sys.stderr):
            exec(compile(script, f"script {number}", "exec"), {"__name__": "__main__"})
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return sent[0] if len(sent) == 1 else f"{len(sent)} jobs were created"


scripts = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
print(json.dumps([run(number, script) for number, script in enumerate(scripts)]))
