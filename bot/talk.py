"""One turn: what a person said or did, and what they hear. Everything it changes is in the caller's transaction."""
from dataclasses import dataclass

from bot import facts as knowledge
from bot import screens, words
from bot.heard import Followed, Pressed, Resumed, Unfollowed, Unsent
from bot.lookups import find
from bot.person import Person, person
from bot.record import carry_out
from flows import menu
from flows.questions import Choices
from flows.replay import Place, described, replay
from flows.steps import SKIPPED, Pin, Say, Screen, Tap, Thing, Ticked, Unclear, Words
from models import conversation
from models.conversation import Talk
from thai.text import plain

MOST_LOOKS = 30     # lookups in one turn; a flow that asks for more goes in a circle
SKIP = "__skip"
CANCEL, EDIT = "?cancel", "?edit"       # what is on the screen instead of a question


@dataclass
class Turn:
    """Hears one reply of one person. `at_ms` is when LINE says it happened."""

    tx: object
    desk: object
    who: Person
    at_ms: int

    # ------------------------------------------------------------------ what was said

    def hear(self, said) -> list:
        """The sayings to send back: Say, or screens.Asked."""
        talk = conversation.opened(self.tx, self.who.line_user_id)
        match said:
            case Words():
                return self.words(talk, said)
            case Pressed():
                return self.pressed(talk, said)
            case Resumed():
                return self.resume(talk, said.talk_id)
            case Followed():
                return [words.WELCOME, self.menu()]
            case Pin() | Thing():
                return self.thing(talk, said)
        return []

    def words(self, talk, said: Words) -> list:
        text = plain(said.text)
        command = next((name for name, forms in words.COMMANDS.items() if text in map(plain, forms)), None)
        if command:
            return getattr(self, f"on_{command}")(talk)
        if flow := self.started_by(text):
            return self.start(talk, flow)
        if talk is None:
            return [Say(words.NOT_UNDERSTOOD), self.menu()]
        if self.at_ms < talk.asked_ms:
            return self.show(talk, lead=words.LATE.format(text=said.text[:30]))
        return self.reply(talk, said)

    def thing(self, talk, said) -> list:
        kind = said.kind if isinstance(said, Thing) else "location"
        if talk is None:
            kindly = words.KIND_IDLE.get(kind) or words.NOT_YET.format(thing=words.THINGS[kind])
            return [Say(kindly), self.menu()]
        if isinstance(said, Pin):
            return self.reply(talk, said)
        return self.show(talk, lead=words.KIND[kind])

    def pressed(self, talk, said: Pressed) -> list:
        if talk is None or talk.id != said.talk_id:
            return self.old_talk(talk)
        if said.key == talk.asking:
            return self.reply(talk, said.reply)
        if self.late_tick(talk, said):
            return self.go_on(talk)
        again = talk.answers.get(said.key) in (getattr(said.reply, "value", None), getattr(said.reply, "iso", None))
        return self.show(talk, lead=words.ANSWERED if again else words.OLD_BUTTON)

    def old_talk(self, talk) -> list:
        if talk:
            return self.show(talk, lead=words.OLD_TALK)
        waiting = conversation.paused(self.tx, self.who.line_user_id)
        return [Say(words.OLD_TALK), self.waiting(waiting) if waiting else self.menu()]

    def late_tick(self, talk, said: Pressed) -> bool:
        """A tick that was made before "next" but arrived after it still counts: nothing a person chose is lost."""
        kept = talk.answers.get(said.key)
        if self.at_ms >= talk.asked_ms or not isinstance(kept, list) or not isinstance(said.reply, Tap):
            return False
        question = next((q for q, _ in self.stand(talk).asked if q.key == said.key), None)
        if not isinstance(question, Choices) or said.reply.value not in [option.value for option in question.choices]:
            return False
        talk.answers[said.key] = [*kept, said.reply.value] if said.reply.value not in kept else kept
        return True

    # ------------------------------------------------------------------ answering

    def reply(self, talk: Talk, said) -> list:
        if talk.asking in (CANCEL, EDIT):
            return self.choose(talk, said)
        now = self.stand(talk)
        if now.question is None or now.question.key != talk.asking:
            return self.arrive(talk, now, lead=words.ASK_MORE)
        return self.answer(talk, now.question, said)

    def answer(self, talk, question, said) -> list:
        if question.optional and self.skips(question, said):
            return self.file(talk, question.key, SKIPPED)
        screen = Screen(self.who.today, tuple(map(tuple, talk.shown)), tuple(talk.picked))
        try:
            kept = question.answer(said, screen)
        except Ticked as ticked:
            talk.picked = ticked.picked
            return self.show(talk)
        except Unclear as unclear:
            return self.missed(talk, question, unclear)
        if kept == "edit" or (isinstance(said, Tap) and said.value == "edit"):
            return self.on_edit(talk)
        return self.file(talk, question.key, kept)

    def skips(self, question, said) -> bool:
        if isinstance(said, Tap):
            return said.value == SKIP
        return isinstance(said, Words) and plain(said.text) in map(plain, (question.optional, *words.SKIP))

    def file(self, talk, key: str, kept) -> list:
        talk.answers[key], talk.editing, talk.misses = kept, "", 0
        return self.go_on(talk)

    def missed(self, talk, question, unclear: Unclear) -> list:
        talk.misses += 0 if unclear.options else 1
        asked = screens.ask(talk, question, lead=unclear.words, instead=unclear.options)
        return self.shown(talk, [asked])

    # ------------------------------------------------------------------ going on

    def go_on(self, talk: Talk) -> list:
        return self.arrive(talk, self.settle(talk))

    def settle(self, talk: Talk) -> Place:
        """Runs the flow to where it stands, looking up what it asks for on the way."""
        for _ in range(MOST_LOOKS):
            place = self.stand(talk)
            if place.look is None:
                return place
            found = find(place.look.what, self.tx, self.desk, self.who)
            talk.looked[place.look.key] = {"what": described(place.look), "found": found}
        raise RuntimeError(f"{talk.flow} looks things up in a circle")

    def stand(self, talk: Talk) -> Place:
        flow = menu.flow_named(talk.flow)
        return replay(flow.run, self.desk.facts(talk.facts), talk.answers, looked=talk.looked, done=talk.done, editing=talk.editing)

    def arrive(self, talk: Talk, place: Place, lead: str = "") -> list:
        """Carries out what is due and shows the next question, or ends the talk."""
        for step in place.due:
            carry_out(step.outcome, self, talk)
            talk.done.append(step.key)
        if place.outcomes is not None:
            return self.finish(talk, place)
        question = place.question
        talk.picked, talk.asked_ms = self.ticked(talk, question), max(self.at_ms, talk.asked_ms)
        said = [] if question.key == talk.asking else list(place.say)
        talk.asking = question.key
        return self.shown(talk, [*said, screens.ask(talk, question, lead=lead)])

    def ticked(self, talk, question) -> list:
        """What is ticked when a question with several answers opens: what was chosen before, or what is proposed."""
        if not isinstance(question, Choices):
            return []
        before = talk.answers.get(question.key, question.assume if talk.editing == question.key else None)
        return list(question.propose if before is None or before == SKIPPED else before)

    def finish(self, talk, place) -> list:
        talk.state, talk.asking = "finished", ""
        sayings = list(place.say)
        for outcome in place.outcomes:
            sayings += carry_out(outcome, self, talk)
        conversation.keep(self.tx, talk)
        if reopened := conversation.opened(self.tx, self.who.line_user_id):
            return [*sayings, *self.show(reopened)]
        waiting = conversation.paused(self.tx, self.who.line_user_id)
        return [*sayings, *([self.waiting(waiting)] if waiting else [])]

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
        talk.shown = [[option.value, option.label] for option in sayings[-1].numbered_options]
        conversation.keep(self.tx, talk)
        return sayings

    # ------------------------------------------------------------------ what may be said at any moment

    def on_back(self, talk) -> list:
        if talk is None:
            return [Say(words.NOTHING_OPEN), self.menu()]
        if talk.asking in (CANCEL, EDIT) or talk.editing:
            talk.editing = talk.asking = ""
            return self.go_on(talk)
        told = [question.key for question, _ in self.stand(talk).asked if question.key in talk.answers]
        if not told:
            return self.show(talk, lead=words.FIRST_QUESTION)
        was, talk.misses = talk.answers.pop(told[-1]), 0
        sayings = self.go_on(talk)
        return self.with_ticks(talk, was, sayings)

    def with_ticks(self, talk, was, sayings) -> list:
        if not isinstance(was, list) or not isinstance(self.stand(talk).question, Choices):
            return sayings
        talk.picked = was
        return self.show(talk)

    def on_edit(self, talk) -> list:
        if talk is None:
            return [Say(words.NOTHING_OPEN), self.menu()]
        options = screens.editable(self.stand(talk))
        if not options:
            return self.show(talk, lead=words.NOTHING_TO_EDIT)
        talk.asking, talk.shown = EDIT, [[option.value, option.label] for option in options]
        return self.show(talk)

    def on_cancel(self, talk) -> list:
        if talk is None:
            return [Say(words.NOTHING_OPEN), self.menu()]
        talk.asking, talk.shown = CANCEL, [["yes", words.YES_CANCEL], ["no", words.NO_CANCEL]]
        return self.show(talk)

    def choose(self, talk, said) -> list:
        """An answer to "which one?" or "really?"."""
        chosen = screens.chosen(talk, said)
        if chosen is None:
            return self.show(talk, lead=words.NOT_UNDERSTOOD)
        asking, talk.asking, talk.misses = talk.asking, "", 0
        if asking == EDIT:
            talk.editing = chosen
        elif chosen == "yes":
            return self.cancelled(talk)
        return self.go_on(talk)

    def cancelled(self, talk) -> list:
        talk.state, talk.answers, talk.looked = "cancelled", {}, {}
        conversation.keep(self.tx, talk)
        return [Say(words.CANCELLED), self.menu()]

    def on_pause(self, talk) -> list:
        if talk is None:
            return [Say(words.NOTHING_OPEN), self.menu()]
        self.put_aside(talk)
        return [Say(words.PAUSED.format(title=self.title(talk)), buttons=(menu.Option(words.RESUME, words.RESUME),))]

    def on_resume(self, talk) -> list:
        waiting = conversation.paused(self.tx, self.who.line_user_id)
        if talk:
            return self.show(talk)
        if len(waiting) == 1:
            return self.resume(None, waiting[0].id)
        return [self.waiting(waiting)] if waiting else [Say(words.NOTHING_OPEN), self.menu()]

    def resume(self, talk, talk_id: int) -> list:
        draft = conversation.by_id(self.tx, self.who.line_user_id, talk_id)
        if draft is None or draft.state not in ("paused", "open"):
            return self.old_talk(talk)
        if menu.flow_named(draft.flow) is None:
            draft.state = "cancelled"
            conversation.keep(self.tx, draft)
            return [Say(words.FLOW_GONE), self.menu()]
        if talk and talk.id != draft.id:
            self.put_aside(talk)
        draft.state = "open"
        draft.asking = "" if draft.asking in (CANCEL, EDIT) else draft.asking
        return self.show(draft, lead=words.RESUMED.format(title=self.title(draft)))

    def on_menu(self, talk) -> list:
        return [self.menu(), *([Say(words.STILL_WAITING.format(title=self.title(talk)), buttons=(menu.Option(words.RESUME, words.RESUME),))] if talk else [])]

    def on_help(self, talk) -> list:
        return [words.HELP, *(self.show(talk) if talk else [])]

    def on_hotline(self, talk) -> list:
        return [words.HOTLINE, *(self.show(talk) if talk else [])]

    # ------------------------------------------------------------------ starting

    def started_by(self, text: str):
        """The flow these words start: the person's own if there is one, else one that is refused kindly."""
        flows = [flow for flow in menu.FLOWS if text in map(plain, flow.words)]
        ours = [flow for flow in flows if set(flow.who) & set(self.who.roles)]
        return (ours or flows or [None])[0]

    def start(self, talk, flow) -> list:
        if not set(flow.who) & set(self.who.roles):
            return [Say(words.NOT_FOR_YOU.get(flow.name, words.NOT_FOR_YOU_YET)), self.menu()]
        if talk and talk.flow == flow.name and flow.draft:
            return self.show(talk)
        kept = self.put_aside(talk) if talk else []
        draft = next((one for one in conversation.paused(self.tx, self.who.line_user_id) if one.flow == flow.name == "register"), None)
        if draft:
            return self.resume(None, draft.id)
        facts = knowledge.gather(self.tx, self.desk, self.who, flow.name)
        return [*kept, *self.go_on(conversation.begin(self.tx, self.who.line_user_id, flow.name, facts))]

    def put_aside(self, talk) -> list:
        """Keeps a talk for later if anything was told in it; gives the words that say so."""
        flow = menu.flow_named(talk.flow)
        worth = bool(flow and flow.draft and talk.answers)
        talk.state = "paused" if worth else "cancelled"
        conversation.keep(self.tx, talk)
        return [Say(words.KEPT.format(title=self.title(talk)))] if worth else []

    # ------------------------------------------------------------------ words

    def menu(self) -> Say:
        waiting = knowledge.gather(self.tx, self.desk, self.who, "applications")["count"] if menu.OFFICER in self.who.roles else 0
        return menu.menu(self.who.roles, waiting)

    def waiting(self, drafts) -> object:
        if len(drafts) == 1:
            return Say(words.STILL_WAITING.format(title=self.title(drafts[0])), buttons=(menu.Option(words.RESUME, words.RESUME),))
        return screens.Drafts(tuple((draft.id, self.title(draft)) for draft in drafts))

    def title(self, talk) -> str:
        flow = menu.flow_named(talk.flow)
        return screens.title_of(flow.title if flow else "", talk)


def turn(tx, desk, line_user_id: str, said, at_ms: int) -> list:
    """What the person hears; [] for nothing. The person's row is locked by the caller."""
    if isinstance(said, (Unfollowed, Unsent)) or said is None:
        return []
    return Turn(tx, desk, person(tx, line_user_id), at_ms).hear(said)
