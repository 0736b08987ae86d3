"""What `python -m bench speed` measured, as rows of text; README's table is made of them too."""

from collections.abc import Mapping
from typing import Any

_READERS = {
    "alone": "two transformers pipelines, AraBERT's shape, one sentence at a time",
    "batched": "the same, best batch",
    "eight_bit_alone": "two token classifiers of that shape in onnxruntime with 8 bits, logits only, one at a time",
    "eight_bit": "these two, best batch",
    "encoder": "the bare encoder of Khabar",
    "khabar": "Khabar: every head, decoding, figures, names, speakers",
}


def rows(report: Mapping[str, Any]) -> dict[str, str]:
    """Name and figure of each row, in order."""
    found = {"machine": report["machine"]}
    for name, wait in report["start"].items():
        spread = f"{wait['least']:.2f} to {wait['most']:.2f} s"
        found[f"cold start, {name}"] = f"{wait['median']:.2f} s ({spread}), {wait['mb']:.0f} MB at most"
    found["imports of analyze"] = ", ".join(f"{name} {ms} ms" for name, ms in report["imports_ms"].items())
    for name, cost in report["large"].items():
        found[f"an article of {name}"] = f"{cost['seconds']:.1f} s, {cost['mb']:.0f} MB at most"
    found |= _sizes(report["sizes"])
    for name, rates in report["reading"]["rates"].items():
        found |= _reading(name, rates, report["reading"])
    found["figures"] = f"{report['figure_spans_a_second']:,.0f} spans/s on one core"
    for name, cost in report["training"].items():
        found[name] = f"{cost['tokens']:,.0f} tokens/s, {cost['share']:.0%} of the measured {cost['kind']} rate"
    return found


def _sizes(sizes: Mapping[str, int]) -> dict[str, str]:
    largest = sorted(sizes, key=lambda name: -sizes[name])[:4]
    parts = ", ".join(f"{name} {sizes[name] / 1e6:.0f} MB" for name in largest)
    return {
        "model": f"{sizes['model'] / 2**20:.1f} MiB",
        "installed without extras": f"{sum(sizes.values()) / 1e6:.0f} MB: {parts} and {len(sizes) - 4} more",
    }


def _reading(name: str, rates: Mapping[str, float], reading: Mapping[str, Any]) -> dict[str, str]:
    """The readers on one sample, slowest first, each with its share of the roofline, and Khabar beside them."""
    sample, operations, products = reading["samples"][name], reading["operations"][name], reading["products"]
    found = {f"sentences, {name}": f"{sample['sentences']} of {sample['tokens']:.0f} tokens"}
    for reader, text in _READERS.items():
        ours = reader in ("encoder", "khabar")
        roof = (
            products["float" if reader in ("alone", "batched") else "byte"] / operations["khabar" if ours else "pair"]
        )
        found[f"{name}: {text}"] = (
            f"{rates[reader]:,.1f} sentences/s, {rates[reader] / roof:.0%} of the roofline of {roof:,.0f}"
        )
    whole = rates["khabar"]
    found[f"{name}: Khabar in times of the pipelines"] = (
        f"{whole / rates['alone']:.0f} × one at a time, {whole / rates['batched']:.0f} × in batches, "
        f"{whole / rates['eight_bit']:.1f} × in 8 bits"
    )
    found[f"{name}: Khabar in times of the bare encoder's time"] = f"{rates['encoder'] / whole:.2f}"
    return found
