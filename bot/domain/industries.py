"""The lines of business that there are libraries for. What one can ask for depends on them: a machine
has spare parts, a truck has a return load."""

from enum import StrEnum


class Industry(StrEnum):
    """What a deal is about, roughly; people call it its trade."""

    SOFTWARE = "software"
    MACHINERY = "machinery"
    PACKAGING = "packaging"
    FREIGHT = "freight"
    CONSTRUCTION = "construction"
    AGENCY = "agency"
    RETAIL = "retail"
    STAFFING = "staffing"
    INSURANCE = "insurance"
