"""Orders to the coach."""
