"""Holds every answer that was written down in a folder against botocore's service models.

Usage: check_answers.py FOLDER. Prints {"checked": N, "problems": [...], "protocols": {client: {...}}}.
"""

import base64
import json
import pathlib
import re
import sys

import botocore.session
from model_values import LEFT_OUT, problems_of
from model_xml import header_values, root_of, value_of

SESSION = botocore.session.Session()
MODELS = {}

# Headers of every answer of S3, outside of any operation's model.
OWN_HEADERS = {"x-amz-request-id", "x-amz-id-2", "x-amz-bucket-region", "x-amzn-requestid"}


def model_of(service):
    if service not in MODELS:
        MODELS[service] = SESSION.get_service_model(service)
    return MODELS[service]


def protocol_of(request):
    """Name of the protocol in which a request was written."""
    kind = request.get("content-type", "")
    if kind.startswith("application/x-amz-json-"):
        return f"json {kind.removeprefix('application/x-amz-json-').split(';')[0]}"
    if kind.startswith("application/x-www-form-urlencoded"):
        return "query"
    return "cbor" if "cbor" in kind else "rest-xml"


def check(answer):
    model = model_of(answer["service"]).operation_model(answer["operation"])
    protocol = protocol_of(answer["request"])
    body = None if answer["body"] is None else base64.b64decode(answer["body"])
    if answer["status"] >= 300:
        return check_error(answer, protocol, body)
    if protocol.startswith("json"):
        return check_json(answer, protocol, body, model)
    if protocol == "query":
        return check_query(body, model)
    return check_rest(answer, body, model)


def check_json(answer, protocol, body, model):
    found = []
    expected = f"application/x-amz-json-{protocol.split()[1]}"
    if not model.has_event_stream_output and answer["headers"].get("content-type") != expected:
        found.append(f"content-type is {answer['headers'].get('content-type')}")
    if model.output_shape is None:
        return found + ([] if body in (b"", b"{}") else [f"a body where there is none: {body!r}"])
    return found if body is None else found + problems_of(json.loads(body), model.output_shape)


def check_query(body, model):
    root, namespace = root_of(body)
    found = []
    if root.tag != f"{model.name}Response":
        found.append(f"the root is {root.tag}")
    if namespace != model.service_model.metadata.get("xmlNamespace"):
        found.append(f"the namespace is {namespace}")
    if root.find("ResponseMetadata/RequestId") is None:
        found.append("ResponseMetadata has no RequestId")
    shape = model.output_shape
    if shape is None:
        return found
    wrapper = shape.serialization.get("resultWrapper", f"{model.name}Result")
    result = root.find(wrapper)
    if result is None:
        return [*found, f"{wrapper} is missing"]
    return found + problems_of(value_of(result, shape), shape)


def check_rest(answer, body, model):
    shape = model.output_shape
    if shape is None:
        return [] if not body else [f"a body where there is none: {body[:80]!r}"]
    value, unknown = header_values(answer["headers"], shape)
    found = [f"header {name} is not in the model" for name in unknown if name not in OWN_HEADERS]
    payload = shape.serialization.get("payload")
    if payload is None and body:
        root, namespace = root_of(body)
        if namespace != "http://s3.amazonaws.com/doc/2006-03-01/":
            found.append(f"the namespace is {namespace}")
        value.update(value_of(root, in_body(shape)))
    return found + problems_of(value, shape)


def in_body(shape):
    """The shape without the members that travel in headers."""
    return Part(
        {name: one for name, one in shape.members.items() if "location" not in one.serialization}
    )


class Part:
    type_name = "structure"

    def __init__(self, members):
        self.members = members


def check_error(answer, protocol, body):
    """An error has a code and a message in the form of its protocol."""
    if not body:
        bodiless = answer["status"] == 304 or answer["operation"].startswith("Head")
        return [] if bodiless else ["an error without a body"]
    if protocol.startswith("json"):
        error = json.loads(body)
        found = set(error) - {"__type", "message", "Message"}
        code = error.get("__type")
        complete = code and ("message" in error or "Message" in error)
    else:
        root, _ = root_of(body)
        error = root if root.tag == "Error" else root.find("Error")
        code = None if error is None else error.findtext("Code")
        complete = code and error.findtext("Message") is not None
        found = set()
    problems = [f"the error's {name} is not the protocol's" for name in sorted(found)]
    if not complete or not re.fullmatch(r"([\w.]+#)?[A-Za-z][\w.]*", code):
        problems.append(f"not an error: {body[:200]!r}")
    return problems


def left_out(operation, problem):
    path = problem.split(" ")[0]
    return problem.endswith("is missing") and any(
        path == name or path.endswith(f".{name}") for name in LEFT_OUT.get(operation, ())
    )


def main(folder):
    checked, problems, protocols = 0, [], {}
    for file in sorted(pathlib.Path(folder).glob("*.jsonl")):
        for line in file.read_text().splitlines():
            answer = json.loads(line)
            checked += 1
            name = f"{answer['client']}: {answer['service']} {answer['operation']}"
            spoken = protocols.setdefault(answer["client"], {}).setdefault(answer["service"], [])
            protocol = protocol_of(answer["request"])
            if protocol not in spoken:
                spoken.append(protocol)
            for problem in check(answer):
                if not left_out(answer["operation"], problem):
                    problems.append(f"{name} ({answer['status']}): {problem}")
    print(json.dumps({"checked": checked, "problems": problems, "protocols": protocols}))


main(sys.argv[1])
