"""Samples of the plan."""

SAMPLES: list[tuple[str, object]] = []
