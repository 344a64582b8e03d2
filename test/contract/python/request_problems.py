"""Tells of each request what botocore's SageMaker model does not allow in it.

Usage: request_problems.py FILE with a line of JSON for each: {"operation": ..., "input": ...}.
Prints a JSON list with a list of sentences for each.
"""

import json
import pathlib
import sys

import botocore.session
from model_values import problems_of

model = botocore.session.Session().get_service_model("sagemaker")
lines = pathlib.Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
requests = [json.loads(line) for line in lines]
print(
    json.dumps(
        [
            problems_of(
                request["input"], model.operation_model(request["operation"]).input_shape
            )
            for request in requests
        ]
    )
)
