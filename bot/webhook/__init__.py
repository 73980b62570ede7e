"""One signed webhook out: the ledger's entries, handed to an address that the operator sets."""
