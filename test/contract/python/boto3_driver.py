"""boto3 on request: a line of JSON asks for a call or a transfer, a line of JSON answers it."""

import contextlib
import json
import os
import pathlib
import sys

import boto3
from boto3.s3.transfer import TransferConfig
from botocore import xform_name
from botocore.config import Config
from botocore.exceptions import ClientError

MEGABYTE = 1024 * 1024
CONFIG = Config(
    parameter_validation=False, inject_host_prefix=False, retries={"total_max_attempts": 1}
)
TRANSFER = TransferConfig(multipart_threshold=8 * MEGABYTE, multipart_chunksize=8 * MEGABYTE)
CLIENTS = {}
TAILS = []


def client(service, credentials=None):
    if credentials:
        return boto3.client(
            service,
            config=CONFIG,
            aws_access_key_id=credentials["accessKeyId"],
            aws_secret_access_key=credentials["secretAccessKey"],
            aws_session_token=credentials.get("sessionToken"),
        )
    if service not in CLIENTS:
        CLIENTS[service] = boto3.client(service, config=CONFIG)
    return CLIENTS[service]


def call(service, operation, input, credentials=None):
    return getattr(client(service, credentials), xform_name(operation))(**input)


def put(file, bucket, key):
    with open(file, "rb") as body:
        client("s3").put_object(Bucket=bucket, Key=key, Body=body)


def upload(file, bucket, key):
    extra = {"ChecksumAlgorithm": "SHA256"}
    client("s3").upload_file(file, bucket, key, ExtraArgs=extra, Config=TRANSFER)


def download(bucket, key, file):
    client("s3").download_file(bucket, key, file, Config=TRANSFER)


def sync_up(folder, bucket, prefix):
    for path, _, files in os.walk(folder):
        for file in files:
            name = pathlib.Path(path, file)
            with open(name, "rb") as body:
                client("s3").upload_fileobj(body, bucket, prefix + str(name.relative_to(folder)))


def sync_down(bucket, prefix, folder):
    for page in client("s3").get_paginator("list_objects_v2").paginate(
        Bucket=bucket, Prefix=prefix, PaginationConfig={"PageSize": 3}
    ):
        for entry in page.get("Contents", []):
            file = pathlib.Path(folder, entry["Key"].removeprefix(prefix))
            file.parent.mkdir(parents=True, exist_ok=True)
            client("s3").download_file(bucket, entry["Key"], str(file))


def tail(group, prefix):
    """Begins CloudWatch's live tail, for `tailUntil`."""
    answer = client("logs").start_live_tail(
        logGroupIdentifiers=[f"arn:aws:logs:us-east-1:000000000000:log-group:{group}"],
        logStreamNamePrefixes=[prefix],
    )
    TAILS.append(answer["responseStream"])


def tail_until(last):
    """The messages of the tail until the one that ends with `last`."""
    lines = []
    with contextlib.closing(TAILS.pop()) as stream:
        for event in stream:
            results = event.get("sessionUpdate", {}).get("sessionResults", [])
            lines += [result["message"] for result in results]
            if any(line.endswith(last) for line in lines):
                return lines
    raise AssertionError(f"the live tail ended by itself: {lines}")


ACTIONS = {
    "call": call,
    "put": put,
    "upload": upload,
    "download": download,
    "syncUp": sync_up,
    "syncDown": sync_down,
    "tail": tail,
    "tailUntil": tail_until,
}


def plain(value):
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


for line in sys.stdin:
    request = json.loads(line)
    try:
        result = {"value": ACTIONS[request["action"]](**request["arguments"])}
    except ClientError as error:
        result = {"refusal": error.response["Error"]}
    except Exception as error:  # The driver lives on; the test fails with this text.
        result = {"failure": f"{type(error).__name__}: {error}"}
    print(json.dumps(result, default=plain), flush=True)
