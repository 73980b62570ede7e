"""Samples of offers."""

SAMPLES: list[tuple[str, object]] = []
