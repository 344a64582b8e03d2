"""Teaches a small neural network to tell three species of penguin apart, with PyTorch.

The same file runs on a laptop and as a SageMaker training job:

    python train.py --epochs 60

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

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset, random_split

FEATURES = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"]
TARGET = "species"


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Train a penguin classifier with PyTorch.")
    parser.add_argument("--epochs", type=int, default=60, help="Passes over the training rows")
    parser.add_argument("--batch-size", type=int, default=32, help="Rows per step")
    parser.add_argument("--learning-rate", type=float, default=0.01, help="Step size of the optimiser")
    parser.add_argument("--hidden", type=int, default=16, help="Units of each hidden layer")
    parser.add_argument("--dropout", type=float, default=0.1, help="Share of units left out of a step")
    parser.add_argument(
        "--optimizer", choices=["adam", "sgd"], default="adam", help="How the weights are moved"
    )
    parser.add_argument(
        "--validation-share", type=float, default=0.25, help="Part of the rows kept for validation"
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


def read_rows(folder: str) -> tuple[torch.Tensor, torch.Tensor, list[str]]:
    """Returns measurements, species as numbers, and their names; who was not measured is left out."""
    files = sorted(Path(folder).glob("*.csv"))
    if not files:
        sys.exit(f"No CSV file in {Path(folder).resolve()}")
    rows = []
    for file in files:
        with file.open(newline="", encoding="utf-8") as stream:
            rows += [row for row in csv.DictReader(stream) if "NA" not in (row[f] for f in FEATURES)]
    classes = sorted({row[TARGET] for row in rows})
    values = torch.tensor([[float(row[name]) for name in FEATURES] for row in rows])
    return values, torch.tensor([classes.index(row[TARGET]) for row in rows]), classes


class Classifier(nn.Module):
    """Brings the measurements to one scale, which it keeps with its weights, and classifies them."""

    def __init__(self, values: torch.Tensor, hidden: int, classes: int, dropout: float) -> None:
        super().__init__()
        self.register_buffer("mean", values.mean(dim=0))
        self.register_buffer("deviation", values.std(dim=0))
        self.layers = nn.Sequential(
            nn.Linear(values.shape[1], hidden),
            nn.ReLU(),
            nn.Dropout(dropout),
            nn.Linear(hidden, hidden),
            nn.ReLU(),
            nn.Linear(hidden, classes),
        )

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        return self.layers((values - self.mean) / self.deviation)


def train_epoch(
    model: nn.Module, loader: DataLoader, optimizer: torch.optim.Optimizer, device: str
) -> float:
    """Returns the mean loss of a row."""
    model.train()
    total = 0.0
    for values, species in loader:
        values, species = values.to(device), species.to(device)
        loss = nn.functional.cross_entropy(model(values), species)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item() * len(species)
    return total / len(loader.dataset)


@torch.no_grad()
def evaluate(model: nn.Module, loader: DataLoader, device: str) -> float:
    model.eval()
    right = sum(
        (model(values.to(device)).argmax(dim=1) == species.to(device)).sum().item()
        for values, species in loader
    )
    return right / len(loader.dataset)


def main() -> None:
    options = parse_arguments()
    torch.manual_seed(options.seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    values, species, classes = read_rows(options.train)
    print(f"read {len(values)} penguins from {options.train}, training on {device}")

    rows = TensorDataset(values, species)
    kept = round(len(rows) * options.validation_share)
    training, validation = random_split(rows, [len(rows) - kept, kept])
    loader = DataLoader(training, batch_size=options.batch_size, shuffle=True)
    validation_loader = DataLoader(validation, batch_size=256)

    seen = values[training.indices]
    model = Classifier(seen, options.hidden, len(classes), options.dropout).to(device)
    make_optimizer = torch.optim.Adam if options.optimizer == "adam" else torch.optim.SGD
    optimizer = make_optimizer(model.parameters(), lr=options.learning_rate)
    history = []
    for epoch in range(1, options.epochs + 1):
        loss = train_epoch(model, loader, optimizer, device)
        accuracy = evaluate(model, validation_loader, device)
        history.append({"loss": loss, "accuracy": accuracy})
        print(f"epoch {epoch}/{options.epochs} loss={loss:.4f} accuracy={accuracy:.3f}", flush=True)

    folder = Path(options.model_dir)
    folder.mkdir(parents=True, exist_ok=True)
    torch.save({"classes": classes, "state": model.cpu().state_dict()}, folder / "model.pt")
    metrics = {"accuracy": history[-1]["accuracy"], "rows": len(rows), "history": history}
    (folder / "metrics.json").write_text(json.dumps(metrics, indent=2) + "\n", encoding="utf-8")
    print(f"wrote model.pt and metrics.json to {folder}")


if __name__ == "__main__":
    main()
