"""The learning curve of an encoder's pretraining as an SVG."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from matplotlib import rc_context
from matplotlib.figure import Figure


def draw_curve(logs: Sequence[Sequence[dict[str, Any]]], path: Path) -> None:
    """Held-out and training loss (nats a masked token) over million tokens seen by one run after another.

    `logs` are as pretraining writes them. Each run warms up and cools down by itself, so that its line stands alone.
    """
    figure = Figure(figsize=(6, 3.2), layout="constrained")
    axes = figure.subplots()
    seen = 0.0
    for number, log in enumerate(logs):
        tokens = [seen + line["tokens"] / 1e6 for line in log]
        names = ("_held out", "_training") if number else ("held out", "training")
        axes.plot(tokens, [line["held_out_loss"] for line in log], color="C0", label=names[0])
        axes.plot(tokens, [line["loss"] for line in log], color="C1", linestyle="--", label=names[1])
        seen = tokens[-1]
    axes.set_xlabel("million tokens seen")
    axes.set_ylabel("masked-LM loss (nats)")
    axes.grid(alpha=0.3)
    axes.legend()
    with rc_context({"svg.hashsalt": "khabar", "svg.fonttype": "none"}):
        figure.savefig(path, format="svg", metadata={"Date": None})
