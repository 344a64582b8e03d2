"""SageMaker Python SDK 3: ModelTrainer trains the sample, prints its lines and has its model.

Usage: sdk3_story.py SAMPLE-FOLDER
"""

import json
import logging
import pathlib
import sys
import tempfile

from sdk_session import ACCURACY, PYTORCH, ROLE, SandboxSession, members, printed, without_telemetry

without_telemetry()

from sagemaker.core.helper.session_helper import Session  # noqa: E402
from sagemaker.core.s3 import S3Downloader  # noqa: E402
from sagemaker.core.training.configs import MetricDefinition  # noqa: E402
from sagemaker.train import ModelTrainer  # noqa: E402
from sagemaker.train.configs import Compute, InputData, SourceCode  # noqa: E402

SAMPLE = pathlib.Path(sys.argv[1])
session = Session(boto_session=SandboxSession())
trainer = ModelTrainer(
    training_image=PYTORCH,
    role=ROLE,
    base_job_name="sdk3-sample",
    source_code=SourceCode(source_dir=str(SAMPLE), entry_script="train.py"),
    compute=Compute(instance_type="ml.m5.large", instance_count=1),
    hyperparameters={"epochs": 4, "learning-rate": 0.1, "schedule": "linear"},
    sagemaker_session=session,
).with_metric_definitions([MetricDefinition(name=ACCURACY["Name"], regex=ACCURACY["Regex"])])
data = session.upload_data(str(SAMPLE / "data"), key_prefix="sdk3/data")
with printed() as output:
    # It logs what version 2 prints, and leaves it to the application to show that.
    logging.basicConfig(stream=output, level=logging.INFO, format="%(message)s")
    trainer.train(input_data_config=[InputData(channel_name="train", data_source=data)])
job = trainer._latest_training_job
model_data = job.model_artifacts.s3_model_artifacts
folder = pathlib.Path(tempfile.mkdtemp())
S3Downloader.download(model_data, str(folder), sagemaker_session=session)
print(
    json.dumps(
        {
            "job": job.training_job_name,
            "status": job.training_job_status,
            "modelData": model_data,
            "output": output.getvalue(),
            "model": members(folder / "model.tar.gz"),
            "metrics": [
                {"name": metric.metric_name, "value": metric.value}
                for metric in job.final_metric_data_list
            ],
        },
        default=str,
    )
)
