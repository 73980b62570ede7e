"""Samples of cards and playbooks."""

SAMPLES: list[tuple[str, object]] = []
