"""What the server counts, for Prometheus; each application has a registry of its own."""

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    GCCollector,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)

_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
_SENTENCES = (1, 2, 4, 8, 16, 32, 64, 128, 256)


class Metrics:
    """Counters and histograms of one server; labels are routes and statuses, never what was sent."""

    def __init__(self) -> None:
        registry = self._registry = CollectorRegistry()
        for collector in (ProcessCollector, PlatformCollector, GCCollector):
            collector(registry=registry)
        self._requests = Counter("khabar_requests", "Requests answered", ("route", "status"), registry=registry)
        self._seconds = Histogram(
            "khabar_request_seconds", "Seconds to an answer", ("route",), buckets=_SECONDS, registry=registry
        )
        self._dropped = Counter("khabar_dropped", "Requests whose client went away", registry=registry)
        self._read = Counter("khabar_sentences", "Sentences read", registry=registry)
        self._batches = Histogram(
            "khabar_batch_sentences", "Sentences in a batch", buckets=_SENTENCES, registry=registry
        )
        self._busy = Counter("khabar_reading_seconds", "Seconds in which the worker read", registry=registry)
        self._documents = Gauge("khabar_queue_documents", "Documents taken and not answered", registry=registry)
        self._characters = Gauge("khabar_queue_characters", "Code points of their texts", registry=registry)

    def answered(self, route: str, status: int, seconds: float) -> None:
        """A request was answered."""
        self._requests.labels(route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def dropped(self) -> None:
        """A client went away before its answer."""
        self._dropped.inc()

    def batch(self, sentences: int, seconds: float) -> None:
        """A batch was read."""
        self._read.inc(sentences)
        self._batches.observe(sentences)
        self._busy.inc(seconds)

    def text(self, documents: int, characters: int) -> bytes:
        """All of it in Prometheus' text format, with the queue as it stands now."""
        self._documents.set(documents)
        self._characters.set(characters)
        return generate_latest(self._registry)
