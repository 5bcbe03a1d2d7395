"""One turn: what a person said or did, and what they hear. Everything it changes is in the caller's transaction."""
from dataclasses import dataclass

from bot import facts as knowledge
from bot import photos, screens, stories, words
from bot.heard import Followed, Heard, Pressed, Resumed, Sent, Unfollowed, Unsent
from bot.person import person
from bot.progress import CANCEL, EDIT, RESUME, Progress
from bot.referral_words import of_a_referral
from bot.urgent_words import is_another, of_a_case, of_danger, raises, still_going
from flows import menu
from flows.menu import VOLUNTEER
from flows.questions import Choices, Money
from flows.questions.choosing import NEXT
from flows.steps import Pin, Say, Tap, Thing, Words, option_number
from models import case, conversation, referral
from thai.text import plain


def turn(tx, desk, heard: Heard, friend) -> list:
    """The sayings to send; [] for nothing. `friend` is the person's row, locked already."""
    if isinstance(heard.said, (Unfollowed, Unsent)):
        return []
    who, late = person(tx, heard.line_user_id), heard.occurred_ms < friend.heard_ms
    now = Turn(
        tx, desk, who, heard.occurred_ms, heard.message_id, late=late, at_menu=friend.at_menu, at_drafts=friend.at_drafts)
    return now.hear(heard.said)


@dataclass
class Turn(Progress):
    at_menu: bool = False       # is the menu what this person last saw?
    at_drafts: bool = False     # or the list of talks that wait?

    def hear(self, said) -> list:
        talk = still_going(self, conversation.opened(self.tx, self.who.line_user_id))
        match said:
            case Words():
                return self.words(talk, said)
            case Pressed():
                return self.pressed(talk, said)
            case Resumed():
                return self.resume(talk, said.talk_id)
            case Followed():
                return [words.WELCOME, self.menu()]
            case Sent():
                return photos.take_in(self, talk, said)
            case Pin():
                return photos.take_place(self, talk, said)
            case Thing():
                return self.show(talk, lead=words.NICE) if talk else [Say(words.NICE), self.menu()]

    def words(self, talk, said: Words) -> list:
        text = plain(said.text)
        command = next((name for name, forms in COMMANDS.items() if text in forms), None)
        answers = talk and command in (None, "hotline") and self.is_an_answer(talk, text)
        if not (command or answers or self.started_by(text)) and (asked := of_danger(self, talk, said.text)):
            return asked
        if talk and self.at_ms < talk.asked_ms and command not in ("help", "hotline") and not raises(said.text):
            return self.came_late(talk, said)   # said before this question was on the screen: it belongs to another one
        if answers:
            return self.reply(talk, said)
        if command:
            return getattr(self, f"on_{command}")(talk)
        if text.startswith(RESUME_WORD) and (number := option_number(text.removeprefix(RESUME_WORD))) is not None:
            return self.resume_number(talk, number)
        if told := of_a_case(self, talk, said.text.strip()) or of_a_referral(self, talk, said.text.strip()):
            return told
        if flow := self.started_by(text):
            return self.start(talk, flow, menu.number_told(flow, text))
        if talk is None and self.at_drafts and (number := option_number(text)) is not None:
            return self.resume_number(talk, number)
        if talk is None:
            return self.from_menu(text) or stories.begins(self, None, said.text) or [Say(words.NOT_UNDERSTOOD), self.menu()]
        return self.reply(talk, said)

    def came_late(self, talk, said: Words) -> list:
        return stories.came_late(self, talk, said) or self.show(talk, lead=words.LATE.format(text=said.text[:30]))

    def is_an_answer(self, talk, text: str) -> bool:
        """Words that mean a command elsewhere but are what this question asks for: 1300 baht, the problem "บัตร"."""
        question = self.stand(talk).question if talk.asking not in INSTEAD else None
        if isinstance(question, Money):
            return text.isdecimal()
        options = question.options() if question else ()
        return any(text in map(plain, (option.label, *option.also)) for option in options)

    def from_menu(self, text: str) -> list:
        """A number typed at the menu, as one does on a PC."""
        number, buttons = option_number(text), self.menu().buttons
        if not self.at_menu or number is None or not 1 <= number <= len(buttons):
            return []
        return self.words(None, Words(buttons[number - 1].value))

    # A button knows its talk and its question; an old one is refused kindly, never misfiled.

    def pressed(self, talk, said: Pressed) -> list:
        if talk is None or talk.id != said.talk_id:
            old = conversation.by_id(self.tx, self.who.line_user_id, said.talk_id)
            twice = old and old.state == "finished" and self.said_before(old, said)
            return ([Say(words.ALREADY_DONE)] if talk is None else self.show(talk)) if twice else self.old_talk(talk)
        if said.key == talk.asking:
            return self.reply(talk, said.reply)
        if self.late_tick(talk, said):
            return self.go_on(talk)
        if said.reply == Tap(NEXT):     # of a list that was answered otherwise: they are further on already
            return self.show(talk)
        return self.show(talk, lead=words.ANSWERED if self.said_before(talk, said) else words.OLD_BUTTON)

    def said_before(self, talk, said: Pressed) -> bool:
        """A thumb that taps twice says the same twice."""
        value = getattr(said.reply, "value", None) or getattr(said.reply, "iso", None)
        return str(talk.answers.get(said.key)) in (str(value), str(value).removeprefix("yes:"))

    def old_talk(self, talk) -> list:
        return self.show(talk, lead=words.OLD_TALK) if talk else [Say(words.OLD_TALK), *(self.reminder() or [self.menu()])]

    def late_tick(self, talk, said: Pressed) -> bool:
        """A tick that was made before "next" but arrived after it still counts: nothing a person chose is lost."""
        kept = talk.answers.get(said.key)
        if self.at_ms >= talk.asked_ms or not isinstance(kept, list) or not isinstance(said.reply, Tap):
            return False
        question = next((question for question, _ in self.stand(talk).asked if question.key == said.key), None)
        if not isinstance(question, Choices) or said.reply.value not in [option.value for option in question.choices]:
            return False
        talk.answers[said.key] = [*kept, said.reply.value] if said.reply.value not in kept else kept
        return True

    # What may be said at any moment

    def on_back(self, talk) -> list:
        if talk is None:
            return self.nothing_open()
        if talk.asking in INSTEAD or talk.editing:
            talk.editing, talk.asking, talk.was = "", "", {}
            return self.go_on(talk, quietly=True)
        told = [question.key for question, _ in self.stand(talk).asked if question.key in talk.answers]
        if not told:
            return self.show(talk, lead=words.FIRST_QUESTION)
        talk.was, talk.misses = {told[-1]: talk.answers.pop(told[-1])}, 0
        if menu.flow_named(talk.flow).reports and talk.flow != "urgent":    # a case may have changed hands meanwhile
            talk.looked, talk.done = {}, [key for key in talk.done if not key.startswith("read.")]
        return self.go_on(talk, quietly=True)

    def on_edit(self, talk) -> list:
        return self.offer_edit(talk) if talk else self.nothing_open()

    def on_cancel(self, talk) -> list:
        if talk and talk.asking == CANCEL:      # said twice: they mean it
            return self.cancelled(talk)
        return self.offer_cancel(talk) if talk else self.nothing_open()

    def on_pause(self, talk) -> list:
        if talk is None:
            return self.nothing_open()
        title = screens.title_of(talk)
        self.put_aside(talk)
        return [Say(words.PAUSED.format(title=title), buttons=RESUME)]

    def on_resume(self, talk) -> list:
        if talk:
            return self.show(talk)
        drafts = conversation.paused(self.tx, self.who.line_user_id)
        if len(drafts) == 1:
            return self.resume(None, drafts[0].id)
        return self.reminder() or self.nothing_open()

    def resume_number(self, talk, number: int) -> list:
        """ "ทำต่อ 2", as one types on a PC."""
        drafts = conversation.paused(self.tx, self.who.line_user_id)
        return self.resume(talk, drafts[number - 1].id) if 1 <= number <= len(drafts) else self.on_resume(talk)

    def on_menu(self, talk) -> list:
        return [*([Say(words.KEPT.format(title=screens.title_of(talk)))] if talk and self.put_aside(talk) else []), self.menu()]

    def on_thanks(self, talk) -> list:
        return self.show(talk, lead=words.WELCOME_BACK) if talk else [Say(words.WELCOME_BACK)]

    def on_help(self, talk) -> list:
        told = words.HELP_VOLUNTEER if VOLUNTEER in self.who.roles else words.HELP
        return [told, *(self.show(talk) if talk else [])]

    def on_hotline(self, talk) -> list:
        return [words.HOTLINE, *(self.show(talk) if talk else [])]

    def nothing_open(self) -> list:
        return [Say(words.NOTHING_OPEN), *(self.reminder() or [self.menu()])]

    # Starting, and coming back

    def started_by(self, text: str):
        """The flow these words start: the person's own if there is one, else one that is refused kindly."""
        flows = menu.started_by(text)
        ours = [flow for flow in flows if set(flow.who) & set(self.who.roles)]
        return (ours or flows or [None])[0]

    def start(self, talk, flow, more: dict | None = None) -> list:
        """`more`: facts that the words themselves told."""
        if not set(flow.who) & set(self.who.roles):
            return [Say(words.NOT_FOR_YOU.get(flow.name, words.NOT_FOR_YOU_YET)), self.menu()]
        if flow.name == "photos" and photos.takes_photos(talk):     # they may be sent right here
            return self.show(talk, lead=words.SEND_NOW)
        if talk and talk.flow == flow.name and flow.draft and not is_another(self, talk):
            return self.show(talk, lead=words.ALREADY_AT_IT.format(title=screens.title_of(talk)))
        kept = self.put_aside(talk) if talk else []
        drafts = [draft for draft in conversation.paused(self.tx, self.who.line_user_id) if draft.flow == flow.name]
        if drafts and flow.once:
            return self.resume(None, drafts[0].id)
        facts = {**knowledge.gather(self.tx, self.desk, self.who, flow.name), "began_ms": self.at_ms, **(more or {})}
        return [*kept, *self.go_on(conversation.begin(self.tx, self.who.line_user_id, flow.name, facts))]

    def put_aside(self, talk) -> list:
        """Keeps a talk for later if anything was told in it; gives the words that say so."""
        flow = menu.flow_named(talk.flow)
        told = talk.facts.get("heard") or talk.facts.get("story") or photos.sent_in(talk)
        worth = bool(flow and (flow.worth_keeping(talk.answers) or told))
        talk.state = "paused" if worth else "cancelled"
        conversation.keep(self.tx, talk)
        return [Say(words.KEPT.format(title=screens.title_of(talk)))] if worth else []

    def resume(self, talk, talk_id: int) -> list:
        draft = conversation.by_id(self.tx, self.who.line_user_id, talk_id)
        if draft is None or draft.state not in ("paused", "open"):
            return self.old_talk(talk)
        if still_going(self, draft) is None:
            return [Say(words.CASE_OVER), *(self.show(talk) if talk else [self.menu()])]
        if menu.flow_named(draft.flow) is None:
            return [Say(words.FLOW_GONE), *self.cancelled(draft)[1:], self.menu()]
        if talk and talk.id != draft.id:
            self.put_aside(talk)
        draft.state, draft.asking = "open", "" if draft.asking in INSTEAD else draft.asking
        if draft.flow == "photos":      # visits may have been made since
            draft.facts |= knowledge.whose_photos(self.tx, self.who)
        return self.show(draft, lead=words.RESUMED.format(title=screens.title_of(draft)))

    def menu(self) -> Say:
        if menu.OFFICER not in self.who.roles:
            return menu.menu(self.who.roles)
        cases = case.count(self.tx, self.who.case_scopes, self.who.line_user_id)
        if not self.who.scopes("officer"):
            return menu.menu((menu.HOTLINE, *self.who.roles[1:]), urgent_cases=cases)
        waiting = knowledge.gather(self.tx, self.desk, self.who, "applications")["count"]
        referred = referral.count(self.tx, self.who.scopes("officer"), self.who.line_user_id)
        return menu.menu(self.who.roles, waiting, cases, referred)


INSTEAD = (CANCEL, EDIT)
RESUME_WORD = plain(words.RESUME)
COMMANDS = {name: frozenset(map(plain, forms)) for name, forms in words.COMMANDS.items()}
