"""What a server lets its clients cost it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one server; sizes in bytes or code points, times in seconds."""

    body_bytes: int = 8 * 2**20
    """Largest body of a request."""
    documents: int = 1024
    """Documents taken and not yet answered, of all requests together."""
    characters: int = 2_000_000
    """Code points of their texts."""
    seconds: float = 60.0
    """From a request's first byte to its answer."""
    connections: int = 256
    """Open connections."""
    batch: int = 64
    """Sentences that are read in one step; more wait less for each other's padding, fewer for each other."""
