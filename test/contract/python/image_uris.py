"""Asks `image_uris.retrieve` of the SageMaker Python SDK 3 for every image that its tables name.

    python image_uris.py PART PARTS

Each line is a group of questions: what was asked for each region and each instance type, the addresses that
came, and in the order of the questions which of them came, 0 where it refused.
"""

import functools
import inspect
import itertools
import json
import logging
import re
import sys
from pathlib import Path

logging.disable(logging.CRITICAL)

import botocore.session
from sagemaker.core import common_utils, image_uris

# These read the same files or signatures with every call; what they answer stays the same.
inspect.signature = functools.cache(inspect.signature)
image_uris.config_for_framework = functools.cache(image_uris.config_for_framework)
common_utils._botocore_resolver = functools.cache(common_utils._botocore_resolver)

FOLDER = Path(image_uris.__file__).parent / "image_uri_config"
CONFIGS = {path.stem: json.loads(path.read_text()) for path in sorted(FOLDER.glob("*.json"))}
FRAMEWORKS = [name for name in CONFIGS if image_uris._has_version_data(CONFIGS[name])]
OPTIONS = [
    {"container_version": "cu124-ubuntu22.04"},
    {"sdk_version": "sdk2.9.1"},
    {"inference_tool": "neuron"},
    {"inference_tool": "neuronx"},
    {"inference_tool": "other"},
    {"accelerator_type": "ml.eia2.medium"},
    {"accelerator_type": "ml.m5.large"},
    {"distribution": {"smdistributed": {}}},
    {"training_compiler_config": True},
    {"serverless_inference_config": True},
]


def values(node, name):
    """Every value of a key, however deep."""
    for key, value in node.items():
        if key == name:
            yield value
        if isinstance(value, dict):
            yield from values(value, name)


def regions():
    known = {region for each in values(CONFIGS, "registries") for region in each}
    session = botocore.session.get_session()
    for partition in session.get_available_partitions():
        known.update(session.get_available_regions("sagemaker", partition))
    # The last two: as regions are named, but none, and not as regions are named.
    return [*sorted(known), "us-east-9", "mars-1"]


def instances():
    """One of each that the rules tell apart, and some that they do not know."""
    listed = {name for each in values(CONFIGS, "processors") for name in each}
    families = ["m5", "m6g", "c7g", "g5", "p4d", "p2", "inf1", "inf2", "trn1", "zz9"]
    families += sorted(listed - {"cpu", "gpu", "inf", "trn", *families})
    odd = [None, "ml_m5", "local", "local_gpu", "neuron", "m5.large"]
    return [f"ml.{family}.xlarge" for family in families] + odd


def known_instances():
    """One type of every family of the service."""
    model = botocore.session.get_session().get_service_model("sagemaker")
    types = {}
    for shape in ("TrainingInstanceType", "ProcessingInstanceType", "ProductionVariantInstanceType"):
        for name in model.shape_for(shape).enum:
            types.setdefault(name.split(".")[1], name)
    return [types[family] for family in sorted(types)]


def scopes(config):
    return config.get("scope", [name for name in config if isinstance(config[name], dict)])


def sheets():
    """(framework, scope, config of that scope)"""
    for framework in FRAMEWORKS:
        config = CONFIGS[framework]
        for scope in scopes(config):
            yield framework, scope, (config if "versions" in config else config[scope])


def versions(sheet):
    return [*sheet["versions"], *sheet.get("version_aliases", {}), None, "9.99"]


def entry(sheet, version):
    release = sheet.get("version_aliases", {}).get(version, version)
    return sheet["versions"].get(release, {})


def bases(framework, sheet, version):
    if framework != "huggingface":
        return [None]
    found = {name for name in entry(sheet, version) if re.match("pytorch|tensorflow", name)}
    minors = {name.rsplit(".", 1)[0] for name in found}
    return [*sorted(found | minors), None, "pytorch9.9"]


def pythons(node):
    """Without one, each that there is, and one that there is not (`py2` and `py3` may be keys)."""
    listed = {name for each in values(node, "py_versions") for name in each}
    return [None, *sorted(listed or {"py3"}), "py99"]


def groups():
    """(question, regions, instances): what is asked for each region and each type."""
    few = ["us-east-1", "cn-north-1", "us-isof-east-1", "us-east-9"]
    everywhere, all_instances = regions(), instances()
    all_scopes = [*sorted({scope for _, scope, _ in sheets()}), "unknown", None]
    for framework, scope, sheet in sheets():
        for version in versions(sheet):
            with_bases = list(
                itertools.product(
                    bases(framework, sheet, version), pythons(entry(sheet, version))
                )
            )
            for base, python in with_bases:
                yield (framework, scope, version, base, python, {}), everywhere, all_instances
            for (base, python), options in itertools.product(with_bases, OPTIONS):
                if python != "py99":
                    question = (framework, scope, version, base, python, options)
                    yield question, few[:2], all_instances
            for other in all_scopes:
                if other != scope:
                    yield (framework, other, version, None, None, {}), few, all_instances
        for version in list(sheet["versions"])[-1:]:
            for base in bases(framework, sheet, version):
                question = (framework, scope, version, base, None, {})
                yield question, few[:1], known_instances()
    for framework in ["instance_gpu_info", "no-such-framework", "sagemaker-base-python"]:
        for scope in all_scopes:
            yield (framework, scope, None, None, None, {}), few, all_instances


def answer(question, region, instance):
    framework, scope, version, base, python, options = question
    try:
        return image_uris.retrieve(
            framework,
            region,
            version=version,
            py_version=python,
            instance_type=instance,
            image_scope=scope,
            base_framework_version=base,
            **options,
        )
    except Exception:
        # Whatever it ends with, there is no address.
        return None


def answers(question, places, types):
    ids = {None: 0}
    cells = [
        ids.setdefault(answer(question, region, instance), len(ids))
        for region in places
        for instance in types
    ]
    return {
        "question": question,
        "regions": places,
        "instances": types,
        "uris": list(ids)[1:],
        "cells": cells,
    }


def main():
    part, parts = int(sys.argv[1]), int(sys.argv[2])
    asked = itertools.islice(groups(), part, None, parts)
    for question, places, types in asked:
        print(json.dumps(answers(question, places, types), separators=(",", ":")))


main()
