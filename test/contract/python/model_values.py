"""Holds a value of an answer against its shape in botocore's model.

Values are those of JSON: an XML answer is turned into them first (model_xml.py). Unlike botocore's
parser, which drops what it does not know and believes the rest, nothing is forgiven.
"""

import base64
import binascii
import re
from datetime import datetime
from email.utils import parsedate_to_datetime

# Required by the model, and still left out by the service until there is a model.
LEFT_OUT = {"DescribeTrainingJob": {"$.ModelArtifacts"}}

# 2000 to 2100: a time in milliseconds where the model has seconds is far outside.
SECONDS = (946_684_800, 4_102_444_800)


def problems_of(value, shape, path="$"):
    """What the model does not allow in the value, as sentences."""
    check = CHECKS.get(shape.type_name)
    return check(value, shape, path) if check else [f"{path}: no check for {shape.type_name}"]


def structure(value, shape, path):
    if not isinstance(value, dict):
        return [f"{path} is not a structure"]
    known = {member_name(name, member): member for name, member in shape.members.items()}
    required = [member_name(name, shape.members[name]) for name in shape.required_members]
    found = [f"{path}.{name} is missing" for name in required if name not in value]
    if shape.metadata.get("union") and len(value) != 1:
        found.append(f"{path} has {len(value)} members of a union")
    for name, member in value.items():
        if name in known:
            found += problems_of(member, known[name], f"{path}.{name}")
        else:
            found.append(f"{path}.{name} is not in the model")
    return found


def member_name(name, shape):
    """JSON members may be named otherwise on the wire (service-quotas does not, ECR does not)."""
    return shape.serialization.get("name", name)


def listed(value, shape, path):
    if not isinstance(value, list):
        return [f"{path} is not a list"]
    found = bounds(len(value), shape, path, "members")
    for index, member in enumerate(value):
        found += problems_of(member, shape.member, f"{path}[{index}]")
    return found


def mapped(value, shape, path):
    if not isinstance(value, dict):
        return [f"{path} is not a map"]
    found = bounds(len(value), shape, path, "members")
    for key, member in value.items():
        found += problems_of(key, shape.key, f"{path}.{key} (key)")
        found += problems_of(member, shape.value, f"{path}.{key}")
    return found


def string(value, shape, path):
    if not isinstance(value, str):
        return [f"{path} is not a string: {value!r}"]
    found = bounds(len(value), shape, path, "characters")
    allowed = getattr(shape, "enum", None)
    if allowed and value not in allowed:
        found.append(f"{path} is none of the model's values: {value!r}")
    pattern = shape.metadata.get("pattern")
    if pattern and not re.fullmatch(python_pattern(pattern), value, re.DOTALL):
        found.append(f"{path} does not match {pattern}: {value!r}")
    return found


def python_pattern(pattern):
    """The model's patterns are Java's: its Unicode classes stand for anything but controls here."""
    parts = re.split(r"(\\.|\[|\])", re.sub(r"\\p\{\w+\}", "\x00", pattern))
    in_class, found = False, []
    for part in parts:
        in_class = part == "[" or (in_class and part != "]")
        found.append(part.replace("\x00", r"\x20-\U0010ffff" if in_class else r"[^\x00-\x1f]"))
    return "".join(found)


def integer(value, shape, path):
    if not isinstance(value, int) or isinstance(value, bool):
        return [f"{path} is not an integer: {value!r}"]
    return bounds(value, shape, path, "")


def number(value, shape, path):
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return [f"{path} is not a number: {value!r}"]
    return bounds(value, shape, path, "")


def boolean(value, shape, path):
    return [] if isinstance(value, bool) else [f"{path} is not a boolean: {value!r}"]


def blob(value, shape, path):
    try:
        base64.b64decode(value, validate=True)
        return []
    except (TypeError, ValueError, binascii.Error):
        return [f"{path} is not base64: {value!r}"]


class TimeText(str):
    """A time as XML and headers write it; JSON has seconds instead."""


def timestamp(value, shape, path):
    if isinstance(value, TimeText):
        usual = "rfc822" if shape.serialization.get("location") == "header" else "iso8601"
        return text_time(value, shape.serialization.get("timestampFormat", usual), path)
    found = number(value, shape, path)
    if not found and not SECONDS[0] <= value <= SECONDS[1]:
        found.append(f"{path} is not a time in seconds: {value!r}")
    if not found and abs(value * 1000 - round(value * 1000)) > 0.01:
        found.append(f"{path} is finer than a millisecond: {value!r}")
    return found


def text_time(value, form, path):
    try:
        if form == "rfc822":
            parsedate_to_datetime(value)
        else:
            if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z", value):
                raise ValueError(value)
            datetime.fromisoformat(value.replace("Z", "+00:00"))
        return []
    except (TypeError, ValueError):
        return [f"{path} is not a time in {form}: {value!r}"]


def bounds(size, shape, path, unit):
    smallest, largest = shape.metadata.get("min"), shape.metadata.get("max")
    if smallest is not None and size < smallest:
        return [f"{path} has {size} {unit}, fewer than {smallest}"]
    if largest is not None and size > largest:
        return [f"{path} has {size} {unit}, more than {largest}"]
    return []


CHECKS = {
    "structure": structure,
    "list": listed,
    "map": mapped,
    "string": string,
    "character": string,
    "integer": integer,
    "long": integer,
    "float": number,
    "double": number,
    "boolean": boolean,
    "blob": blob,
    "timestamp": timestamp,
}
