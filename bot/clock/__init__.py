"""The system clock, and the calendars of time zones, holidays and recurring days."""
