"""Samples of briefs, recaps and signals."""

SAMPLES: list[tuple[str, object]] = []
