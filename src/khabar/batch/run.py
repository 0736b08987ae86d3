"""A whole batch: begin or go on, do what is not done, and write the manifest."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple, cast

from khabar.batch.folder import Folder, Receipt
from khabar.batch.plan import Options, Plan, Shard, make_plan
from khabar.cli.feed import InputError
from khabar.fields import shown

Engine = Literal["processes", "ray"]


class Watch(NamedTuple):
    """Who is told how it goes: the records in all, each few more (negative where some are done again), and messages."""

    begin: Callable[[int, int], None]
    advance: Callable[[int], None]
    report: Callable[[str], None]


def run_batch(
    arguments: Sequence[str],
    out: Path,
    model: Path,
    options: Options,
    watch: Watch,
    *,
    workers: int = 1,
    engine: Engine = "processes",
) -> dict[str, Any]:
    """Do a batch, or what is left of it, and return its manifest.

    `watch.begin` gets the records in all and those done by earlier starts. Raises InputError where the folder
    belongs to a batch of other inputs, options or model, or an input cannot be read; ModelError; OSError.
    """
    folder = Folder(out)
    with folder.held():
        plan = make_plan(arguments, model, options)
        identity = plan.identity()
        finished = folder.finished()
        before = finished or folder.begun()
        if before is not None:
            try:
                _check_same(out, before, identity)
            except (AttributeError, KeyError, TypeError) as error:
                raise InputError(f"{out}: what was begun there is damaged: {error}") from None
        total = sum(shard.records for shard in plan.shards)
        if finished is not None:
            folder.clear()
            watch.begin(total, total)
            return finished
        folder.begin(identity)
        left = [shard for shard in plan.shards if folder.receipt(plan, shard) is None]
        watch.begin(total, total - sum(shard.records for shard in left))
        for _ in _do(plan, out, left, workers, engine, watch) if left else ():
            pass
        return folder.finish(plan, identity)


def _do(
    plan: Plan, out: Path, shards: Sequence[Shard], workers: int, engine: Engine, watch: Watch
) -> Iterator[Receipt]:
    if engine == "ray":
        from khabar.batch.cluster import on_ray

        return on_ray(plan, out, shards, workers, watch.advance)
    from khabar.batch.processes import alone, together

    if workers == 1:
        return alone(plan, out, shards, watch.advance)
    return together(plan, out, shards, workers, watch.advance, watch.report)


def _check_same(out: Path, before: dict[str, Any], now: dict[str, Any]) -> None:
    """Raise InputError that says what is not as it was when the batch was begun."""
    for part in ("khabar", "model", "options"):
        if before.get(part) != now[part]:
            change = _change(before.get(part), now[part])
            raise InputError(f"{out}: begun with other {part}: {change}; take another folder")
    if before.get("inputs") != now["inputs"]:
        then = {given["name"]: given for given in before.get("inputs", [])}
        names = {given["name"] for given in now["inputs"]}
        gone = next((name for name in then if name not in names), None)
        new = next((name for name in names if name not in then), None)
        changed = next((g["name"] for g in now["inputs"] if g["name"] in then and then[g["name"]] != g), None)
        found = ((gone, "is not given now"), (new, "is new"), (changed, "has changed"))
        how = next((f"{name} {what}" for name, what in found if name), "their order has changed")
        raise InputError(f"{out}: begun with other inputs: {how}; take another folder")


def _change(before: Any, now: Any) -> str:
    """The first difference between two settings."""
    if isinstance(before, dict) and isinstance(now, dict):
        then = cast(dict[str, Any], before)
        for key, value in cast(dict[str, Any], now).items():
            if then.get(key) != value:
                return f"{key}: {_change(then.get(key), value)}"
    return f"{shown(cast(object, before))}, now {shown(cast(object, now))}"
