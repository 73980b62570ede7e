"""How long an answer may take: Slack gives the bot three seconds."""

import os

BUDGET = 2.2 if "GIVEGET_TIMING" in os.environ else 20.0
"""Seconds that a request may take whatever is wrong. A busy machine may take longer: the true budget is for
`make test-all`, where nothing else runs."""
