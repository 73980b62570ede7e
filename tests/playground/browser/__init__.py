"""The playground in a real browser. A package, so that its browser is gone before other folders' tests begin."""
