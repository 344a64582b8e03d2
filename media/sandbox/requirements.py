"""Tells which lines of a requirements file this interpreter does not satisfy, as a JSON list.

requirements.py FILE

Nothing is installed. Without the `packaging` library (pip carries a copy) a version cannot be
compared; then a requirement with one counts as not satisfied unless it names the installed version.
"""

import json
import os
import re
import sys
from importlib import metadata

try:
    from packaging.requirements import InvalidRequirement, Requirement
except ImportError:
    try:
        from pip._vendor.packaging.requirements import InvalidRequirement, Requirement
    except ImportError:
        Requirement = None


def read_lines(file):
    with open(file, encoding="utf-8-sig") as stream:
        text = stream.read().replace("\\\n", " ")
    for line in text.splitlines():
        line = re.sub(r"(^|\s)#.*$", "", line).strip()
        if line:
            yield line


def unsatisfied(file, seen):
    if os.path.realpath(file) in seen:
        return
    seen.add(os.path.realpath(file))
    for line in read_lines(file):
        included = re.match(r"(?:-r|--requirement)[\s=]*(.+)$", line)
        if included:
            yield from unsatisfied(os.path.join(os.path.dirname(file), included.group(1)), seen)
        elif line.startswith("-") and not re.match(r"(?:-e|--editable)\b", line):
            continue  # where and how to install: of no use without installing
        elif not is_satisfied(re.split(r"\s+--", line)[0].strip()):
            yield line


def is_satisfied(line):
    if Requirement is None:
        return is_satisfied_simply(line)
    try:
        requirement = Requirement(line)
    except InvalidRequirement:
        return False
    if requirement.marker is not None and not requirement.marker.evaluate():
        return True
    version = installed(requirement.name)
    return version is not None and requirement.specifier.contains(version, prereleases=True)


def is_satisfied_simply(line):
    match = re.match(r"([A-Za-z0-9._-]+)\s*(?:\[[^\]]*\])?\s*(?:==\s*([^\s;]+))?$", line)
    version = match and installed(match.group(1))
    return bool(version) and match.group(2) in (None, version)


def installed(name):
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


print(json.dumps(list(unsatisfied(sys.argv[1], set()))))
