"""The same shards done on a Ray cluster, as tasks of Ray Data.

Every node needs Khabar, and inputs, model and output folder under the same paths (a shared file system). Without
RAY_ADDRESS a local Ray is started. Ray does a task again when its node is lost; a shard done twice is the same.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from khabar.batch.extras import need
from khabar.batch.folder import Receipt
from khabar.batch.plan import Plan, Shard
from khabar.batch.processes import cores
from khabar.batch.shard import do_shard
from khabar.cli.feed import InputError

_MOST_BLOCKS = 10_000


class ShardTask:
    """An actor on a node: one Reader, a shard a call."""

    def __init__(self, plan: Plan, out: Path, threads: int) -> None:
        """Load the model."""
        import khabar

        self._plan, self._out = plan, out
        self._reader = khabar.load(plan.model, threads=threads)

    def __call__(self, row: dict[str, int]) -> dict[str, Any]:
        """Do the shard of a row; the row of its receipt."""
        return asdict(do_shard(self._reader, self._plan, self._out, self._plan.shards[row["shard"]]))


def on_ray(
    plan: Plan, out: Path, shards: Sequence[Shard], workers: int, advance: Callable[[int], None]
) -> Iterator[Receipt]:
    """Do shards in up to `workers` actors; receipts come as blocks are done. Raises InputError without Ray."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    ray, data = need("ray"), need("ray.data")
    if not ray.is_initialized():
        try:
            ray.init(log_to_driver=False, logging_level="ERROR", include_dashboard=False)
        except Exception as error:
            raise InputError(f"Ray does not start, or its cluster is not reached: {error}") from error
    data.DataContext.get_current().enable_progress_bars = False
    threads = max(1, cores() // workers)
    rows = data.from_items(
        [{"shard": shard.number} for shard in shards], override_num_blocks=min(len(shards), _MOST_BLOCKS)
    )
    done = rows.map(
        ShardTask,
        fn_constructor_args=(plan, out, threads),
        num_cpus=threads,
        compute=data.ActorPoolStrategy(min_size=1, max_size=workers),
    )
    try:
        for row in done.iter_rows():
            receipt = Receipt(**row)
            advance(receipt.records)
            yield receipt
    finally:
        ray.shutdown()
