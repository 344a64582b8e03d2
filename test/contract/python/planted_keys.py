"""A script that uses boto3 inside a job, while real-looking keys lie about on the computer."""

from sandbox_client import BUCKET, answer, client, follow_to_end, start_job

SCRIPT = """
import json, os, boto3

session = boto3.Session()
clients = {name: session.client(name) for name in ("sts", "s3", "sagemaker", "logs")}
print("RESULT " + json.dumps({
    "identity": clients["sts"].get_caller_identity()["Account"],
    "buckets": [bucket["Name"] for bucket in clients["s3"].list_buckets()["Buckets"]],
    "jobs": len(clients["sagemaker"].list_training_jobs()["TrainingJobSummaries"]),
    "endpoints": sorted({client.meta.endpoint_url for client in clients.values()}),
    "accessKeyId": session.get_credentials().access_key,
    "profiles": session.available_profiles,
    "environment": dict(os.environ),
}))
"""

NAME = "contract-own-keys"
client("s3").create_bucket(Bucket="contract-own-bucket")
start_job(NAME, {"train.py": SCRIPT})
description, lines = follow_to_end(NAME)
answer({"status": description["TrainingJobStatus"], "lines": lines, "bucket": BUCKET})
