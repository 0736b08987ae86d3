"""The learning curve of a pretraining run as an SVG."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from matplotlib import rc_context
from matplotlib.figure import Figure


def draw_curve(log: Sequence[dict[str, Any]], path: Path) -> None:
    """Held-out and training loss (nats a masked token) over million tokens; `log` as pretraining writes it."""
    figure = Figure(figsize=(6, 3.2), layout="constrained")
    axes = figure.subplots()
    tokens = [line["tokens"] / 1e6 for line in log]
    axes.plot(tokens, [line["held_out_loss"] for line in log], marker="o", label="held out")
    axes.plot(tokens, [line["loss"] for line in log], linestyle="--", label="training")
    axes.set_xlabel("million tokens seen")
    axes.set_ylabel("masked-LM loss (nats)")
    axes.grid(alpha=0.3)
    axes.legend()
    with rc_context({"svg.hashsalt": "khabar"}):
        figure.savefig(path, format="svg", metadata={"Date": None})
