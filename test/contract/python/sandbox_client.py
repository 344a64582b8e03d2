"""Clients of boto3 for the endpoint in the environment."""

import io
import json
import tarfile
import time

import boto3
from botocore.exceptions import ClientError

BUCKET = "sagemaker-us-east-1-000000000000"
ROLE = "arn:aws:iam::000000000000:role/SageMakerLocalSandbox"
IMAGE = "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-scikit-learn:1.4-2-cpu-py3"
TERMINAL = ("Completed", "Failed", "Stopped")


def client(service):
    return boto3.client(service)


def pack(files):
    """A source archive as the SageMaker Python SDK uploads it."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for name, text in files.items():
            info = tarfile.TarInfo(name)
            data = text.encode()
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def training_request(name, script, hyperparameters=None, channels=None, image=IMAGE, **more):
    values = {
        "sagemaker_program": script,
        "sagemaker_submit_directory": f"s3://{BUCKET}/{name}/source/sourcedir.tar.gz",
        "sagemaker_container_log_level": 20,
        "sagemaker_job_name": name,
        "sagemaker_region": "us-east-1",
        **(hyperparameters or {}),
    }
    request = {
        "TrainingJobName": name,
        "AlgorithmSpecification": {"TrainingImage": image, "TrainingInputMode": "File"},
        "RoleArn": ROLE,
        "HyperParameters": {key: json.dumps(value) for key, value in values.items()},
        "OutputDataConfig": {"S3OutputPath": f"s3://{BUCKET}/"},
        "ResourceConfig": {
            "InstanceType": "ml.m5.large",
            "InstanceCount": 1,
            "VolumeSizeInGB": 30,
        },
        "StoppingCondition": {"MaxRuntimeInSeconds": 600},
        **more,
    }
    if channels:
        request["InputDataConfig"] = [
            {
                "ChannelName": channel,
                "DataSource": {
                    "S3DataSource": {
                        "S3DataType": "S3Prefix",
                        "S3Uri": f"s3://{BUCKET}/{name}/input/{channel}/",
                        "S3DataDistributionType": "FullyReplicated",
                    }
                },
            }
            for channel in channels
        ]
    return request


def start_job(name, files, script="train.py", hyperparameters=None, channels=None, **more):
    """Uploads source and channels (name to files) and creates the job; answers its ARN."""
    s3 = client("s3")
    try:
        s3.create_bucket(Bucket=BUCKET)
    except ClientError as error:
        if error.response["Error"]["Code"] != "BucketAlreadyOwnedByYou":
            raise
    s3.put_object(Bucket=BUCKET, Key=f"{name}/source/sourcedir.tar.gz", Body=pack(files))
    for channel, members in (channels or {}).items():
        for member, text in members.items():
            key = f"{name}/input/{channel}/{member}"
            s3.upload_fileobj(io.BytesIO(text.encode()), BUCKET, key)
    request = training_request(name, script, hyperparameters, channels, **more)
    return client("sagemaker").create_training_job(**request)["TrainingJobArn"]


class Follower:
    """Reads a job's lines as they come, by the forward token."""

    def __init__(self, name):
        self.name = name
        self.logs = client("logs")
        self.stream = None
        self.token = None
        self.lines = []

    def poll(self):
        """Appends what is new; answers how many lines came."""
        group = "/aws/sagemaker/TrainingJobs"
        if self.stream is None:
            try:
                streams = self.logs.describe_log_streams(
                    logGroupName=group, logStreamNamePrefix=f"{self.name}/"
                )["logStreams"]
            except ClientError as error:
                if error.response["Error"]["Code"] != "ResourceNotFoundException":
                    raise
                streams = []
            if not streams:
                return 0
            self.stream = streams[0]["logStreamName"]
        before = len(self.lines)
        while True:
            page = {"nextToken": self.token} if self.token else {"startFromHead": True}
            answer = self.logs.get_log_events(
                logGroupName=group, logStreamName=self.stream, **page
            )
            self.lines += [event["message"] for event in answer["events"]]
            if answer["nextForwardToken"] == self.token:
                return len(self.lines) - before
            self.token = answer["nextForwardToken"]


def follow_to_end(name, timeout=120):
    """Description and lines of a job once it has ended."""
    sagemaker = client("sagemaker")
    follower = Follower(name)
    end = time.monotonic() + timeout
    while time.monotonic() < end:
        description = sagemaker.describe_training_job(TrainingJobName=name)
        follower.poll()
        if description["TrainingJobStatus"] in TERMINAL:
            follower.poll()
            return description, follower.lines
        time.sleep(0.2)
    raise AssertionError(f"{name} did not end within {timeout} s; its lines: {follower.lines}")


def open_archive(uri):
    bucket, key = uri.removeprefix("s3://").split("/", 1)
    buffer = io.BytesIO()
    client("s3").download_fileobj(bucket, key, buffer)
    buffer.seek(0)
    return tarfile.open(fileobj=buffer, mode="r:gz")


def read_archive(uri):
    """Files of a tar.gz in S3, as text by name."""
    with open_archive(uri) as archive:
        return {
            member.name: archive.extractfile(member).read().decode()
            for member in archive.getmembers()
            if member.isfile()
        }


def read_names(uri):
    """Names of the files of a tar.gz in S3."""
    with open_archive(uri) as archive:
        return sorted(member.name for member in archive.getmembers() if member.isfile())


def answer(value):
    """The result for the test, as the one line of JSON on stdout."""
    print(json.dumps(value, default=str))
