"""One JSON line per thing that happened, without secrets and without what a deal is about."""
