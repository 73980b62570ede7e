"""Typed English and German read into values: the lines people type after a command, amounts, days. Pure; knows no clock."""
