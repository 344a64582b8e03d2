"""Requests that must store nothing: each puts an object of its own key, then the bucket is listed.

The signatures are botocore's; those of chunks, which botocore does not make, follow AWS's description of
STREAMING-AWS4-HMAC-SHA256-PAYLOAD. Each kind is sent untouched, too, and must then be stored.
"""

import hashlib
import hmac
import http.client
import os
from datetime import datetime, timedelta, timezone
from urllib.parse import urlsplit

import botocore.auth
from botocore.auth import S3SigV4Auth, S3SigV4QueryAuth, SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from sandbox_client import answer, client

ENDPOINT = os.environ["AWS_ENDPOINT_URL"]
NETLOC = urlsplit(ENDPOINT).netloc
SECRET = os.environ["AWS_SECRET_ACCESS_KEY"]
KEYS = Credentials(os.environ["AWS_ACCESS_KEY_ID"], SECRET)
BUCKET = "intruders"
BODY = b"the bytes of an object"
STREAMING = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD"


def at(moment, act):
    """What botocore signs within `act` carries another time."""
    clock = botocore.auth.get_current_datetime
    botocore.auth.get_current_datetime = lambda: moment.replace(tzinfo=None)
    try:
        return act()
    finally:
        botocore.auth.get_current_datetime = clock


def send(method, target, headers, body=BODY):
    connection = http.client.HTTPConnection(NETLOC, timeout=20)
    connection.putrequest(method, target, skip_host=True, skip_accept_encoding=True)
    for name, value in {"Host": NETLOC, "Content-Length": str(len(body)), **headers}.items():
        connection.putheader(name, value)
    connection.endheaders(body)
    response = connection.getresponse()
    text = response.read().decode()
    connection.close()
    return {"status": response.status, "body": text}


def signed(key, credentials=KEYS, headers=None):
    """A PutObject of BODY with its signature in the headers: target and headers."""
    request = AWSRequest("PUT", f"{ENDPOINT}/{BUCKET}/{key}", data=BODY, headers=headers or {})
    S3SigV4Auth(credentials, "s3", "us-east-1").add_auth(request)
    return request.url.removeprefix(ENDPOINT), dict(request.headers.items())


def put(key, change=None, body=BODY, **options):
    target, headers = signed(key, **options)
    return send("PUT", target, {**headers, **(change or {})}, body)


def presigned(key, expires=900):
    request = AWSRequest("PUT", f"{ENDPOINT}/{BUCKET}/{key}")
    S3SigV4QueryAuth(KEYS, "s3", "us-east-1", expires=expires).add_auth(request)
    return request.prepare().url.removeprefix(ENDPOINT)


class ChunkSigner(SigV4Auth):
    """Signs the head of a streamed body; `chunks` then frames it with a signature for each chunk."""

    def payload(self, request):
        return STREAMING

    def chunks(self, request, parts):
        previous = request.headers["Authorization"].rsplit("Signature=", 1)[1]
        time = request.headers["X-Amz-Date"]
        scope = f"{time[:8]}/us-east-1/s3/aws4_request"
        key = f"AWS4{SECRET}".encode()
        for part in scope.split("/"):
            key = hmac.new(key, part.encode(), hashlib.sha256).digest()
        framed = b""
        for part in [*parts, b""]:
            empty = hashlib.sha256(b"").hexdigest()
            text = "\n".join(
                ["AWS4-HMAC-SHA256-PAYLOAD", time, scope, previous, empty, hashlib.sha256(part).hexdigest()]
            )
            previous = hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
            framed += f"{len(part):x};chunk-signature={previous}\r\n".encode() + part + b"\r\n"
        return framed


def streamed(key, tamper=lambda framed: framed):
    parts = [b"a" * 8192, b"b" * 100]
    headers = {
        "Content-Encoding": "aws-chunked",
        "X-Amz-Content-SHA256": STREAMING,
        "X-Amz-Decoded-Content-Length": str(sum(map(len, parts))),
    }
    request = AWSRequest("PUT", f"{ENDPOINT}/{BUCKET}/{key}", headers=headers)
    signer = ChunkSigner(KEYS, "s3", "us-east-1")
    signer.add_auth(request)
    body = tamper(signer.chunks(request, parts))
    return send("PUT", f"/{BUCKET}/{key}", dict(request.headers.items()), body)


def replayed(key):
    """A request as it was signed before the skew of 15 minutes, sent again now."""
    past = datetime.now(timezone.utc) - timedelta(minutes=16)
    return at(past, lambda: put(key))


now = datetime.now(timezone.utc)
s3 = client("s3")
s3.create_bucket(Bucket=BUCKET)
good = {
    "signed": put("good-signed"),
    "metadata": put("good-metadata", headers={"X-Amz-Meta-Colour": "green"}),
    "presigned": send("PUT", presigned("good-presigned"), {}),
    "streamed": streamed("good-streamed"),
}
refused = {
    "unsigned": send("PUT", f"/{BUCKET}/unsigned", {}),
    "wrongKey": put("wrong-key", credentials=Credentials("AKIAIOSFODNN7EXAMPLE", SECRET)),
    "wrongSecret": put("wrong-secret", credentials=Credentials(KEYS.access_key, f"{SECRET}x")),
    "alteredBody": put("altered-body", body=BODY.replace(b"bytes", b"BYTES")),
    "alteredHeader": put(
        "altered-header", {"X-Amz-Meta-Colour": "red"}, headers={"X-Amz-Meta-Colour": "green"}
    ),
    "addedHeader": put("added-header", {"X-Amz-Copy-Source": f"/{BUCKET}/good-signed"}),
    "alteredDate": put("altered-date", {"X-Amz-Date": f"{now + timedelta(seconds=5):%Y%m%dT%H%M%SZ}"}),
    "alteredKey": send("PUT", f"/{BUCKET}/altered-key-2", signed("altered-key")[1]),
    "alteredQuery": send("PUT", f"/{BUCKET}/altered-query?tagging", signed("altered-query")[1]),
    "replayed": replayed("replayed"),
    "oldDate": at(now - timedelta(days=2), lambda: put("old-date")),
    "futureDate": at(now + timedelta(hours=1), lambda: put("future-date")),
    "foreignHost": put("foreign-host", {"Host": "sandbox.example.com"}),
    "signedForeignHost": put("signed-foreign-host", headers={"Host": "sandbox.example.com"}),
    "origin": put("origin", {"Origin": "https://example.com"}),
    "presignedExpired": at(
        now - timedelta(minutes=2), lambda: send("PUT", presigned("presigned-expired", 60), {})
    ),
    "presignedLonger": send(
        "PUT", presigned("presigned-longer").replace("X-Amz-Expires=900", "X-Amz-Expires=9000"), {}
    ),
    "presignedKey": send("PUT", presigned("presigned-key").replace("presigned-key", "other"), {}),
    "chunkSignature": streamed(
        "chunk-signature", lambda framed: framed.replace(b"signature=", b"signature=0", 1)
    ),
    "chunkBytes": streamed("chunk-bytes", lambda framed: framed.replace(b"aaaa", b"aaab", 1)),
    "lastChunkBytes": streamed("last-chunk", lambda framed: framed.replace(b"bbbb", b"bbbc", 1)),
    "chunkMissing": streamed("chunk-missing", lambda framed: framed[: framed.rindex(b"0;chunk")]),
}
keys = [item["Key"] for item in s3.list_objects_v2(Bucket=BUCKET).get("Contents", [])]
answer({"good": good, "refused": refused, "keys": keys})
