"""Every operation of CloudWatch Logs that the sandbox has, by boto3."""

import json
import time

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

GROUP = "/contract/logs"
ARN = f"arn:aws:logs:us-east-1:000000000000:log-group:{GROUP}"
# Live Tail's host would begin with `stream-`.
logs = boto3.client("logs", config=Config(inject_host_prefix=False))


def refusal(call):
    try:
        call()
    except ClientError as error:
        return error.response["Error"]["Code"]
    return None


def put(stream, *events):
    return logs.put_log_events(
        logGroupName=GROUP,
        logStreamName=stream,
        logEvents=[{"timestamp": time, "message": message} for time, message in events],
    )


def found(**criteria):
    pages = logs.get_paginator("filter_log_events").paginate(logGroupName=GROUP, **criteria)
    return [event["message"] for page in pages for event in page["events"]]


logs.create_log_group(logGroupName=GROUP, tags={"team": "a"})
twice = refusal(lambda: logs.create_log_group(logGroupName=GROUP))
logs.tag_resource(resourceArn=ARN, tags={"stage": "x"})
logs.untag_resource(resourceArn=ARN, tagKeys=["team"])
tags = logs.list_tags_for_resource(resourceArn=ARN)["tags"]
logs.put_retention_policy(logGroupName=GROUP, retentionInDays=7)
retention = logs.describe_log_groups(logGroupNamePrefix=GROUP)["logGroups"][0]["retentionInDays"]
logs.delete_retention_policy(logGroupName=GROUP)
for name in ("a", "b"):
    logs.create_log_stream(logGroupName=GROUP, logStreamName=name)
now = int(time.time() * 1000)
put("a", (now - 30, "epoch 1 loss=0.5"), (now - 10, '{"epoch": 2, "loss": 0.25}'))
put("b", (now - 20, "ERROR disk full"))
rejected = put("b", (now - 15 * 86_400_000, "old"), (now, "new"))["rejectedLogEventsInfo"]
streams = logs.get_paginator("describe_log_streams").paginate(
    logGroupName=GROUP, orderBy="LastEventTime", PaginationConfig={"PageSize": 1}
)
session = logs.start_live_tail(logGroupIdentifiers=[ARN], logEventFilterPattern="tail")
put("a", (now, "not this"), (now, "tail this"))
tailed = []
for event in session["responseStream"]:
    results = event.get("sessionUpdate", {}).get("sessionResults", [])
    tailed += [result["message"] for result in results]
    if tailed:
        break
session["responseStream"].close()
head = logs.get_log_events(logGroupName=GROUP, logStreamName="a", startFromHead=True, limit=2)
answer = {
    "twice": twice,
    "tags": tags,
    "retention": retention,
    "rejected": rejected,
    "streams": [stream["logStreamName"] for page in streams for stream in page["logStreams"]],
    "head": [event["message"] for event in head["events"]],
    "all": found(PaginationConfig={"PageSize": 2}),
    "terms": found(filterPattern="?ERROR ?epoch", logStreamNames=["a", "b"]),
    "json": found(filterPattern="{ $.loss < 0.3 }"),
    "fields": found(filterPattern="[word = epoch, number, ...]"),
    "expression": found(filterPattern="%^ERROR%"),
    "wrong": refusal(lambda: found(filterPattern="[a, b")),
    "tailed": tailed,
}
logs.delete_log_stream(logGroupName=GROUP, logStreamName="b")
logs.delete_log_group(logGroupName=GROUP)
answer["gone"] = refusal(lambda: logs.describe_log_streams(logGroupName=GROUP))
print(json.dumps(answer))
