"""SageMaker Python SDK 2: one of its ways, named by the argument, from its own waiting to its own reading.

Usage: sdk2_story.py estimator|sklearn|script-processor|sklearn-processor SAMPLE-FOLDER
"""

import json
import pathlib
import sys
import tempfile
import time

from sdk_session import ACCURACY, PYTORCH, ROLE, SandboxSession, members, printed, without_telemetry

without_telemetry()

import sagemaker  # noqa: E402
from sagemaker.analytics import TrainingJobAnalytics  # noqa: E402
from sagemaker.estimator import Estimator  # noqa: E402
from sagemaker.processing import ProcessingInput, ProcessingOutput, ScriptProcessor  # noqa: E402
from sagemaker.s3 import S3Downloader  # noqa: E402
from sagemaker.sklearn import SKLearn  # noqa: E402
from sagemaker.sklearn.processing import SKLearnProcessor  # noqa: E402

WAY, SAMPLE = sys.argv[1], pathlib.Path(sys.argv[2])
session = sagemaker.Session(boto_session=SandboxSession())
folder = pathlib.Path(tempfile.mkdtemp())
machine = {"role": ROLE, "instance_type": "ml.m5.large", "instance_count": 1}

COUNT = """
import pathlib, sys
source, target = (pathlib.Path(name) for name in sys.argv[1:])
rows = [line for file in sorted(source.glob("*.csv")) for line in file.read_text().splitlines()[1:]]
print("counted", len(rows), "rows")
(target / "count.txt").write_text(str(len(rows)))
"""


def train(estimator):
    """The sample to its end; what the SDK printed, and what it can read afterwards."""
    data = session.upload_data(str(SAMPLE / "data"), key_prefix=f"sdk2/{WAY}/data")
    with printed() as output:
        estimator.fit({"train": data}, wait=True, logs=True)
    S3Downloader.download(estimator.model_data, str(folder), sagemaker_session=session)
    return {
        "bucket": session.default_bucket(),
        "modelData": estimator.model_data,
        "job": estimator.latest_training_job.name,
        "hyperparameters": estimator.hyperparameters(),
        "output": output.getvalue(),
        "model": members(folder / "model.tar.gz"),
        "metrics": metrics(estimator.latest_training_job.name),
    }


def metrics(job):
    """The SDK's own table of the job's metric, in which a value may take a moment to appear."""
    for _ in range(20):
        table = TrainingJobAnalytics(job, [ACCURACY["Name"]], sagemaker_session=session).dataframe()
        if len(table):
            return table.to_dict("records")
        time.sleep(0.5)
    return []


def process(processor):
    script = folder / "count.py"
    script.write_text(COUNT)
    with printed() as output:
        processor.run(
            code=str(script),
            inputs=[ProcessingInput(str(SAMPLE / "data"), "/opt/ml/processing/input")],
            outputs=[ProcessingOutput("/opt/ml/processing/output", output_name="count")],
            arguments=["/opt/ml/processing/input", "/opt/ml/processing/output"],
        )
    (result,) = processor.latest_job.outputs
    S3Downloader.download(result.destination, str(folder), sagemaker_session=session)
    return {"output": output.getvalue(), "count": (folder / "count.txt").read_text()}


WAYS = {
    "estimator": lambda: train(
        Estimator(
            image_uri=PYTORCH,
            entry_point="train.py",
            source_dir=str(SAMPLE),
            hyperparameters={"epochs": 4, "learning-rate": 0.1, "schedule": "linear"},
            metric_definitions=[ACCURACY],
            sagemaker_session=session,
            **machine,
        )
    ),
    "sklearn": lambda: train(
        SKLearn(
            entry_point="train.py",
            source_dir=str(SAMPLE),
            framework_version="1.2-1",
            hyperparameters={"epochs": 3, "features": "bill_length_mm,bill_depth_mm"},
            metric_definitions=[ACCURACY],
            sagemaker_session=session,
            **machine,
        )
    ),
    "sklearn-processor": lambda: process(
        SKLearnProcessor(framework_version="1.2-1", sagemaker_session=session, **machine)
    ),
    "script-processor": lambda: process(
        ScriptProcessor(
            image_uri=PYTORCH, command=["python3"], sagemaker_session=session, **machine
        )
    ),
}

print(json.dumps(WAYS[WAY](), default=str))
