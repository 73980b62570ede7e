"""What people may ask of the coach: use cases, and the ports they need."""
