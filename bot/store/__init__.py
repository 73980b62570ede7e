"""Where deals are kept: one repository per concept over SQL tables, in one transaction each
time."""
