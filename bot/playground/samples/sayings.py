"""Samples of sentences read and put better."""

SAMPLES: list[tuple[str, object]] = []
