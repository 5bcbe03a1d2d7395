"""What colleagues call each other: the name that an operator set, or a volunteer's own."""

from models import people

NAMELESS = "เจ้าหน้าที่ท่านอื่น"  # until `flask people name` tells who it is


def called(tx, line_user_id: str) -> str:
    """"" for nobody."""
    if not line_user_id:
        return ""
    volunteer = people.volunteer_of(tx, line_user_id)
    return people.friend_name(tx, line_user_id) or (people.full_name(volunteer) if volunteer else "") or NAMELESS
