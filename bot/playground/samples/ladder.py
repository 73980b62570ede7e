"""Samples of what happens when they do not answer."""

SAMPLES: list[tuple[str, object]] = []
