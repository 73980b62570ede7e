"""What stands in the way of serving, and what to do about it."""
