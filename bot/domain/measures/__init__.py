"""Measures of a ledger, two-sided. Where a needed number is unknown a measure is None: not enough
is known, never 0."""
