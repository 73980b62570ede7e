"""The system clock and the heartbeat that asks what is due."""
