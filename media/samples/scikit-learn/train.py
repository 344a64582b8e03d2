"""Teaches scikit-learn to tell three species of penguin apart.

The same file runs on a laptop and as a SageMaker training job:

    python train.py --model forest

A training job passes the options as hyperparameters, puts the data into the folder that
SM_CHANNEL_TRAIN names, and keeps what is written to the folder that SM_MODEL_DIR names.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import sys
from pathlib import Path

import joblib
import numpy as np
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, classification_report
from sklearn.model_selection import StratifiedKFold, train_test_split
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

FEATURES = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"]
TARGET = "species"


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Train a penguin classifier with scikit-learn.")
    parser.add_argument(
        "--model", choices=["forest", "logistic"], default="forest", help="Which model is fitted"
    )
    parser.add_argument("--trees", type=int, default=100, help="Trees of the forest")
    parser.add_argument("--max-depth", type=int, default=4, help="Most questions of a tree in a row")
    parser.add_argument(
        "--strictness", type=float, default=1.0, help="1/C of the logistic regression"
    )
    parser.add_argument("--folds", type=int, default=5, help="Parts of the cross-validation")
    parser.add_argument(
        "--test-share", type=float, default=0.25, help="Part of the rows kept for the test"
    )
    parser.add_argument("--seed", type=int, default=7, help="Makes a run repeatable")
    parser.add_argument(
        "--train",
        default=os.environ.get("SM_CHANNEL_TRAIN", "data"),
        help="Folder with the CSV files",
    )
    parser.add_argument(
        "--model-dir",
        default=os.environ.get("SM_MODEL_DIR", "model"),
        help="Folder that receives the model",
    )
    return parser.parse_args()


def read_rows(folder: str) -> tuple[np.ndarray, np.ndarray]:
    """Returns the measurements and the species of every penguin that was measured in full."""
    files = sorted(Path(folder).glob("*.csv"))
    if not files:
        sys.exit(f"No CSV file in {Path(folder).resolve()}")
    rows = []
    for file in files:
        with file.open(newline="", encoding="utf-8") as stream:
            rows += [row for row in csv.DictReader(stream) if "NA" not in (row[f] for f in FEATURES)]
    values = np.array([[float(row[name]) for name in FEATURES] for row in rows])
    return values, np.array([row[TARGET] for row in rows])


def make_model(options: argparse.Namespace) -> Pipeline:
    if options.model == "logistic":
        classifier = LogisticRegression(C=1 / options.strictness, max_iter=1000)
    else:
        classifier = RandomForestClassifier(
            n_estimators=options.trees, max_depth=options.max_depth, random_state=options.seed
        )
    return make_pipeline(StandardScaler(), classifier)


def cross_validate(
    options: argparse.Namespace, values: np.ndarray, species: np.ndarray
) -> list[float]:
    folds = StratifiedKFold(options.folds, shuffle=True, random_state=options.seed)
    scores = []
    for number, (fitted, kept) in enumerate(folds.split(values, species), start=1):
        model = make_model(options).fit(values[fitted], species[fitted])
        scores.append(float(accuracy_score(species[kept], model.predict(values[kept]))))
        print(f"fold {number}/{options.folds} accuracy={scores[-1]:.3f}", flush=True)
    return scores


def main() -> None:
    options = parse_arguments()
    values, species = read_rows(options.train)
    print(f"read {len(species)} penguins from {options.train}")
    training, test, training_species, test_species = train_test_split(
        values, species, test_size=options.test_share, stratify=species, random_state=options.seed
    )

    scores = cross_validate(options, training, training_species)
    print(f"cross_validation_accuracy={np.mean(scores):.3f} deviation={np.std(scores):.3f}")

    model = make_model(options).fit(training, training_species)
    guesses = model.predict(test)
    accuracy = float(accuracy_score(test_species, guesses))
    print(f"test_accuracy={accuracy:.3f}")
    print(classification_report(test_species, guesses, digits=3))

    folder = Path(options.model_dir)
    folder.mkdir(parents=True, exist_ok=True)
    joblib.dump(model, folder / "model.joblib")
    metrics = {"accuracy": accuracy, "rows": len(species), "folds": scores, "features": FEATURES}
    (folder / "metrics.json").write_text(json.dumps(metrics, indent=2) + "\n", encoding="utf-8")
    print(f"wrote model.joblib and metrics.json to {folder}")


if __name__ == "__main__":
    main()
