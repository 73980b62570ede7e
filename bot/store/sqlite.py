"""The SQLite in use: one with the fix for resetting the write-ahead log where a wheel brings it,
else Python's own."""

try:
    import pysqlite3 as sqlite3  # type: ignore[import-untyped] # only where there is a wheel of it
except ImportError:
    import sqlite3

__all__ = ["sqlite3"]
