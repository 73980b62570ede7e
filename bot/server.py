"""The bot over HTTP: Slack's requests, health and metrics."""
