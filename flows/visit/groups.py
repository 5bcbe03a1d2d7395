"""The target groups that follow from somebody's age, and which of those told of a house each in it belongs to."""

ELDERLY_FROM = 60  # years (Act on Older Persons 2546, section 3)
CHILD_UNTIL = 18  # years (Child Protection Act 2546, section 4)


def age_groups(years: int) -> tuple:
    """The groups that an age speaks for; the rest only the volunteer can see."""
    if years >= ELDERLY_FROM:
        return ("elderly",)
    return ("children",) if years < CHILD_UNTIL else ()


def of_house(group: str, person: dict) -> bool:
    """Is a group that was told of the whole house one of this person's? Poor are all of it, women those between young and old."""
    if group == "women":
        return person["sex"] == "f" and CHILD_UNTIL <= person["years"] < ELDERLY_FROM
    return group == "poor"
