"""Days as an operator types them at a command."""

from datetime import date

from thai.dates import BIRTH, NEAR, parse_date


def typed_date(text: str, today: date, *, birth: bool = False) -> date:
    """ "2019-04-24", "24/4/2562", "24 เม.ย. 62". Raises ValueError that shows how to write a day."""
    told = parse_date(text, today, window=BIRTH if birth else NEAR, lean="past")
    if told.day is None:
        raise ValueError(f"{text!r} is no day that can be read; write 2019-04-24, 24/4/2562 or 24 เม.ย. 2562")
    return told.day
