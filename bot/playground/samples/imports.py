"""Samples of imports."""

SAMPLES: list[tuple[str, object]] = []
