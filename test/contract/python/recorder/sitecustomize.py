"""Python imports this at its start when the folder is on PYTHONPATH: botocore's answers are written down.

boto3, the AWS CLI and the SageMaker Python SDK all read answers through one function of botocore. What
it was given goes as lines of JSON into a file of the folder ANSWERS; check_answers.py reads them.
"""

import base64
import importlib.abc
import importlib.util
import json
import os
import sys
import threading

# The AWS CLI of version 2 brings its own botocore.
ENDPOINTS = ("botocore.endpoint", "awscli.botocore.endpoint")
writing = threading.Lock()


def write_down(response, operation, request):
    streams = operation.has_streaming_output or operation.has_event_stream_output
    body = None if streams and response.status_code < 300 else response.content
    answer = {
        "client": os.environ.get("ANSWERS_CLIENT", "python"),
        "service": operation.service_model.service_name,
        "operation": operation.name,
        "request": {str(name).lower(): text(value) for name, value in request.headers.items()},
        "status": response.status_code,
        "headers": {str(name).lower(): text(value) for name, value in response.headers.items()},
        "body": None if body is None else base64.b64encode(body).decode(),
    }
    with writing, open(os.path.join(os.environ["ANSWERS"], f"{os.getpid()}.jsonl"), "a") as file:
        file.write(json.dumps(answer) + "\n")


def text(value):
    return value.decode() if isinstance(value, bytes) else str(value)


def listen(endpoint):
    """Wraps the two functions of the module between which a request and its answer meet."""
    send, convert = endpoint.Endpoint._send, endpoint.convert_to_response_dict

    def remembering_send(self, request):
        response = send(self, request)
        response.contract_request = request
        return response

    def writing_convert(http_response, operation_model):
        converted = convert(http_response, operation_model)
        request = http_response.__dict__.pop("contract_request", None)
        if request is not None:
            write_down(http_response, operation_model, request)
        return converted

    endpoint.Endpoint._send = remembering_send
    endpoint.convert_to_response_dict = writing_convert


class Finder(importlib.abc.MetaPathFinder):
    """Waits for the module to be imported, because most of Python's processes never do."""

    def find_spec(self, name, path, target=None):
        if name not in ENDPOINTS:
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(name)
        sys.meta_path.insert(0, self)
        run = spec.loader.exec_module

        def run_and_listen(module):
            run(module)
            listen(module)

        spec.loader.exec_module = run_and_listen
        return spec


if "ANSWERS" in os.environ:
    sys.meta_path.insert(0, Finder())
