"""What the coach needs from outside: a store, a clock, and who people and channels are."""
