"""The pure ledger of gives and gets: values in, values out; no clock, no random numbers, no input or output."""
