"""Plots: valid SVG, the same each time, with what they must show."""

import xml.etree.ElementTree as ET
from typing import Any

from eval import plots
from eval.measure import measure
from eval_documents import corpus

REPORT: dict[str, Any] = measure(*corpus(8), resamples=50)
SVG = "{http://www.w3.org/2000/svg}"


def parsed(svg: str) -> ET.Element:
    root = ET.fromstring(svg)
    assert root.tag == f"{SVG}svg"
    return root


def test_bars_are_deterministic_and_without_date() -> None:
    once = plots.bars(REPORT["scores"]["entities"])
    assert once == plots.bars(REPORT["scores"]["entities"])
    assert "dc:date" not in once
    assert parsed(once)


def test_every_plot_of_a_report_is_svg() -> None:
    few = {"PER": {"PER": 2, "none": 0}, "none": {"PER": 1, "none": 0}}
    drawn = [
        plots.matrix(REPORT["confusion"]["spans"]),
        plots.matrix(few),
        plots.reliability(REPORT["calibration"]),
        plots.reliability({"claim": REPORT["calibration"]["claim"]}),
        plots.curves(REPORT["calibration"]),
        plots.learning([(100, REPORT), (10, REPORT)], ["spans, micro F1", "absent"]),
    ]
    assert all(len(parsed(svg)) for svg in drawn)


def test_numbers_change_the_picture() -> None:
    members = {"PER": {"f1": 0.5, "interval": (0.4, 0.6)}}
    assert plots.bars(members) != plots.bars({"PER": {"f1": 0.6, "interval": (0.4, 0.6)}})
