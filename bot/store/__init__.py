"""Where deals are kept: SQL tables, the outbox, and an in-memory twin under the same contract."""
