"""Sayings and questions as LINE messages. Everything can be read and answered without quick replies and rich menus:
LINE for PC shows neither, so options are buttons in the message and numbers that can be typed."""

from functools import singledispatch

from bot import cards, flex, gallery, heard, words
from bot.screens import SAME, SKIP, Asked, Drafts
from flows.questions.choosing import NEXT
from flows.steps import Say
from thai.text import clip

MOST_MESSAGES = 5  # in one call (LINE reference: send reply message)
MOST_QUICK = 13  # quick replies (LINE reference: items object)
QUICK_LABEL = 20  # graphemes of a quick reply's label (LINE reference: action object label spec)
MOST_DRAFTS = 20        # shown at once; more than a phone can scroll with patience
HOTLINE = "1300"
OPEN_TO_READ = "เปิดแชทเพื่ออ่านค่ะ"


def draw(sayings: list, desk) -> list[dict]:
    """LINE message objects for one call: at most 5, the last of them the open question with its quick replies."""
    messages = [message for saying in sayings for message in drawn(saying, desk)]
    if len(messages) > MOST_MESSAGES:
        messages = [*messages[: MOST_MESSAGES - 1], messages[-1]]
    last = sayings[-1] if sayings else None
    quick = quick_replies(last) if isinstance(last, Asked) else []
    if messages and quick:
        messages[-1] = {**messages[-1], "quickReply": {"items": quick[:MOST_QUICK]}}
    return messages


@singledispatch
def drawn(saying, desk) -> list[dict]:
    raise TypeError(f"nobody knows how to draw a {type(saying).__name__}")


@drawn.register
def _(say: Say, desk) -> list[dict]:
    if say.card:
        return [cards.volunteer_card(say.card, desk)]
    if say.gallery:
        return [gallery.gallery(say, desk)]
    if not (say.title or say.lines or say.buttons or say.call):
        return [flex.words(say.words)] if say.words else []
    body = [
        flex.text(say.title, "lg", flex.RED if say.alarm else flex.GREEN, "bold") if say.title else None,
        flex.text(say.words) if say.words else None,
        flex.table(say.lines) if say.lines else None,
        flex.space() if say.buttons else None,
        *(
            flex.choice(one.label, flex.says(one.label, one.value), number=place if say.numbered else None,
                        strong=say.alarm and place == 1)
            for place, one in enumerate(say.buttons, 1)
        ),
        flex.call_button(HOTLINE) if say.call else None,
    ]
    return [flex.bubble([part for part in body if part], alt=alt_of(say))]


def alt_of(say: Say) -> str:
    """Buttons stand there with numbers only where a typed number chooses one; what is private stands there not at all."""
    if say.private:
        return f"{say.title}\n{OPEN_TO_READ}"
    return alt(say.title, say.words, say.lines, say.buttons if say.numbered else ())


@drawn.register
def _(drafts: Drafts, desk) -> list[dict]:
    rows = [
        flex.choice(title, flex.answers(title, heard.resume_button(talk_id)), number=place)
        for place, (talk_id, title) in enumerate(drafts.drafts[:MOST_DRAFTS], 1)
    ]
    hint = flex.text("แตะเลือก หรือพิมพ์ เช่น ทำต่อ 2", "sm", flex.GREY)
    return [flex.bubble([flex.text(words.WHICH_TO_RESUME, weight="bold"), *rows, hint], alt=words.WHICH_TO_RESUME)]


@drawn.register
def _(asked: Asked, desk) -> list[dict]:
    if not (asked.calls or asked.options or asked.lines or asked.none_label or asked.same_label or asked.stuck):
        told = [asked.lead, asked.where and f"〔{asked.where}〕", asked.words, asked.hint]
        return [flex.words("\n".join(part for part in told if part))]
    return [
        flex.bubble(
            question(asked),
            where=asked.where,
            alt=alt(asked.lead, asked.words, asked.lines, asked.options if asked.numbered else (), hint=asked.hint),
        )
    ]


def question(asked: Asked) -> list[dict]:
    """The body of a question's bubble, from top to bottom."""
    parts = [
        flex.text(asked.lead, "sm", flex.GREY) if asked.lead else None,
        flex.text(asked.words, "lg", weight="bold"),
        flex.text(asked.hint, "sm", flex.GREY) if asked.hint else None,
        flex.table(asked.lines) if asked.lines else None,
        flex.space() if asked.options or asked.none_label else None,
        *flex.in_columns([(option.label, option_button(asked, place, option)) for place, option in enumerate(asked.options, 1)]),
        *(
            ending(asked, label, value)
            for label, value in ((asked.none_label, ""), (asked.same_label, SAME), (asked.next_label, NEXT))
            if label
        ),
        flex.text(typed_hint(asked), "sm", flex.GREY, margin="md") if typed_hint(asked) else None,
        *(ways_out(asked) if asked.stuck else ()),
        flex.row(*map(flex.call_button, asked.calls)) if asked.calls else None,
    ]
    return [part for part in parts if part]


def ways_out(asked: Asked) -> list[dict]:
    """For somebody who is stuck: pass over, go back, or call a person."""
    skip = flex.answers(asked.skip_label, heard.button(asked.talk_id, asked.key, SKIP)) if asked.skip_label else None
    return [
        *([flex.choice(asked.skip_label, skip)] if skip else []),
        flex.choice(words.BACK, flex.says(words.BACK, words.BACK)),
        flex.call_button(HOTLINE),
    ]


def option_button(asked: Asked, place: int, option) -> dict:
    ticked = option.value in asked.ticks if asked.ticks is not None else None
    strong = asked.ticks is None and bool(asked.lines) and place == 1  # the one to tap under a summary
    return flex.choice(
        option.label,
        flex.answers(option.label, heard.button(asked.talk_id, asked.key, option.value)),
        number=place if asked.numbered else None,
        note=option.note,
        ticked=ticked,
        strong=strong,
    )


def ending(asked: Asked, label: str, value: str) -> dict:
    return flex.choice(label, flex.answers(label, heard.button(asked.talk_id, asked.key, value)), strong=value == NEXT)


def typed_hint(asked: Asked) -> str:
    """How to answer without tapping."""
    if not asked.numbered or not asked.options:
        return ""
    return "พิมพ์เลขก็ได้ หลายข้อเว้นวรรค เช่น 1 3" if asked.ticks is not None else "พิมพ์เลขข้อก็ได้ค่ะ"


def alt(*parts, hint: str = "") -> str:
    """What a lock screen, a screen reader and an old phone get: the words, the lines, the numbered options."""
    told = []
    for part in parts:
        if isinstance(part, str):
            told += [part] if part else []
        elif part and isinstance(part[0], tuple):
            told += [f"{label}: {text}" for label, text in part]
        elif part:
            told.append("  ".join(f"{place}) {option.label}" for place, option in enumerate(part, 1)))
    return "\n".join([*told, hint] if hint else told) or "ถึงบ้าน"


def quick_replies(asked: Asked) -> list[dict]:
    """The phone's own pickers, passing over, and the way back and out."""
    items = []
    if asked.wants == "date":
        items.append(picker(asked))
    items += [{**flex.says(told, told), "label": clip(told, QUICK_LABEL, "graphemes")} for told in asked.quick]
    if asked.wants == "photo":
        items += [{"type": "camera", "label": "ถ่ายรูป"}, {"type": "cameraRoll", "label": "เลือกรูป"}]
    if asked.wants == "pin":
        items.append({"type": "location", "label": "ส่งตำแหน่งที่อยู่"})
    if asked.skip_label:
        items.append(
            {
                **flex.answers(asked.skip_label, heard.button(asked.talk_id, asked.key, SKIP)),
                "label": clip(asked.skip_label, QUICK_LABEL, "graphemes"),
            }
        )
    items += [flex.says(name, name) for name in (words.BACK, words.PAUSE, words.CANCEL, "ช่วยเหลือ")]
    return [{"type": "action", "action": action} for action in items]


def picker(asked: Asked) -> dict:
    return {
        "type": "datetimepicker",
        "label": "เลือกจากปฏิทิน",
        "mode": "date",
        "min": max(asked.first, "1900-01-01"),
        "max": min(asked.last, "2100-12-31"),
        "data": heard.button(asked.talk_id, asked.key, "date"),
    }
