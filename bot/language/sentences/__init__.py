"""Draft sentences read: does one give, ask, tie the two together, or agree?"""
