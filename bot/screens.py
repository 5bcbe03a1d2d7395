"""What stands on the person's screen, before it is drawn: a question with its options, or a choice among drafts."""

from dataclasses import dataclass

from bot import words
from flows import menu
from flows.questions import Age, Choices, Confirm, Money, Number
from flows.questions.showing import counted
from flows.questions.telling import called
from flows.replay import Place
from flows.steps import Option, Words, picked_option
from flows.urgent import CALLS
from flows.visit.told import told
from models.conversation import Talk
from thai.text import clip, plain

MANY_MISSES = 3  # after so many replies that were not understood a person is offered (the issue of a dead end)
LONGEST_TITLE = 60
LONGEST_LABEL = 40  # graphemes of a button (LINE reference: action object label spec)
MANY_ANSWERS = 10  # more answers than this are offered by sections first: a list that long tires thumbs and eyes
SECTION = "?"  # begins the value of a section among the answers to change
SAME = "__same"  # the value of the button that leaves a reopened answer as it was
SKIP = "__skip"  # the value of the button that passes a question over


@dataclass(frozen=True)
class Asked:
    """A question as it is shown. `ticks` are the values ticked in one that takes several, None for the others."""

    talk_id: int
    key: str
    words: str
    where: str = ""  # "เยี่ยมบ้าน · 2/5 คนในบ้าน"
    lead: str = ""  # what was understood and what is wanted
    hint: str = ""
    lines: tuple = ()
    options: tuple = ()
    numbered: bool = True
    ticks: tuple | None = None
    next_label: str = ""  # ends a question that takes several
    none_label: str = ""  # "none of them"
    skip_label: str = ""
    same_label: str = ""  # leaves a reopened answer as it was
    wants: str = ""
    first: str = ""  # the date picker's ends
    last: str = ""
    stuck: bool = False  # offer a person to call
    quick: tuple = ()  # words that a quick reply says
    calls: tuple = ()  # numbers to ring


@dataclass(frozen=True)
class Drafts:
    """Several drafts to choose from: ((talk id, title), …)."""

    drafts: tuple


def ask(talk: Talk, question, lead: str = "", instead: tuple = ()) -> Asked:
    """`instead`: near answers that stand in for the question's own options."""
    several = isinstance(question, Choices)
    stuck = talk.misses >= MANY_MISSES
    return Asked(
        talk_id=talk.id,
        key=question.key,
        words=question.words,
        where=where(talk, question),
        hint=hint(talk, question),
        lead="\n".join(part for part in (lead, words.THIRD_MISS if stuck else "") if part),
        lines=getattr(question, "lines", ()),
        options=tuple(instead or question.options()),
        numbered=question.numbered or bool(instead and not question_takes_numbers(question)),
        ticks=tuple(talk.picked) if several and not instead else None,
        next_label="ต่อไป" if several and talk.picked else "",
        none_label=question.none if several and not talk.picked else "",
        skip_label=question.optional,
        same_label=words.SAME if question.key in talk.was else "",
        wants=question.wants,
        first=getattr(question, "first", ""),
        last=getattr(question, "last", ""),
        stuck=stuck,
        calls=question.calls,
    )


def brief(talk: Talk, question, told: str) -> Asked:
    """What is told while a question is open, and how to go on; few short options stand below it as quick replies."""
    labels = [option.label for option in question.options()] if question.wants == "photo" else []
    asked = question.words.splitlines()[-1]
    return Asked(
        talk.id, question.key, f"{told}\n{words.STILL_ASKED.format(asked=asked)}", skip_label=question.optional,
        wants=question.wants, first=getattr(question, "first", ""), last=getattr(question, "last", ""), quick=tuple(labels))


def hint(talk: Talk, question) -> str:
    """An example, or what the answer was before."""
    if question.key in talk.was:
        return words.NOW_IT_IS.format(shown=shown(question, talk.was[question.key]))
    return question.hint


def question_takes_numbers(question) -> bool:
    """Where a typed number is an answer itself, near answers are not numbered."""
    return isinstance(question, (Age, Money, Number))


def where(talk: Talk, question) -> str:
    """Where one is in the flow."""
    flow = menu.flow_named(talk.flow)
    if question.part not in flow.parts or len(flow.parts) < 2:
        return flow.title
    return f"{flow.title} · {flow.parts.index(question.part) + 1}/{len(flow.parts)} {question.part}"


def is_raised(talk: Talk) -> bool:
    """Is it about an alarm that is open already?"""
    return talk.flow == "urgent" and any(key.startswith("kind:") for key in talk.done)


def really_cancel(talk: Talk) -> str:
    if is_raised(talk):
        return words.STOP_ANSWERING
    if talk.facts.get("correction"):
        return words.NOT_CORRECTED
    lost = words.ALL_LOST if talk.facts.get("media") else words.ANSWERS_LOST
    return words.REALLY_CANCEL.format(title=title_of(talk), lost=lost)


def ask_among(talk: Talk, lead: str = "") -> Asked:
    """ "Which answer?" or "really stop?": what talk.shown holds."""
    flow = menu.flow_named(talk.flow)
    asked = words.WHICH_TO_EDIT if talk.asking == "?edit" else really_cancel(talk)
    return Asked(
        talk_id=talk.id,
        key=talk.asking,
        words=asked,
        where=flow.title,
        lead=lead,
        options=tuple(Option(value, label) for value, label in talk.shown),
        calls=CALLS if talk.flow == "urgent" else (),
    )


def chosen(talk: Talk, said) -> str | None:
    """The value of what was chosen among talk.shown."""
    values = [value for value, _ in talk.shown]
    if isinstance(said, Words):
        value = picked_option(said.text, tuple(map(tuple, talk.shown)), numbered=True) or labelled(talk, said.text)
    else:
        value = getattr(said, "value", None)
    return value if value in values else None


def labelled(talk: Talk, text: str) -> str | None:
    """ "เบอร์โทร" for "เบอร์โทร: 081-234-5678", if only one is called so."""
    near = [value for value, label in talk.shown if plain(label).startswith(plain(text))]
    return near[0] if len(near) == 1 else None


def editable(place: Place, section: str = "") -> tuple:
    """The answers that can be changed, each with what it is now; when there are many, first the sections they are in.

    A section is a part of the flow, or the person that several questions are about; its value begins with SECTION."""
    answers = [(question, kept) for question, kept in place.asked if question.label and not isinstance(question, Confirm)]
    sections = list(dict.fromkeys(section_of(question) for question, _ in answers))
    if not section and len(answers) > MANY_ANSWERS and len(sections) > 1:
        first = {section_of(question): shown(question, kept) for question, kept in reversed(answers)}
        return tuple(Option(SECTION + one, one, flex_label(first[one])) for one in sections)
    return tuple(
        Option(question.key, flex_label(f"{question.label}: {shown(question, kept)}"))
        for question, kept in answers
        if not section or section_of(question) == section
    )


def section_of(question) -> str:
    return question.about or question.part


def flex_label(text: str) -> str:
    """What fits a button: the answer itself is asked again in full."""
    return clip(text, LONGEST_LABEL, "graphemes")


def shown(question, kept) -> str:
    if isinstance(kept, dict) and kept.get("skipped"):
        return "–"
    return " ".join(question.show(kept).split())


def title_of(talk: Talk) -> str:
    """ "เยี่ยมบ้าน ยายคำ ใจดี" once it is known whom the talk is about."""
    if is_raised(talk):
        return words.RAISED
    flow, head = menu.flow_named(talk.flow), talk.answers.get("head") or told(talk.facts).head
    known = next((held["found"]["label"] for key, held in talk.looked.items() if key.startswith("known.") and held["found"]), "")
    searched = next(
        (
            kept["words"]
            for key, kept in talk.answers.items()
            if key.startswith("house") and isinstance(kept, dict) and "words" in kept
        ),
        "",
    )
    whom = called(head) if isinstance(head, dict) and head.get("given") else known or searched
    return f"{flow.title if flow else ''} {whom or counted(talk.facts.get('media') or {})}".strip()[:LONGEST_TITLE]
