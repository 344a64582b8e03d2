"""The whole way of a training job: bucket, uploads, job, lines, artifact."""

from sandbox_client import answer, follow_to_end, read_archive, start_job

SCRIPT = """
import argparse, json, os, pathlib

parser = argparse.ArgumentParser()
parser.add_argument("--epochs", type=int)
parser.add_argument("--name")
arguments = parser.parse_args()
rows = pathlib.Path(os.environ["SM_CHANNEL_TRAIN"], "rows.csv").read_text().splitlines()
for epoch in range(arguments.epochs):
    print(f"epoch {epoch + 1} of {arguments.epochs}: {len(rows)} rows, {arguments.name}")
model = pathlib.Path(os.environ["SM_MODEL_DIR"], "model.json")
model.write_text(json.dumps({"rows": rows}))
"""

NAME = "contract-train-and-follow"

arn = start_job(
    NAME,
    {"train.py": SCRIPT},
    hyperparameters={"epochs": 3, "name": "adam w"},
    channels={"train": {"rows.csv": "a\nb\nc\n", "deep/down/more.csv": "d\n"}},
)
description, lines = follow_to_end(NAME)
answer(
    {
        "arn": arn,
        "description": description,
        "lines": lines,
        "model": read_archive(description["ModelArtifacts"]["S3ModelArtifacts"])
        if description["TrainingJobStatus"] == "Completed"
        else None,
    }
)
