"""Typed English read into requests: command lines, sentences, amounts and days."""
