"""Compares a requirements file with what this interpreter has: requirements.py FILE

Answers JSON: `missing` are the lines that it does not satisfy, `wanted` all lines, also those of files
that are included, `local` those that name a folder or file, and `python` the interpreter's version.

Nothing is installed. Without the `packaging` library (pip carries a copy) neither versions nor extras
can be compared; then a requirement with extras counts as not satisfied, as does one with a version
unless it names the installed one.
"""

import json
import os
import re
import sys
from importlib import metadata
from urllib.parse import urlsplit

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


def compare(file, answer, seen):
    if os.path.realpath(file) in seen:
        return
    seen.add(os.path.realpath(file))
    for line in read_lines(file):
        answer["wanted"].append(line)
        included = re.match(r"(-r|--requirement|-c|--constraint)[\s=]*(.+)$", line)
        if included:
            path = os.path.join(os.path.dirname(file), included.group(2))
            if included.group(1) in ("-r", "--requirement"):
                compare(path, answer, seen)
            else:
                answer["wanted"].extend(read_lines(path))
        elif line.startswith("-") and not re.match(r"(?:-e|--editable)\b", line):
            continue  # where and how to install: of no use without installing
        else:
            path = local_path(line, os.path.dirname(file))
            if path is not None:
                answer["local"].append(line)
            requirement = re.split(r"\s+--", line)[0].strip()
            declared = path and declared_by(path, extras_of(line))
            if declared:
                requirement = declared + "".join(requirement.partition(";")[1:])
            if not is_satisfied(requirement):
                answer["missing"].append(line)


ARCHIVES = (".whl", ".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz", ".tar.xz", ".txz")


def local_path(line, folder):
    """Path of the folder or file that a line names, else None."""
    target = re.sub(r"^(?:-e|--editable)[\s=]*", "", line)
    address = re.search(r"(?:^|@\s*)(file:\S*)", target)
    if address:
        # Here, because it takes long to load.
        from urllib.request import url2pathname

        return os.path.join(folder, url2pathname(urlsplit(address.group(1)).path))
    target = re.split(r"[\[;\s]", target)[0]
    path = os.path.join(folder, target)
    if re.match(r"[./\\]|[A-Za-z]:[/\\]", target):
        return path
    looks_so = "/" in target or os.sep in target or target.endswith(ARCHIVES)
    return path if looks_so and os.path.exists(path) else None


NAMES = {
    "pyproject.toml": r"""^\[(?:project|tool\.poetry)\][^\[]*?^name\s*=\s*["']([^"']+)""",
    "setup.cfg": r"^name\s*=\s*(\S+)",
    "setup.py": r"""\bname\s*=\s*["']([^"']+)""",
}


def extras_of(line):
    """`[dev,test]` of a line that names a folder or file, with the brackets."""
    found = re.search(r"\[[\w\s,.-]*\]", line.split(";")[0])
    return found.group(0) if found else ""


def declared_by(path, extras):
    """What a folder or wheel installs as a requirement, as far as it tells without being run."""
    wheel = re.match(r"([^-]+)-([^-]+)-.*\.whl$", os.path.basename(path))
    if wheel:
        return f"{wheel.group(1)}{extras}=={wheel.group(2)}"
    for file, pattern in NAMES.items():
        try:
            with open(os.path.join(path, file), encoding="utf-8") as stream:
                name = re.search(pattern, stream.read(), re.MULTILINE)
        except (OSError, ValueError):
            continue
        if name:
            return name.group(1) + extras
    return None


def is_satisfied(line):
    if Requirement is None:
        return is_satisfied_simply(line)
    try:
        requirement = Requirement(line)
    except InvalidRequirement:
        return False
    if requirement.marker is not None and not requirement.marker.evaluate():
        return True
    return has(requirement, set())


def has(requirement, seen):
    """`seen`: names with extras that are being looked at already; an extra may name itself."""
    version = installed(requirement.name)
    if version is None or not requirement.specifier.contains(version, prereleases=True):
        return False
    wanted = {(requirement.name, extra) for extra in requirement.extras} - seen
    seen |= wanted
    return all(has(needed, seen) for name, extra in wanted for needed in brought_by(name, extra))


def brought_by(name, extra):
    """What a distribution needs for an extra beyond what it needs anyway."""
    for line in metadata.requires(name) or []:
        try:
            needed = Requirement(line)
        except InvalidRequirement:
            continue
        marker = needed.marker
        if marker and marker.evaluate({"extra": extra}) and not marker.evaluate({"extra": ""}):
            yield needed


def is_satisfied_simply(line):
    match = re.match(r"([A-Za-z0-9._-]+)\s*(?:==\s*([^\s;]+))?$", line)
    version = match and installed(match.group(1))
    return bool(version) and match.group(2) in (None, version)


def installed(name):
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


found = {"missing": [], "wanted": [], "local": [], "python": sys.version}
compare(sys.argv[1], found, set())
print(json.dumps(found))
