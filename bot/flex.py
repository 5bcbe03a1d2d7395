"""The few shapes that our screens are made of, as LINE's Flex components. Sizes and colours stand here and nowhere else.

Every text scales with the letter size that the person has set in LINE (`scaling`), for eyes of 68.
"""

import re

from thai.text import clip, graphemes

GREEN, INK, GREY, PALE, LINE_GREY, RED, WHITE = "#1B6E4B", "#1F2933", "#5F6B76", "#EEF5F1", "#D9E2DD", "#B3261E", "#FFFFFF"
LABEL = 40  # graphemes of a button's label in Flex (LINE reference: action object label spec)
DISPLAY = 300  # graphemes of displayText (LINE reference: postback action)
DATE = re.compile(r"\d{1,2} \S{1,2}\.\S{1,2}\. \d{2,4}")
ALT = 1500  # UTF-16 units of altText (LINE reference: Flex message)
TEXT = 5000  # UTF-16 units of a text message (LINE reference: text message)
SHORT, MIDDLE = 5, 12  # graphemes of a label that fits a third or half of a phone's width beside its number


def text(words: str, size="md", color=INK, weight="regular", **more) -> dict:
    return {
        "type": "text",
        "text": unbroken(words),
        "size": size,
        "color": color,
        "weight": weight,
        "wrap": True,
        "scaling": True,
        **more,
    }


def column(*contents, spacing="sm", **more) -> dict:
    return {"type": "box", "layout": "vertical", "spacing": spacing, "contents": [one for one in contents if one], **more}


def row(*contents, spacing="sm", **more) -> dict:
    return {"type": "box", "layout": "horizontal", "spacing": spacing, "contents": list(contents), **more}


def unbroken(told: str) -> str:
    """Keeps a date on one line: "22 ธ.ค. 69"."""
    return DATE.sub(lambda day: day.group().replace(" ", "\u00a0"), told)


def separator() -> dict:
    return {"type": "separator", "color": LINE_GREY, "margin": "md"}


def table(lines) -> dict:
    """(label, text) pairs, one under another."""
    return column(
        *(row(text(label, "sm", GREY, flex=3), text(told or "–", "md", flex=6), spacing="md") for label, told in lines),
        spacing="md",
        margin="md",
    )


def choice(
    label: str, action: dict, *, number: int | None = None, note: str = "", ticked: bool | None = None, strong=False
) -> dict:
    """One big button: its number, its label, a small note, and a tick where several may be chosen."""
    ink, ground = (WHITE, GREEN) if strong or ticked else (INK, PALE)
    told = text(label, "md", ink, "bold" if strong or ticked else "regular", flex=1, gravity="center")
    body = column(told, text(note, "xs", WHITE if ticked else GREY), spacing="none", flex=1) if note else told
    mark = [text("✓" if ticked else str(number), "sm", ink, "bold", flex=0, gravity="center")] if ticked or number else []
    return row(
        *mark,
        body,
        spacing="md",
        paddingAll="12px",
        cornerRadius="10px",
        backgroundColor=ground,
        action=action,
        alignItems="center",
    )


def in_columns(choices: list[tuple[str, dict]]) -> list[dict]:
    """Buttons laid out by their labels' length: three, two or one beside each other. `choices`: (label, component)."""
    longest = max((graphemes(label) for label, _ in choices), default=0)
    wide = 1 if len(choices) < 3 or longest > MIDDLE else 3 if longest <= SHORT else 2
    parts = [component for _, component in choices]
    if wide == 1:
        return parts
    rows = [parts[at : at + wide] for at in range(0, len(parts), wide)]
    return [row(*({**one, "flex": 1} for one in some), *([gap()] * (wide - len(some)))) for some in rows]


def space() -> dict:
    """Between the words and the first button."""
    return {"type": "box", "layout": "vertical", "contents": [], "height": "4px"}


def gap() -> dict:
    """The empty place beside the last of an odd number of buttons."""
    return {"type": "box", "layout": "vertical", "contents": [], "flex": 1}


def bubble(body: list, *, where: str = "", alt: str, size="mega") -> dict:
    """A Flex message of one bubble. `where` is the small line on top that says where one is."""
    header = (
        {"header": column(text(where, "sm", WHITE, "bold"), paddingAll="10px", paddingStart="16px", backgroundColor=GREEN)}
        if where
        else {}
    )
    return {
        "type": "flex",
        "altText": clip(alt, ALT, "utf16"),
        "contents": {"type": "bubble", "size": size, **header, "body": column(*body, spacing="sm", paddingAll="16px")},
    }


def words(told: str) -> dict:
    return {"type": "text", "text": clip(told, TEXT, "utf16")}


def says(label: str, said: str) -> dict:
    """A button that types these words for the person."""
    return {"type": "message", "label": clip(label, LABEL, "graphemes"), "text": said}


def answers(label: str, data: str) -> dict:
    """A button that answers a question and shows in the chat what was answered."""
    return {
        "type": "postback",
        "label": clip(label, LABEL, "graphemes"),
        "data": data,
        "displayText": clip(label, DISPLAY, "graphemes"),
        "inputOption": "closeRichMenu",
    }  # or it covers the next question


def calls(number: str) -> dict:
    return {"type": "uri", "label": f"โทร {number}", "uri": f"tel:{number}"}


def call_button(number: str) -> dict:
    return row(
        text(f"โทร {number}", "md", WHITE, "bold", align="center"),
        paddingAll="12px",
        paddingStart="4px",  # three beside each other stay on one line
        paddingEnd="4px",
        cornerRadius="10px",
        backgroundColor=RED,
        action=calls(number),
    )
