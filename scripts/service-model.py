"""Writes the constraint tables of requests from the service models inside an installed botocore.

    python scripts/service-model.py && npx prettier --write "src/**/model/*.json"

Only what a request is checked for is kept: types, required members, lengths, ranges, patterns, enums;
and the shapes whose properties Search knows. The launch checks CreateTrainingJob by a table of its own,
and the sandbox adds that table to its others.
"""

import json
from pathlib import Path

import botocore.loaders

SOURCE = Path(__file__).parent.parent / "src"
TARGET = SOURCE / "sandbox" / "services" / "model"
LAUNCH_TARGET = SOURCE / "core" / "training" / "model"
LAUNCH_OPERATION = "CreateTrainingJob"
OPERATIONS = {
    "sagemaker": [
        "DescribeTrainingJob",
        "ListTrainingJobs",
        "StopTrainingJob",
        "DeleteTrainingJob",
        "UpdateTrainingJob",
        "CreateProcessingJob",
        "DescribeProcessingJob",
        "ListProcessingJobs",
        "StopProcessingJob",
        "DeleteProcessingJob",
        "Search",
        "AddTags",
        "ListTags",
        "DeleteTags",
    ],
    "logs": [
        "CreateLogGroup",
        "DeleteLogGroup",
        "CreateLogStream",
        "DeleteLogStream",
        "PutLogEvents",
        "DescribeLogGroups",
        "DescribeLogStreams",
        "GetLogEvents",
        "FilterLogEvents",
        "StartLiveTail",
        "PutRetentionPolicy",
        "DeleteRetentionPolicy",
        "TagResource",
        "UntagResource",
        "ListTagsForResource",
    ],
    "cloudwatch": ["GetMetricData", "GetMetricStatistics", "ListMetrics", "PutMetricData"],
    "service-quotas": [
        "ListServiceQuotas",
        "GetServiceQuota",
        "ListAWSDefaultServiceQuotas",
        "GetAWSDefaultServiceQuota",
    ],
    "ecr": ["DescribeRepositories", "DescribeImages", "ListImages"],
    "iam": [
        "ListRoles",
        "GetRole",
        "GetUser",
        "ListRolePolicies",
        "ListAttachedRolePolicies",
        "ListRoleTags",
        "SimulatePrincipalPolicy",
    ],
    "sts": ["AssumeRole", "GetSessionToken", "GetCallerIdentity"],
}
SEARCHED = {"sagemaker": ["TrainingJob"]}
NUMBERS = {"long": "integer", "float": "double"}


def constraints(shape):
    kept = {"type": NUMBERS.get(shape["type"], shape["type"])}
    for name in ("required", "min", "max", "pattern", "enum"):
        if shape.get(name) not in (None, []):
            kept[name] = shape[name]
    return kept


def add(shapes, name, model):
    if name in shapes:
        return
    shape = model[name]
    entry = shapes[name] = constraints(shape)
    if shape["type"] == "structure":
        entry["members"] = {key: member["shape"] for key, member in shape["members"].items()}
        targets = entry["members"].values()
    elif shape["type"] == "list":
        entry["member"] = shape["member"]["shape"]
        targets = [entry["member"]]
    elif shape["type"] == "map":
        entry["key"], entry["value"] = shape["key"]["shape"], shape["value"]["shape"]
        targets = [entry["key"], entry["value"]]
    else:
        targets = []
    for target in targets:
        add(shapes, target, model)


def write(target, operations, shapes):
    text = json.dumps({"operations": operations, "shapes": shapes})
    target.write_text(text, encoding="utf-8")


def launch_shapes(model):
    shapes = {}
    name = model["operations"][LAUNCH_OPERATION]["input"]["shape"]
    add(shapes, name, model["shapes"])
    write(LAUNCH_TARGET / "createTrainingJob.json", {LAUNCH_OPERATION: name}, shapes)
    return shapes


def main():
    loader = botocore.loaders.Loader()
    for service, operations in OPERATIONS.items():
        model = loader.load_service_model(service, "service-2")
        shapes = {}
        inputs = {}
        for operation in operations:
            inputs[operation] = model["operations"][operation]["input"]["shape"]
            add(shapes, inputs[operation], model["shapes"])
        for name in SEARCHED.get(service, []):
            add(shapes, name, model["shapes"])
        if service == "sagemaker":
            shared = launch_shapes(model)
            shapes = {name: shape for name, shape in shapes.items() if name not in shared}
        write(TARGET / f"{service}.json", inputs, shapes)


if __name__ == "__main__":
    main()
