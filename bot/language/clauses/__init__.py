"""The clauses of a line: which words open one, how far it reaches, and what it fills. One file per kind."""
