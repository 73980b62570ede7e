"""Measurements of the whole program, side by side with a bare one: `make bench`."""
