"""Spreadsheets, pages and calendar files made from answers."""
