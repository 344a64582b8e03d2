"""Teaches a small classifier to tell three species of penguin apart.

The model is multinomial logistic regression, fitted by mini-batch gradient descent with nothing but
Python's standard library. The same file runs on a laptop and as a SageMaker training job:

    python train.py --epochs 20

A training job passes the options as hyperparameters, puts the data into the folder that
SM_CHANNEL_TRAIN names, and keeps what is written to the folder that SM_MODEL_DIR names.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import os
import random
import sys
import time
from pathlib import Path

TARGET = "species"


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Train a penguin classifier.")
    parser.add_argument("--epochs", type=int, default=40, help="Passes over the training rows")
    parser.add_argument("--learning-rate", type=float, default=0.05, help="Step size of the descent")
    parser.add_argument("--batch-size", type=int, default=16, help="Rows per step")
    parser.add_argument("--l2", type=float, default=0.001, help="Strength of the weight decay")
    parser.add_argument(
        "--schedule",
        choices=["constant", "linear", "cosine"],
        default="cosine",
        help="How the learning rate falls over the epochs",
    )
    parser.add_argument(
        "--features",
        default="bill_length_mm,bill_depth_mm,flipper_length_mm,body_mass_g",
        help="Columns to learn from, separated by commas",
    )
    parser.add_argument(
        "--validation-share", type=float, default=0.25, help="Part of the rows kept for validation"
    )
    parser.add_argument("--seed", type=int, default=7, help="Makes a run repeatable")
    parser.add_argument(
        "--pause", type=float, default=0.05, help="Seconds to wait after an epoch, for watching"
    )
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


def read_rows(folder: str, features: list[str]) -> tuple[list[tuple[list[float], str]], int]:
    """Returns the complete rows of every CSV file, and how many were left out as incomplete."""
    files = sorted(Path(folder).glob("*.csv"))
    if not files:
        sys.exit(f"No CSV file in {Path(folder).resolve()}")
    rows, left_out = [], 0
    for file in files:
        with file.open(newline="", encoding="utf-8") as stream:
            reader = csv.DictReader(stream)
            missing = [name for name in [*features, TARGET] if name not in (reader.fieldnames or [])]
            if missing:
                sys.exit(f"{file.name} has no column {', '.join(missing)}")
            for row in reader:
                try:
                    rows.append(([float(row[name]) for name in features], row[TARGET]))
                except ValueError:  # "NA": a penguin that was not measured
                    left_out += 1
    if len(rows) < 2:
        sys.exit(f"{Path(folder).resolve()} has too few complete rows to train on")
    return rows, left_out


def split(rows: list, share: float, generator: random.Random) -> tuple[list, list]:
    shuffled = rows[:]
    generator.shuffle(shuffled)
    kept = max(1, min(len(rows) - 1, round(len(rows) * share)))
    return shuffled[kept:], shuffled[:kept]


class Standardiser:
    """Brings every column to mean 0 and deviation 1, as seen in the training rows."""

    def __init__(self, rows: list[list[float]]) -> None:
        columns = list(zip(*rows))
        self.mean = [sum(column) / len(column) for column in columns]
        self.deviation = [
            math.sqrt(sum((value - mean) ** 2 for value in column) / len(column)) or 1.0
            for column, mean in zip(columns, self.mean)
        ]

    def __call__(self, row: list[float]) -> list[float]:
        return [(v - m) / d for v, m, d in zip(row, self.mean, self.deviation)]


class Classifier:
    """One line of weights per class; the last weight of a line is its bias."""

    def __init__(self, classes: list[str], inputs: int) -> None:
        self.classes = classes
        self.weights = [[0.0] * (inputs + 1) for _ in classes]

    def probabilities(self, row: list[float]) -> list[float]:
        scores = [
            sum(weight * value for weight, value in zip(line, row)) + line[-1]
            for line in self.weights
        ]
        highest = max(scores)
        powers = [math.exp(score - highest) for score in scores]
        total = sum(powers)
        return [power / total for power in powers]

    def predict(self, row: list[float]) -> str:
        chances = self.probabilities(row)
        return self.classes[chances.index(max(chances))]

    def step(self, batch: list[tuple[list[float], str]], rate: float, decay: float) -> float:
        """Moves the weights down the gradient of one batch; returns the batch's summed loss."""
        gradient = [[0.0] * len(line) for line in self.weights]
        loss = 0.0
        for row, label in batch:
            chances = self.probabilities(row)
            truth = self.classes.index(label)
            loss -= math.log(max(chances[truth], 1e-12))
            for index, chance in enumerate(chances):
                error = chance - (index == truth)
                for column, value in enumerate([*row, 1.0]):
                    gradient[index][column] += error * value
        for line, slopes in zip(self.weights, gradient):
            for column, slope in enumerate(slopes):
                pull = decay * line[column] if column < len(line) - 1 else 0.0
                line[column] -= rate * (slope / len(batch) + pull)
        return loss


def learning_rate(schedule: str, highest: float, progress: float) -> float:
    """The rate at `progress` (0 at the first epoch, nearly 1 at the last)."""
    if schedule == "linear":
        return highest * (1 - progress)
    if schedule == "cosine":
        return highest * (1 + math.cos(math.pi * progress)) / 2
    return highest


def accuracy(model: Classifier, rows: list[tuple[list[float], str]]) -> float:
    return sum(model.predict(row) == label for row, label in rows) / len(rows)


def print_confusion(model: Classifier, rows: list[tuple[list[float], str]]) -> None:
    width = max(len(name) for name in model.classes) + 2
    print("validation rows, by true species (lines) and predicted species (columns):")
    print(" " * width + "".join(name.rjust(width) for name in model.classes))
    for truth in model.classes:
        guesses = [model.predict(row) for row, label in rows if label == truth]
        counts = "".join(str(guesses.count(name)).rjust(width) for name in model.classes)
        print(truth.ljust(width) + counts)


def save(folder: str, name: str, content: dict) -> None:
    path = Path(folder)
    path.mkdir(parents=True, exist_ok=True)
    (path / name).write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    print(f"wrote {path / name}")


def main() -> None:
    options = parse_arguments()
    features = [name.strip() for name in options.features.split(",") if name.strip()]
    rows, left_out = read_rows(options.train, features)
    print(f"read {len(rows)} penguins from {options.train}, left out {left_out} not measured")

    generator = random.Random(options.seed)
    training, validation = split(rows, options.validation_share, generator)
    standardise = Standardiser([row for row, _ in training])
    training = [(standardise(row), label) for row, label in training]
    validation = [(standardise(row), label) for row, label in validation]
    print(f"training on {len(training)}, validating on {len(validation)}: {', '.join(features)}")

    model = Classifier(sorted({label for _, label in rows}), len(features))
    history = []
    for epoch in range(options.epochs):
        rate = learning_rate(options.schedule, options.learning_rate, epoch / options.epochs)
        generator.shuffle(training)
        loss = 0.0
        for start in range(0, len(training), options.batch_size):
            loss += model.step(training[start : start + options.batch_size], rate, options.l2)
        result = {"loss": loss / len(training), "accuracy": accuracy(model, validation)}
        history.append(result)
        print(
            f"epoch {epoch + 1}/{options.epochs} "
            f"loss={result['loss']:.4f} accuracy={result['accuracy']:.3f}",
            flush=True,
        )
        time.sleep(options.pause)

    print_confusion(model, validation)
    save(
        options.model_dir,
        "model.json",
        {
            "classes": model.classes,
            "features": features,
            "mean": standardise.mean,
            "deviation": standardise.deviation,
            "weights": model.weights,
        },
    )
    save(
        options.model_dir,
        "metrics.json",
        {"accuracy": accuracy(model, validation), "rows": len(rows), "history": history},
    )


if __name__ == "__main__":
    main()
