"""A visit that is told: free words, in one message or several, become answers of the visit, in any state of the talk.

Each message is kept with what was read in it (`facts["story"]`); flows/visit/told.py puts them together. Here it is settled
whether words are such a story or the answer to the question that is open, and no word is lost either way.
"""

import re
from datetime import date

from bot import facts as knowledge
from bot import words
from flows import menu
from flows.menu import VOLUNTEER
from flows.questions import Confirm, Text
from flows.questions.placing import CLEARLY, MOST, is_sure
from flows.steps import Words
from flows.visit.told import kinds, own_kinds, read_back, told
from models import conversation
from thai.numerals import arabic
from thai.place_words import read_place_words
from thai.report import read_report
from thai.report_deeds import find_deeds
from thai.report_house import read_house
from thai.report_next import find_next
from thai.report_people import find_people
from thai.report_well import is_well, is_without_income, is_worded
from thai.text import normalise, plain
from thai.titles import SEX_OF

SHORTEST = 6  # letters: less tells nothing beside an answer (our own default)
LONG = 25  # letters from which what the model alone read is believed beside the answer that was asked for (our own default)
MANY = 3  # kinds of facts by which a story is known where something else is asked (our own default)
PLAIN = {"incomes", "day", "house", "deeds", "next", "place"}  # read by rules, so that even few words of them are believed
LIKE = 73  # of 100: what is like no name better than this is no place (วิเชียรนคร is like วิเชตนคร by 74; our own default)
MARKS = {"subdistrict": "ต.", "district": "อ.", "province": "จ."}
# "ไม่ใช่ 79 อายุ 87": what it is not.
NOT_THIS = re.compile(r"(?:ไม่ใช่|มิใช่|ไม่ไช่|บ่แม่น)\s*(?:อายุ\s*)?[\d,/]+\s*(?:ปี|บาท)?")


def begins(turn, talk, text: str, least: int = 2) -> list | None:
    """A visit, from the words that tell of one; None where they do not, or from whoever makes no visits."""
    started = opened(turn, text, turn.message_id, talk, least)
    if started is None:
        return None
    kept, new = started
    place = turn.settle(new)
    return [*kept, *turn.arrive(new, place, lead=lead(turn, new, place, words.STORY_BEGINS))]


def opened(turn, text: str, message_id: str, talk=None, least: int = 2):
    """(the words that what was open is kept, the new talk), or None."""
    if VOLUNTEER not in turn.who.roles or len(text) < SHORTEST:
        return None
    found = read(turn, text)
    if not (told({"story": [{"read": found, "text": ""}]}).head and len(kinds(found)) >= least):
        return None
    kept = turn.put_aside(talk) if talk else []
    facts = {
        **knowledge.gather(turn.tx, turn.desk, turn.who, "visit"), "began_ms": turn.at_ms,
        "story": [{"id": message_id, "text": text, "read": found}]}
    return kept, conversation.begin(turn.tx, turn.who.line_user_id, "visit", facts)


def joins(turn, talk, question, said, unclear=False) -> list | None:
    """Takes the words into the story of the visit that is open; None where they are the answer, or no story.

    `unclear`: the question could make nothing of them."""
    if not isinstance(said, Words) or isinstance(question, Text) or len(said.text) < SHORTEST:
        return None
    if talk.flow != "visit":
        return begins(turn, talk, said.text, MANY) if unclear and not menu.flow_named(talk.flow).reports else None
    if plain(said.text) in [plain(label) for option in question.options() for label in (option.label, *option.also)]:
        return None
    found = read(turn, said.text)
    beside = kinds(found) - own_kinds(question.key)
    understood = beside if unclear else beside & PLAIN or (beside and len(said.text) >= LONG)
    return add(turn, talk, said.text, found) if understood else None


def came_late(turn, talk, said: Words) -> list | None:
    """Words that were sent before the question was on the screen: they answer nothing, but may go on with a story."""
    if talk.flow != "visit" or len(said.text) < SHORTEST:
        return None
    found = read(turn, said.text)
    return add(turn, talk, said.text, found) if kinds(found) else None


def add(turn, talk, text: str, found: dict) -> list:
    before = {question.key: question.assume for question, _ in turn.stand(talk).asked}
    talk.facts["story"] = [*talk.facts.get("story", ()), {"id": turn.message_id, "text": text, "read": found}]
    for question, _ in turn.settle(talk).asked:
        if corrected(question, before):
            talk.answers.pop(question.key, None)
    talk.editing, talk.misses, talk.was = "", 0, {}
    place = turn.settle(talk)
    return turn.arrive(talk, place, lead=lead(turn, talk, place, words.STORY_GOES_ON))


def corrected(question, before: dict) -> bool:
    """Was an answer told otherwise now? What somebody is called, and which house it is, are never changed by a story."""
    free = question.key.partition(".")[0] in ("head", "house", "same", "same_house") or question.key.endswith(".name")
    changed = question.assume is not None and question.assume != before.get(question.key, question.assume)
    return changed and not free and not isinstance(question, Text)


def lead(turn, talk, place, said: str) -> str:
    """What was read, above the question that is still open; the summary shows all of it by itself."""
    if place.question is None or isinstance(place.question, Confirm):
        return ""
    shown = read_back(turn.desk.facts(talk.facts), told({"story": talk.facts["story"][-1:]}))
    return said.format(read=shown) if shown else words.STORY_KEPT


def read(turn, text: str) -> dict:
    return read_story(text, date.fromisoformat(turn.who.today), turn.desk.places, turn.who.volunteer.area_code)


def read_story(text: str, said_on: date, places, mine: str) -> dict:
    """What one message tells, in the shape that flows/visit/told.py puts together. `mine`: where the volunteer lives."""
    text = NOT_THIS.sub(" ", arabic(normalise(text)))
    report, house = read_report(text, said_on, places), read_house(text)
    next_on = find_next(text, said_on)
    return {
        "people": [person(one) for one in find_people(text)],
        "residents": house.residents,
        "number": house.number,
        "place": place_of(text, report["place"], places, mine[:6]),
        "visited_on": report["visited_on"],
        "next_visit_on": next_on.isoformat() if next_on else None,
        "groups": report["groups"],
        "problems": [one for one in report["problems"] if is_worded(one, text)] or ([] if is_well(text) else None),
        "incomes": report["incomes"] or ([] if is_without_income(text) else None),
        "deeds": list(find_deeds(text)) or None,
    }


def warm(places):
    """Reads the lexicons and the model, which the first message would else wait for half a second."""
    read_story("ไปเยี่ยมยายคำ ใจดี 79 ปี ต.วิเชตนคร อยู่คนเดียว เบี้ย 700 ลูกตี นัดเดือนหน้า", date(2026, 11, 24), places, "52060705")


def person(mention) -> dict:
    given, _, family = mention.name.partition(" ")
    kin = mention.kin.strip()
    title = kin if given and kin in SEX_OF else ""
    return {"kin": kin, "title": title, "given": given, "family": family, "sex": mention.sex or "", "years": mention.age}


def place_of(text: str, place: dict, places, mine: str) -> dict:
    """{"code"}, or {"words", "offer"} for a sub-district that may be any of several; with "village_no" where one was told."""
    village = {"village_no": place["village_no"]} if place["village_no"] else {}
    marked = [term for term in read_place_words(text).terms if term.level]
    if "subdistrict" not in [term.level for term in marked]:
        return {"code": place["subdistrict_code"], **village} if place["subdistrict_code"] else village
    typed = " ".join(MARKS[term.level] + term.word for term in marked)
    found = [one for one in places.search(typed, near=mine, limit=MOST) if len(one.code) == 6]
    if not found or found[0].score < LIKE:      # "แจ้ง อบต. แล้ว"
        return village
    best = [one.code for one in found if one.score >= found[0].score - CLEARLY]
    if mine in best or is_sure(found):
        return {"code": mine if mine in best else found[0].code, **village}
    return {"words": typed, "offer": [one.code for one in found], **village}
