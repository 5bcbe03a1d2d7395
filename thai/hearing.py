"""Hearing danger with two ears: the words of danger (thai/danger.py), and the model that reads stories (thai/report_signs.py).

The words hear what is called by its name; the model hears "ยายนอนนิ่ง ตัวเย็น", where no word of danger is said. The more careful of
the two wins: what either hears is asked about. Let go is what the words find denied, over or only thought of, and what they are
not sure of where the model finds all plainly calm.
"""

from thai.danger import KINDS, Danger, listen
from thai.numerals import arabic
from thai.report_model import letters_of, scores
from thai.report_people import find_people
from thai.report_signs import features, spoken
from thai.text import normalise

# Points of "urgency:emergency", which begins at 0. Chosen by cross-validation on the seen and own parts of the messages, so that
# routine messages are heard no oftener than by the words alone; CALM put lower since, for what it would let go in our own tests.
LOUD = -1.0     # above it the model hears danger by itself
CALM = -2.7     # below it words that are not sure count for nothing
SHORTEST = 20   # letters: what is shorter ("ตาย", "ไม่มี") is judged by the words alone (our own default)


def heard_emergency(text: str) -> Danger | None:
    """The danger that somebody tells of as present, or None. Never raises; any text, about 8 ms for a message.

    A danger that only the model hears is never sure: it is asked about."""
    heard = listen(text)
    denied = not heard.danger and any(mark.endswith("taken back") for mark in heard.marks)
    if denied or len(normalise(text)) < SHORTEST or (heard.danger and heard.danger.sure):
        return heard.danger
    told = arabic(normalise(text))
    pieces = features(told, find_people(told), heard)
    said = scores(pieces)
    if heard.danger and said["urgency:emergency"] >= CALM:
        return heard.danger
    if said["urgency:emergency"] <= LOUD:
        return None
    start, end = spoken("urgency:emergency", letters_of(pieces), told)
    return Danger(_kind(said), normalise(text)[start:end].strip(), sure=False)


def _kind(said: dict[str, float]) -> str:
    best = max(KINDS[:-1], key=lambda kind: said[f"dangers:{kind}"])
    return best if said[f"dangers:{best}"] > 0 else "other"
