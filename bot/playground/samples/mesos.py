"""Samples of equal offers."""

SAMPLES: list[tuple[str, object]] = []
