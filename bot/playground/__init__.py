"""The real bot against a local Slack workspace in the browser."""
