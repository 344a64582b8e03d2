"""Requests that must run nothing: each creates a job of its own name, then the jobs are listed."""

import http.client
import json
import os
from datetime import datetime, timedelta, timezone
from urllib.parse import urlsplit

import botocore.auth
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from sandbox_client import answer, client, training_request

ENDPOINT = os.environ["AWS_ENDPOINT_URL"]
NETLOC = urlsplit(ENDPOINT).netloc
KEY = os.environ["AWS_ACCESS_KEY_ID"]
SECRET = os.environ["AWS_SECRET_ACCESS_KEY"]


def send(
    name,
    credentials=None,
    headers=None,
    signed_headers=None,
    tamper=None,
    unsigned=None,
    target="/",
):
    """Sends CreateTrainingJob, signed by botocore unless told otherwise; answers status and body."""
    body = json.dumps(training_request(name, "train.py")).encode()
    request = AWSRequest(
        method="POST",
        url=f"{ENDPOINT}/",
        data=body,
        headers={
            "Content-Type": "application/x-amz-json-1.1",
            "X-Amz-Target": "SageMaker.CreateTrainingJob",
            **(signed_headers or {}),
        },
    )
    if not unsigned:
        signer = SigV4Auth(credentials or Credentials(KEY, SECRET), "sagemaker", "us-east-1")
        signer.add_auth(request)
    sent = {**dict(request.headers.items()), **(headers or {})}
    if tamper:
        body = tamper(body)
    connection = http.client.HTTPConnection(NETLOC, timeout=20)
    connection.putrequest("POST", target, skip_host=True, skip_accept_encoding=True)
    connection.putheader("Host", sent.pop("Host", NETLOC))
    for header, value in sent.items():
        connection.putheader(header, value)
    connection.putheader("Content-Length", str(len(body)))
    connection.endheaders(body)
    response = connection.getresponse()
    text = response.read().decode()
    connection.close()
    return {"status": response.status, "body": text}


def at(moment, name):
    """The request as botocore would have signed it at another time."""
    clock = botocore.auth.get_current_datetime
    botocore.auth.get_current_datetime = lambda: moment.replace(tzinfo=None)
    try:
        return send(name)
    finally:
        botocore.auth.get_current_datetime = clock


now = datetime.now(timezone.utc)
refused = {
    "unsigned": send("intruder-unsigned", unsigned=True),
    "wrongSecret": send("intruder-secret", credentials=Credentials(KEY, "wrong" + SECRET)),
    "wrongKey": send("intruder-key", credentials=Credentials("AKIAIOSFODNN7EXAMPLE", SECRET)),
    "changedBody": send("intruder-body", tamper=lambda body: body.replace(b"body", b"evil")),
    "changedTarget": send(
        "intruder-target", headers={"X-Amz-Target": "SageMaker.CreateProcessingJob"}
    ),
    "addedHeader": send("intruder-header", headers={"X-Amz-Security-Token": "token"}),
    "changedQuery": send("intruder-query", target="/?Action=CreateTrainingJob"),
    "foreignHost": send("intruder-host", headers={"Host": "sandbox.example.com"}),
    "signedForeignHost": send(
        "intruder-signed-host", signed_headers={"Host": "sandbox.example.com"}
    ),
    "origin": send("intruder-origin", headers={"Origin": "http://localhost:3000"}),
    "nullOrigin": send("intruder-null-origin", headers={"Origin": "null"}),
    "sameOrigin": send("intruder-same-origin", headers={"Origin": ENDPOINT}),
    "stale": at(now - timedelta(minutes=20), "intruder-stale"),
    "future": at(now + timedelta(minutes=20), "intruder-future"),
}
jobs = client("sagemaker").list_training_jobs(MaxResults=100)["TrainingJobSummaries"]
answer({"refused": refused, "jobs": [job["TrainingJobName"] for job in jobs]})
