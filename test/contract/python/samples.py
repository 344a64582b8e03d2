"""Trains by a sample project as it is: samples.py NAME PROJECT-FOLDER IMAGE"""

import pathlib
import sys

from sandbox_client import answer, follow_to_end, read_names, start_job

NAME, FOLDER, IMAGE = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3]

start_job(
    NAME,
    {"train.py": (FOLDER / "train.py").read_text()},
    channels={"train": {"penguins.csv": (FOLDER / "data" / "penguins.csv").read_text()}},
    image=IMAGE,
    # So small a model trains quicker in one thread.
    Environment={"OMP_NUM_THREADS": "1"},
)
description, lines = follow_to_end(NAME)
artifacts = description.get("ModelArtifacts", {}).get("S3ModelArtifacts")
answer(
    {
        "status": description["TrainingJobStatus"],
        "reason": description.get("FailureReason"),
        "lines": lines,
        "model": read_names(artifacts) if artifacts else [],
    }
)
