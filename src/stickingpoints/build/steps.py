"""What a long command says while it works: which part it has begun."""

from collections.abc import Callable

Step = Callable[[str], None]
"""Takes the name of the part that begins, as "the open data"."""


def silent(_: str) -> None:
    """Say nothing."""
