"""Plots of a report as SVG text, the same bytes for the same numbers.

matplotlib is only imported when a plot is drawn: scoring alone does not wait for it.
"""

import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from eval.bootstrap import MACRO

Report = Mapping[str, Any]
_BLUE, _ORANGE, _GREY = "#30638e", "#d1495b", "#8d99ae"
_WIDTH = 7.2


def draw(height: float, fill: Callable[[Any, Any], None], columns: int = 1) -> str:
    """SVG of a figure that `fill(figure, axes)` has drawn; glyphs become paths, so that no font is needed."""
    import matplotlib

    matplotlib.use("svg")
    from matplotlib import pyplot

    with matplotlib.rc_context({"svg.hashsalt": "khabar", "svg.fonttype": "path", "font.size": 9}):
        figure, axes = pyplot.subplots(
            1, columns, figsize=(_WIDTH, height), layout="constrained", squeeze=False
        )
        fill(figure, axes[0] if columns > 1 else axes[0][0])
        out = io.StringIO()
        figure.savefig(out, format="svg", bbox_inches="tight", metadata={"Date": None, "Creator": None})
        pyplot.close(figure)
    text = out.getvalue()
    return text[text.index("<svg") :]


def bars(members: Mapping[str, Mapping[str, Any]]) -> str:
    """F1 of each member with its 95% interval, the first on top."""
    names = list(members)

    def fill(_: Any, axes: Any) -> None:
        values = [members[name]["f1"] for name in names]
        axes.barh(names, values, color=[_GREY if n in ("micro", MACRO) else _BLUE for n in names], height=0.7)
        for place, (name, value) in enumerate(zip(names, values, strict=True)):
            low, high = members[name]["interval"] or (value, value)
            axes.plot([low, high], [place, place], color="black", linewidth=1)
        axes.invert_yaxis()
        axes.set_xlim(0, 1)
        axes.set_xlabel("F1 with 95% interval")
        axes.grid(axis="x", linewidth=0.3)

    return draw(0.7 + 0.26 * len(names), fill)


def matrix(table: Mapping[str, Mapping[str, int]]) -> str:
    """Confusion matrix, each row shaded by its own share."""
    used = [n for n in table if any(table[n].values()) or any(row[n] for row in table.values())]

    def fill(_: Any, axes: Any) -> None:
        counts = [[table[row][column] for column in used] for row in used]
        shares = [[n / max(1, sum(row)) for n in row] for row in counts]
        axes.pcolormesh(shares, cmap="Blues", vmin=0, vmax=1)
        for i, row in enumerate(counts):
            for j, n in enumerate(row):
                if n:
                    colour = "white" if shares[i][j] > 0.5 else "black"
                    axes.text(j + 0.5, i + 0.5, str(n), ha="center", va="center", fontsize=7, color=colour)
        centres = [place + 0.5 for place in range(len(used))]
        axes.set_xticks(centres, used, rotation=60, ha="right")
        axes.set_yticks(centres, used)
        axes.invert_yaxis()
        axes.set_xlabel("prediction")
        axes.set_ylabel("gold")

    return draw(1.2 + 0.34 * max(3, len(used)), fill)


def reliability(calibration: Mapping[str, Mapping[str, Any]]) -> str:
    """Share with the label by predicted probability, a panel a label; dots grow with the count."""

    def fill(_: Any, axes: Any) -> None:
        for (label, entry), panel in zip(calibration.items(), _panels(axes, len(calibration)), strict=True):
            bins = entry["bins"]
            most = max(b["sentences"] for b in bins)
            x, y = ([b[name] for b in bins] for name in ("mean_probability", "share_with_label"))
            panel.plot([0, 1], [0, 1], color=_GREY, linewidth=0.8)
            panel.plot(x, y, color=_BLUE, linewidth=0.8)
            panel.scatter(x, y, s=[8 + 80 * b["sentences"] / most for b in bins], color=_BLUE)
            panel.set_title(f"{label}, ECE {entry['ece']:.3f}")
            panel.set_xlabel("predicted probability")
        _panels(axes, len(calibration))[0].set_ylabel("share with the label")

    return draw(2.7, fill, len(calibration))


def curves(calibration: Mapping[str, Mapping[str, Any]]) -> str:
    """Precision against recall over all thresholds, one line a sentence label."""

    def fill(_: Any, axes: Any) -> None:
        for (label, entry), colour in zip(calibration.items(), (_BLUE, _GREY, _ORANGE), strict=False):
            if entry["curve"]:
                x, y = ([point[name] for point in entry["curve"]] for name in ("recall", "precision"))
                axes.plot(x, y, color=colour, label=f"{label}, AP {entry['average_precision']:.3f}")
        axes.set_xlim(0, 1.01)
        axes.set_ylim(0, 1.01)
        axes.set_xlabel("recall")
        axes.set_ylabel("precision")
        if axes.lines:
            axes.legend(loc="lower left")

    return draw(3.2, fill)


def learning(points: Sequence[tuple[int, Report]], names: Sequence[str]) -> str:
    """Headline scores of reports against the number of training sentences, with 95% intervals."""

    def fill(_: Any, axes: Any) -> None:
        for name in names:
            known = [
                (n, r["headline"][name])
                for n, r in sorted(points, key=lambda p: p[0])
                if name in r["headline"]
            ]
            if not known:
                continue
            sizes = [n for n, _ in known]
            line = axes.plot(sizes, [e["score"] for _, e in known], marker="o", label=name)[0]
            ends = [e["interval"] or (e["score"], e["score"]) for _, e in known]
            axes.fill_between(
                sizes, [e[0] for e in ends], [e[1] for e in ends], alpha=0.15, color=line.get_color()
            )
        axes.set_xscale("log")
        axes.set_xlabel("training sentences")
        axes.set_ylabel("score")
        axes.legend()

    return draw(3.2, fill)


def _panels(axes: Any, columns: int) -> Sequence[Any]:
    return list(axes) if columns > 1 else [axes]
