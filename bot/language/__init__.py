"""Typed English and German read into values: lines after a command, amounts, days, sentences. Pure; no clock."""
