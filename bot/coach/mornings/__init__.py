"""The one message of a morning: what falls due for one person, over all their deals and all kinds of things.

`providers` finds the lines, one function for each kind; `desk` loads what they need; `job` builds the message once a
working day; `reload` shows it again when one of its buttons is pressed.
"""
