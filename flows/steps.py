"""What a flow may yield, and what a person may reply. All of it is plain, frozen and free of effects.

Question   asked until there is an answer                (kinds in flows/questions/)
Say        words on the way to the next question
Look       a reading that only the bot can do; the flow gets what was found
Do         what cannot wait for the end of the flow; done once, by its key
"""

from dataclasses import dataclass

from thai.numerals import arabic
from thai.text import plain

SKIPPED = {"skipped": True}  # the kept value of a question that was passed over; None always means "not answered"


# What a person may reply.


@dataclass(frozen=True)
class Words:
    text: str


@dataclass(frozen=True)
class Tap:
    """A button of the question that was shown; `value` is the value of its option."""

    value: str


@dataclass(frozen=True)
class Day:
    """A day from the date picker, as ISO."""

    iso: str


@dataclass(frozen=True)
class Pin:
    """A shared location, in degrees."""

    latitude: float
    longitude: float
    title: str = ""
    address: str = ""


@dataclass(frozen=True)
class Thing:
    """Anything else that is no answer: "sticker". (Photos and sounds are taken in beside the answers, bot/photos.py.)"""

    kind: str


@dataclass(frozen=True)
class Screen:
    """What the person had before them: today's date (ISO), the options as numbered, and what was ticked so far."""

    today: str
    shown: tuple = ()
    picked: tuple = ()


# What a question may answer instead of a value.


@dataclass(frozen=True)
class Option:
    """One thing to choose. `value` travels in the button, `label` is read (40 graphemes at most, LINE's Flex button)."""

    value: str
    label: str
    note: str = ""
    also: tuple = ()  # other words that people use for it


class Unclear(Exception):
    """Not an answer yet. `words` say what was understood and what is wanted; `options` are near answers to tap."""

    def __init__(self, words: str, options: tuple = ()):
        super().__init__(words)
        self.words, self.options = words, tuple(options)


class Ticked(Exception):
    """One of several was ticked or unticked: stay on this question. `picked` is what is ticked now."""

    def __init__(self, picked):
        super().__init__()
        self.picked = list(picked)


# What a flow may yield.


@dataclass(frozen=True, kw_only=True)
class Question:
    """
    key       a name in the record, never reused for another meaning
    words     what is asked
    label     its short name in summaries; "" keeps it out of the list of what can be changed
    part      where in the flow one is
    about     whom it is about, where a part asks the same of several
    hint      an example
    optional  the label of a button that passes the question over; "" if it must be answered
    assume    a kept value that holds until the person changes it; the question is then not asked
    calls     numbers to ring with one tap, below the question
    nothing   is "ไม่มี" an answer here? Else, where a question may be passed over, it passes over it
    """

    key: str
    words: str
    label: str = ""
    part: str = ""
    about: str = ""
    hint: str = ""
    optional: str = ""
    assume: object = None
    calls: tuple = ()
    nothing: bool = False

    numbered = False  # may an option be chosen by typing its number? Not where numbers are answers themselves
    wants = ""  # "date", "pin" or "photo": the phone's own picker, map or camera is offered beside the question

    def options(self) -> tuple:
        return ()

    def answer(self, reply, screen: Screen):
        """The value to keep, as plain JSON. Raises Unclear or Ticked."""
        if isinstance(reply, Tap):
            return self.tapped(reply.value, screen)
        if isinstance(reply, Words):
            return self.heard(reply.text, screen)
        return self.other(reply, screen)

    def heard(self, text: str, screen: Screen):
        """Words -> value: the number of an option, its label, or what the kind of question reads."""
        chosen = picked_option(text, screen.shown, self.numbered)
        return self.read(text, screen) if chosen is None else self.tapped(chosen, screen)

    def tapped(self, value: str, screen: Screen):
        return self.check_kept(value)

    def read(self, text: str, screen: Screen):
        return self.check_kept(text)

    def other(self, reply, screen: Screen):
        raise Unclear("ข้อนี้ขอเป็นข้อความนะคะ")

    def check(self, kept):
        """A kept value, held against today's rules -> what the flow gets. Raises Unclear."""
        return kept

    def check_kept(self, value):
        self.check(value)
        return value

    def show(self, kept) -> str:
        """A kept value in words, for a summary."""
        return str(kept)


@dataclass(frozen=True)
class Say:
    """Words on the way. `lines` are (label, text) pairs, drawn as a table; `title` heads it."""

    words: str
    title: str = ""
    lines: tuple = ()
    buttons: tuple = ()  # of Option: what one may do next; the value is what the tap says
    numbered: bool = False  # may a button be chosen by its number? Only when nothing else is open
    receipt: bool = False  # tells that something was recorded: it must arrive
    call: bool = False  # a button that rings 1300 stands below
    alarm: bool = False  # in red, its first button strong: it must not look like the menu
    private: bool = False  # a locked screen shows its title only
    card: dict | None = None  # the volunteer's card (bot/cards.py draws it)
    gallery: dict | None = None  # photos of a visit, and the way to all of them (bot/gallery.py draws it)


@dataclass(frozen=True)
class Look:
    key: str
    what: object  # a frozen dataclass of flows/lookups.py


@dataclass(frozen=True)
class Do:
    key: str
    outcome: object  # a frozen dataclass of flows/outcomes.py


def picked_option(text: str, shown: tuple, numbered: bool):
    """The value of the option that was meant by its number or its label; None if none was."""
    said = plain(text)
    if numbered and (number := option_number(said)) is not None:
        if 1 <= number <= len(shown):
            return shown[number - 1][0]
        raise Unclear(f"มีให้เลือก 1–{len(shown)} ค่ะ" if shown else "พิมพ์เป็นคำได้เลยค่ะ")
    exact = [value for value, label in shown if plain(label) == said]
    return exact[0] if exact else None


def option_number(said: str) -> int | None:
    """ "2", "๒", "ข้อ 2", "2." -> 2."""
    said = arabic(said).removeprefix("ข้อ").removeprefix("ที่").strip(" .)")
    return int(said) if said.isdecimal() and len(said) <= 2 else None
