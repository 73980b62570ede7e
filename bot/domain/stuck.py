"""Stuck: what is happening and what matters now, the two questions from which cards are chosen."""

from enum import StrEnum


class Happening(StrEnum):
    """What is going on at the table."""

    NO_ANSWER = "no_answer"
    REFUSAL = "refusal"
    DEADLINE = "deadline"
    MANY_ASKS = "many_asks"
    ONLY_PRICE = "only_price"
    GAVE_MUCH = "gave_much"
    INTERNAL_NO = "internal_no"
    TRUST = "trust"


class Matter(StrEnum):
    """What matters most to us now."""

    RELATIONSHIP = "relationship"
    MOVEMENT = "movement"
    PRICE = "price"
    SPEED = "speed"
    TIME = "time"
