"""Trains by two scripts of a published package, as they are, on data that is made up here.

Usage: real_scripts.py FOLDER-OF-MODEL-SCRIPTS
"""

import csv
import io
import pathlib
import random
import re
import sys

from sandbox_client import answer, client, follow_to_end, read_names, start_job

SCRIPTS = pathlib.Path(sys.argv[1])
PYTORCH = "763104351884.dkr.ecr.us-east-1.amazonaws.com/pytorch-training:2.8.0-cpu-py312"
random.seed(7)


def table(target, features, classes, rows=90):
    """Rows whose numbers tell their class."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([*features, target])
    for row in range(rows):
        number = row % len(classes)
        numbers = [round(random.gauss(number, 0.4), 4) for _ in features]
        writer.writerow([*numbers, classes[number]])
    return text.getvalue()


def run(name, folder, files, script, data, **more):
    sources = {file: (SCRIPTS / folder / file).read_text() for file in files}
    start_job(name, sources, script=script, channels={"train": {"rows.csv": data}}, **more)
    description, lines = follow_to_end(name)
    status = description["TrainingJobStatus"]
    artifacts = description.get("ModelArtifacts", {}).get("S3ModelArtifacts")
    return {
        "status": status,
        "reason": description.get("FailureReason"),
        "lines": lines,
        "model": read_names(artifacts) if artifacts else [],
    }


def scikit_learn():
    features = ["alcohol", "ash", "hue", "flavanoids"]
    data = table("wine_class", features, ["TypeA", "TypeB", "TypeC"])
    script = "custom_model_script.py"
    return run("real-sklearn", "custom_script_example", [script], script, data)


def pytorch():
    """The script writes its validation by its own S3 client, into a bucket that it names itself."""
    folder, script = "pytorch_model", "generated_model_script.py"
    text = (SCRIPTS / folder / script).read_text()
    features = re.findall(r"'(\w+)'", re.search(r'"features": \[(.*?)\]', text).group(1))
    bucket, prefix = re.search(r'"s3://([^/"]+)/([^"]+)"', text).groups()
    client("s3").create_bucket(Bucket=bucket)
    files = [file.name for file in (SCRIPTS / folder).iterdir() if file.suffix in (".py", ".txt")]
    data = table("class", features, ["low", "high"])
    # So small a model trains quicker in one thread.
    threads = {"OMP_NUM_THREADS": "1"}
    result = run("real-pytorch", folder, files, script, data, image=PYTORCH, Environment=threads)
    listed = client("s3").list_objects_v2(Bucket=bucket, Prefix=prefix).get("Contents", [])
    return {**result, "written": [entry["Key"].rsplit("/", 1)[1] for entry in listed]}


answer({"sklearn": scikit_learn(), "pytorch": pytorch()})
