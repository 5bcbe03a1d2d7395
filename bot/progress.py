"""How a talk goes on: a reply is filed under the question that was shown, and the flow runs to the next one."""

from dataclasses import dataclass

from bot import corrections, screens, stories, words
from bot.case_steps import keep_words
from bot.person import Person
from bot.referral_lookup import find
from bot.referral_record import carry_out
from flows import menu
from flows.questions import Choices
from flows.replay import Place, described, replay
from flows.steps import SKIPPED, Option, Say, Screen, Tap, Ticked, Unclear, Words
from flows.urgent import Danger
from flows.urgent import kept_too as kept_with_the_case
from models import case, conversation, media
from models.conversation import Talk
from thai.text import plain

MOST_LOOKS = 30  # lookups in one turn; a flow that asks for more goes in a circle
CANCEL, EDIT = "?cancel", "?edit"  # what is on the screen in place of a question


@dataclass
class Progress:
    """One turn's way through one person's talks. Every method that ends in words gives the sayings to send."""

    tx: object
    desk: object
    who: Person
    at_ms: int
    message_id: str = ""        # LINE's, of what was typed or sent; a tap has none
    say_again: Words | None = None      # words that belong to the talk that goes on now
    late: bool = False          # did it happen before something that was taken already?

    # Answering

    def reply(self, talk: Talk, said) -> list:
        if talk.asking in (CANCEL, EDIT):
            return self.choose(talk, said)
        now = self.settle(talk)
        if now.question is None or now.question.key != talk.asking:
            return self.arrive(talk, now, lead=words.ASK_MORE)  # the flow has changed under the talk
        return self.answer(talk, now.question, said)

    def answer(self, talk: Talk, question, said) -> list:
        if skips(question, said):
            return (
                self.file(talk, question.key, SKIPPED)
                if question.optional
                else self.missed(talk, question, Unclear(words.NOT_OPTIONAL))
            )
        if talk.was.get(question.key) is not None and keeps(said):
            return self.file(talk, question.key, talk.was[question.key], talk.said.get(question.key, ""))
        if isinstance(said, Tap) and said.value == "edit":
            return self.offer_edit(talk)
        if told := stories.joins(self, talk, question, said):
            return told
        screen = Screen(self.who.today, tuple(map(tuple, talk.shown)), tuple(talk.picked))
        try:
            kept = question.answer(said, screen)
        except Ticked as ticked:
            talk.picked = ticked.picked
            return self.show(talk)
        except Unclear as unclear:
            if told := stories.joins(self, talk, question, said, unclear=True):
                return told
            kept_with_case = isinstance(said, Words) and talk.flow == "urgent" and keep_words(self, talk.id, said.text)
            return self.missed(talk, question, unclear, lead=kept_with_the_case() if kept_with_case else "")
        told = self.offer_edit(talk) if kept == "edit" else self.file(talk, question.key, kept)
        if isinstance(said, Words) and isinstance(question, Danger):    # more was said than which kind it is
            keep_words(self, talk.id, said.text)
        return told

    def missed(self, talk: Talk, question, unclear: Unclear, lead: str = "") -> list:
        talk.misses += 0 if unclear.options else 1
        told = "\n".join(filter(None, (lead, unclear.words)))
        return self.shown(talk, [screens.ask(talk, question, lead=told, instead=unclear.options)])

    def file(self, talk: Talk, key: str, kept, source: str | None = None) -> list:
        """`source`: the message it was read from, if not the one that was just heard."""
        talk.answers[key], talk.editing, talk.misses, talk.was = kept, "", 0, {}
        talk.said.pop(key, None)
        if source := self.message_id if source is None else source:
            talk.said[key] = source
        return self.go_on(talk)

    def choose(self, talk: Talk, said) -> list:
        """The answer to "which one?" or "really stop?"."""
        chosen = screens.chosen(talk, said)
        if chosen is None:
            return self.show(talk, lead=words.NOT_UNDERSTOOD)
        if chosen.startswith(screens.SECTION):
            return self.offer_edit(talk, chosen.removeprefix(screens.SECTION))
        asking, talk.asking, talk.misses = talk.asking, "", 0
        if asking == CANCEL and chosen == "yes":
            return self.cancelled(talk)
        if asking == EDIT:
            return self.reopen(talk, chosen)
        return self.go_on(talk)

    def reopen(self, talk: Talk, key: str) -> list:
        """Asks again what was answered; the answer stays until there is another."""
        talk.was = {question.key: kept for question, kept in self.stand(talk).asked if question.key == key}
        talk.editing = key
        return self.go_on(talk)

    # Going on

    def go_on(self, talk: Talk, quietly=False) -> list:
        return self.arrive(talk, self.settle(talk), quietly=quietly)

    def stand(self, talk: Talk) -> Place:
        talk.facts["today"] = self.who.today  # a talk may take days; what day it is may not stand still
        flow = menu.flow_named(talk.flow)
        return replay(
            flow.run, self.desk.facts(talk.facts), talk.answers, looked=talk.looked, done=talk.done, editing=talk.editing
        )

    def settle(self, talk: Talk) -> Place:
        """Where the talk stands, once everything that the flow asks to be looked up has been found."""
        if talk.facts.get("media"):  # what could not be kept in the end no longer counts
            talk.facts["media"] = media.counts(self.tx, talk.id)
        for _ in range(MOST_LOOKS):
            place = self.stand(talk)
            if place.look is None:
                return place
            found = find(place.look.what, self.tx, self.desk, self.who)
            talk.looked[place.look.key] = {"what": described(place.look), "found": found}
        raise RuntimeError(f"{talk.flow} looks things up in a circle")

    def arrive(self, talk: Talk, place: Place, lead: str = "", quietly=False) -> list:
        """Carries out what is due and shows the next question, or ends the talk."""
        told = []
        for step in place.due:
            told += carry_out(step.outcome, self, talk)
            about = step.key.partition(":")[0] + ":"  # what may be told anew: only its newest counts as done
            talk.done = [*(key for key in talk.done if not key.startswith(about)), step.key]
        if place.outcomes is not None:
            return [*told, *self.finish(talk, place)]
        question = place.question
        said = [] if quietly or question.key == talk.asking else list(place.say)
        talk.picked, talk.asked_ms, talk.asking = ticked(talk, question), max(self.at_ms, talk.asked_ms), question.key
        return self.shown(talk, [*told, *said, screens.ask(talk, question, lead=lead)])

    def finish(self, talk: Talk, place: Place) -> list:
        talk.state, talk.asking = "finished", ""
        sayings = list(place.say)
        for outcome in place.outcomes:
            sayings += carry_out(outcome, self, talk)
        conversation.keep(self.tx, talk)
        if reopened := conversation.opened(self.tx, self.who.line_user_id):
            return [*sayings, *(self.reply(reopened, self.say_again) if self.say_again else self.show(reopened))]
        return sayings + self.reminder()

    def cancelled(self, talk: Talk) -> list:
        if restored := corrections.put_back(self.tx, talk):
            return [restored, *self.reminder()]
        if raised := case.by_talk(self.tx, talk.id):    # an alarm is not called off, and its photos stay
            talk.state, talk.asking = "finished", ""
            conversation.keep(self.tx, talk)
            return [Say(words.ALARM_STAYS.format(case_no=raised.case_no), call=True), *self.reminder()]
        talk.state, talk.answers, talk.looked = "cancelled", {}, {}
        media.take_away(self.tx, media.loose_of(talk.id), "erased", "cancelled")
        conversation.keep(self.tx, talk)
        return [Say(words.CANCELLED), *self.reminder()]

    def reminder(self) -> list:
        """What still waits, if anything does."""
        drafts = conversation.paused(self.tx, self.who.line_user_id)
        if len(drafts) > 1:
            return [screens.Drafts(tuple((draft.id, screens.title_of(draft)) for draft in drafts))]
        return [Say(words.STILL_WAITING.format(title=screens.title_of(one)), buttons=RESUME) for one in drafts]

    # Showing

    def show(self, talk: Talk, lead: str = "") -> list:
        """The screen that is open, once more."""
        if talk.asking in (CANCEL, EDIT):
            return self.shown(talk, [screens.ask_among(talk, lead)])
        place = self.settle(talk)
        if place.question is None or place.question.key != talk.asking:
            return self.arrive(talk, place, lead)
        return self.shown(talk, [screens.ask(talk, place.question, lead=lead)])

    def shown(self, talk: Talk, sayings: list) -> list:
        """Keeps what is on the screen, so that a typed number means what the person saw."""
        talk.shown = [[option.value, option.label] for option in sayings[-1].options]
        conversation.keep(self.tx, talk)
        return sayings

    def shown_briefly(self, talk: Talk, told: str) -> list:
        """A line that leaves the open question where it stands: its card once more would hide what is told, and be noise."""
        question = self.settle(talk).question
        conversation.keep(self.tx, talk)
        if question is None or question.key != talk.asking or question.calls:  # numbers to ring stay on the screen
            return self.show(talk, lead=told)
        return [screens.brief(talk, question, told)]

    def offer_edit(self, talk: Talk, section: str = "") -> list:
        options = screens.editable(self.stand(talk), section)
        if not options:
            return self.show(talk, lead=words.NOTHING_TO_EDIT)
        talk.asking, talk.shown = EDIT, [[option.value, option.label] for option in options]
        return self.show(talk)

    def offer_cancel(self, talk: Talk) -> list:
        yes, no = words.LEAVE_CORRECTION if talk.facts.get("correction") else (words.YES_CANCEL, words.NO_CANCEL)
        if screens.is_raised(talk):
            yes, no = words.LEAVE_QUESTIONS
        talk.asking, talk.shown = CANCEL, [["yes", yes], ["no", no]]
        return self.show(talk)


RESUME = (Option(words.RESUME, words.RESUME),)
SKIPPING, NOT_KNOWING = frozenset(map(plain, words.SKIP)), frozenset(map(plain, words.DO_NOT_KNOW))
NOTHING = plain("ไม่มี")
KEEPING = frozenset(map(plain, (words.SAME, "เหมือนเดิม", "เอาเหมือนเดิม")))


def skips(question, said) -> bool:
    if isinstance(said, Tap):
        return said.value == screens.SKIP
    if not isinstance(said, Words):
        return False
    text = plain(said.text)
    if question.nothing and text == NOTHING:
        return False
    if question.optional and (text in NOT_KNOWING or text == plain(question.optional)):
        return True
    return text in SKIPPING


def keeps(said) -> bool:
    """Does the person leave a reopened answer as it was?"""
    if isinstance(said, Tap):
        return said.value == screens.SAME
    return isinstance(said, Words) and plain(said.text) in KEEPING


def ticked(talk: Talk, question) -> list:
    """What is ticked when a question with several answers opens: what was chosen before, or what is proposed."""
    if not isinstance(question, Choices):
        return []
    before = talk.was.get(question.key, talk.answers.get(question.key))
    return list(question.propose if before is None or before == SKIPPED else before)
