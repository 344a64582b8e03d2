"""XML answers as the values that JSON would have, told by botocore's model; REST headers too.

Elements that the model does not know are kept under their own names, so that the check of values
finds them.
"""

import re
from xml.etree import ElementTree

from model_values import TimeText

TRUTH = {"true": True, "false": False}


def root_of(body):
    """The answer's root element without namespaces, and the namespace of it."""
    root = ElementTree.fromstring(body)
    namespace = re.match(r"\{(.*)\}", root.tag)
    for element in root.iter():
        element.tag = re.sub(r"\{.*\}", "", element.tag)
    return root, namespace.group(1) if namespace else None


def value_of(element, shape):
    """Value of one element; text that is not of its type stays text and is found by the check."""
    kind = shape.type_name
    if kind == "structure":
        return structure(element, shape)
    if kind == "list":
        return [value_of(one, shape.member) for one in element]
    if kind == "map":
        return entries(list(element), shape)
    return scalar(element.text or "", kind)


def structure(element, shape):
    value = {}
    for name, member in shape.members.items():
        wire = member.serialization.get("name", name)
        if member.serialization.get("xmlAttribute"):
            local = wire.split(":")[-1]
            found = [text for key, text in element.attrib.items() if key.split("}")[-1] == local]
            value.update({wire: text for text in found})
            continue
        value.update(member_value(element, wire, member))
    known = {wire_name(name, member) for name, member in shape.members.items()}
    value.update({child.tag: child.text for child in element if child.tag not in known})
    return value


def wire_name(name, member):
    if member.type_name in ("list", "map") and member.serialization.get("flattened"):
        inner = getattr(member, "member", None)
        own = inner.serialization.get("name") if inner is not None else None
        return own or member.serialization.get("name", name)
    return member.serialization.get("name", name)


def member_value(element, wire, member):
    flattened = member.serialization.get("flattened")
    if member.type_name == "list" and flattened:
        children = element.findall(wire_name(wire, member))
        return {wire: [value_of(child, member.member) for child in children]} if children else {}
    if member.type_name == "map" and flattened:
        children = element.findall(wire)
        return {wire: entries(children, member)} if children else {}
    children = element.findall(wire)
    if len(children) > 1:
        return {f"{wire} (twice)": None}
    if not children:
        return {}
    if member.type_name == "list":
        return {wire: named_list(children[0], member)}
    return {wire: value_of(children[0], member)}


def named_list(element, shape):
    name = shape.member.serialization.get("name", "member")
    return [
        value_of(child, shape.member) if child.tag == name else {f"{child.tag} in a list": None}
        for child in element
    ]


def entries(elements, shape):
    key, value = shape.key.serialization.get("name", "key"), shape.value.serialization.get(
        "name", "value"
    )
    return {
        element.findtext(key): value_of(element.find(value), shape.value) for element in elements
    }


def scalar(text, kind):
    if kind in ("integer", "long") and re.fullmatch(r"-?\d+", text):
        return int(text)
    if kind in ("float", "double") and re.fullmatch(r"-?\d+(\.\d+)?(E-?\d+)?", text, re.I):
        return float(text)
    if kind == "boolean":
        return TRUTH.get(text, text)
    if kind == "timestamp":
        return TimeText(text)
    return text


def header_values(headers, shape):
    """Members of a REST answer that travel in headers; the headers that no member accounts for."""
    value, prefixes = {}, []
    known = set()
    for name, member in shape.members.items():
        location, wire = member.serialization.get("location"), member.serialization.get("name", name)
        if location == "headers":
            prefixes.append(wire.lower())
            found = {key: text for key, text in headers.items() if key.startswith(wire.lower())}
            value.update({wire: found} if found else {})
        elif location == "header":
            known.add(wire.lower())
            if wire.lower() in headers:
                value[wire] = scalar(headers[wire.lower()], member.type_name)
    unknown = [
        name
        for name in headers
        if name.startswith("x-amz-")
        and name not in known
        and not any(name.startswith(prefix) for prefix in prefixes)
    ]
    return value, unknown
