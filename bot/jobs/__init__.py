"""What runs without anybody asking: the heartbeat, and the jobs that are due when it beats."""
