"""Samples of several deals in a channel."""

SAMPLES: list[tuple[str, object]] = []
