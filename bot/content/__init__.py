"""Content that people read but nobody typed: tactic cards, playbooks, objections, tradeables, evidence."""
