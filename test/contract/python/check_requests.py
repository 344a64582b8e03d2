"""Holds requests against the inputs of botocore's SageMaker model, as strictly as answers are held.

Usage: check_requests.py FILE with a line of JSON for each: {"operation": ..., "input": ...}.
Prints {"checked": N, "problems": [...]}.
"""

import json
import pathlib
import sys

import botocore.session
from model_values import problems_of

model = botocore.session.Session().get_service_model("sagemaker")
requests = [json.loads(line) for line in pathlib.Path(sys.argv[1]).read_text().splitlines()]
problems = sorted(
    {
        f"{request['operation']}: {problem}"
        for request in requests
        for problem in problems_of(
            request["input"], model.operation_model(request["operation"]).input_shape
        )
    }
)
print(json.dumps({"checked": len(requests), "problems": problems}))
