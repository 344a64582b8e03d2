"""Writes the table of prebuilt images from the image tables of an installed SageMaker Python SDK.

    npm run images

or, with an interpreter of one's own that has `sagemaker-core` (SDK 3) or `sagemaker` (SDK 2):

    python scripts/images/refresh.py && npx prettier --write src/core/images/imageTable.json

Facts alone are taken: accounts, names, versions. `src/core/images/imageTable.ts` says what the fields
mean. A path as argument is written instead. The same package gives the same file; its date stays while nothing else changes.
"""

import datetime
import importlib.metadata
import json
import re
import sys
from pathlib import Path

from packaging.version import Version

TARGET = Path(__file__).parent.parent.parent / "src" / "core" / "images" / "imageTable.json"
SOURCES = {
    "sagemaker-core": "sagemaker/core/image_uri_config",
    "sagemaker": "sagemaker/image_uri_config",
}
# What an entry may hold; anything else is a rule that the resolver does not know yet.
KNOWN = {
    *("registries", "repository", "py_versions", "processors", "tag_prefix"),
    *("container_version", "sdk_versions", "processor_in_tag"),
}
# Has no scope, so that `retrieve` refuses it whatever is asked.
UNREACHABLE = {"sagemaker-base-python"}


def main():
    source, folder = installed()
    configs = {path.stem: json.loads(path.read_text()) for path in sorted(folder.glob("*.json"))}
    registries = Registries(all_maps(configs))
    frameworks = {
        name: sheets(config, registries)
        for name, config in configs.items()
        if name not in UNREACHABLE and has_versions(config)
    }
    table = {"source": source, "registries": registries.rows, "frameworks": frameworks}
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET
    target.write_text(json.dumps({"takenOn": date_of(target, table), **table}, indent=2) + "\n")


def installed():
    for package, folder in SOURCES.items():
        try:
            distribution = importlib.metadata.distribution(package)
        except importlib.metadata.PackageNotFoundError:
            continue
        path = Path(distribution.locate_file(folder))
        if path.is_dir():
            return f"{package} {distribution.version}", path
    raise SystemExit("This Python has no SageMaker SDK with image tables.")


def date_of(target, table):
    """Today, or the date that the file has where it tells the same."""
    if target.exists():
        before = json.loads(target.read_text())
        date = before.pop("takenOn")
        if before == table:
            return date
    return datetime.date.today().isoformat()


def has_versions(config):
    return "versions" in config or any("versions" in scope for scope in config.values())


def all_maps(node):
    """Every map of regions to accounts."""
    for key, value in node.items():
        if key == "registries":
            yield value
        elif isinstance(value, dict):
            yield from all_maps(value)


class Registries:
    """The many maps of regions to accounts, each told by its difference to the nearest one before."""

    def __init__(self, maps):
        distinct = {tuple(sorted(each.items())) for each in maps}
        self.maps = [dict(each) for each in sorted(distinct, key=lambda each: (-len(each), each))]
        self.rows = [
            min(self.texts(wanted, index), key=len) for index, wanted in enumerate(self.maps)
        ]

    def texts(self, wanted, before):
        yield difference({}, wanted)
        for index, base in enumerate(self.maps[:before]):
            yield f"={index} {difference(base, wanted)}".strip()

    def index(self, wanted):
        return self.maps.index(wanted)


def difference(base, wanted):
    regions = {}
    for region, account in sorted(wanted.items()):
        if base.get(region) != account:
            regions.setdefault(account, []).append(region)
    absent = [f"-{region}" for region in sorted(base.keys() - wanted.keys())]
    return " ".join(absent + [f"{account}:{','.join(names)}" for account, names in regions.items()])


def sheets(config, registries):
    if "versions" in config:
        return {" ".join(config["scope"]): sheet(config, registries, is_shared=True)}
    return {scope: sheet(each, registries, is_shared=False) for scope, each in config.items()}


def sheet(config, registries, is_shared):
    aliases = config.get("version_aliases", {})
    images = {}
    for version, entry in config["versions"].items():
        for sub, image in subs(entry):
            prefix = image.get("tag_prefix")
            token = version + (f"/{sub}" if sub else "") + ("" if prefix is None else f"={prefix}")
            assert " " not in token and token.count("=") <= 1, token
            images.setdefault(facts(image, registries), []).append(token)
    return without_nothing(
        shared=is_shared,
        processors=" ".join(config.get("processors", [])),
        aliases=" ".join(alias(*pair) for pair in aliases.items()),
        latest=latest(list(config["versions"]), {} if is_shared else aliases),
        images=[f"{head} : {' '.join(versions)}" for head, versions in images.items()],
    )


def subs(entry):
    """The entries of one version: itself, or one for each base framework, or for each Python."""
    if "repository" in entry:
        return [(None, entry)]
    aliases = entry.get("version_aliases")
    bases = {key: value for key, value in entry.items() if key != "version_aliases"}
    if aliases is None:
        return bases.items()
    assert all(minor(base) == name for name, base in aliases.items()), "no minor release"
    unaliased = bases.keys() - aliases.values()
    return [(f"{base}!" if base in unaliased else base, image) for base, image in bases.items()]


def facts(image, registries):
    """What images share: `repository registry python… processor… processor=build… sdk…`."""
    assert image.keys() <= KNOWN, image.keys() - KNOWN
    pythons, processors = image.get("py_versions", []), image.get("processors", [])
    sdks = image.get("sdk_versions", [])
    assert all(name.startswith("py") for name in pythons), pythons
    assert all(name.startswith("sdk") for name in sdks), sdks
    assert not any(name.startswith(("py", "sdk")) for name in processors), processors
    return " ".join(
        [
            image["repository"],
            str(registries.index(image["registries"])),
            *pythons,
            *processors,
            *(f"{name}={build}" for name, build in image.get("container_version", {}).items()),
            # Without one that is asked for, the last by the order of their letters.
            *([max(sdks)] if sdks else []),
            *([] if image.get("processor_in_tag", True) else ["!processor"]),
        ]
    )


def without_nothing(**fields):
    return {key: value for key, value in fields.items() if value not in ("", None, False)}


def alias(name, version):
    return version if name == minor(version) else f"{name}={version}"


def minor(version):
    """`2.8` of `2.8.0`."""
    return re.sub(r"\.[^.]*$", "", version)


def latest(versions, aliases):
    """What `retrieve` takes where no version is asked for; it looks at the first and the last."""
    ends = [versions[0], versions[-1]]
    if "latest" in aliases:
        return aliases["latest"]
    if "latest" in ends or len(versions) == 1:
        return None
    if any(end.endswith(".x") for end in ends):
        return f"{max(int(end[:-2]) for end in ends)}.x"
    return max(ends, key=Version)


main()
