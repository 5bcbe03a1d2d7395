"""Where does a conversation stand? Found by running its flow from the first line, every time.

Pure: no clock, no database, no LINE. The same answers always give the same place. The rules of a flow:

1. A flow is a function of `facts` that yields questions and returns outcomes. It acts on nothing.
2. Every key is a name in the record. Never reuse a key for another meaning.
3. Whatever may change while people talk (the date, lists) comes in `facts` or through a `Look`.
4. An alarm is `yield Do(...)`; everything else waits for the end.
5. No `try`, no `with` round a `yield`. `if`, `for` and `yield from` are welcome.
6. Bring a transcript test: one that goes well, one that goes back, one with wrong input everywhere.
"""
from dataclasses import asdict, dataclass

from flows.steps import SKIPPED, Do, Look, Question, Say, Unclear


@dataclass(frozen=True)
class Place:
    asked: tuple = ()           # (question, kept value) of those that count, in the order the flow asked them
    say: tuple = ()             # words due since the last answer
    due: tuple = ()             # Do steps reached and not yet done
    look: Look | None = None    # what must be looked up before the flow can go on
    question: Question | None = None
    outcomes: tuple | None = None   # what the flow returned; None while it is still going


def replay(flow, facts, answers: dict, *, looked=None, done=(), editing="") -> Place:
    """Runs `flow(facts)` on the answers. Raises whatever the flow raises, and ValueError for a key used twice."""
    return _Run(flow, facts, answers, looked or {}, done, editing).to_its_place()


def described(look: Look) -> list:
    """What is looked up, as JSON: a finding counts only for the very question it answered."""
    return [type(look.what).__name__, asdict(look.what)]


class _Run:
    def __init__(self, flow, facts, answers, looked, done, editing):
        self.name, self.steps = flow.__name__, flow(facts)
        self.answers, self.looked, self.done, self.editing = answers, looked, done, editing
        self.keys, self.asked, self.say, self.due = set(), [], [], []

    def to_its_place(self) -> Place:
        value = None
        while True:
            try:
                step = self.steps.send(value)
            except StopIteration as end:
                return self.place(outcomes=tuple(end.value or ()))
            if isinstance(step, Say):
                self.say.append(step)
                value = None
                continue
            self.count(step.key)
            if isinstance(step, Question):
                if not self.answered(step):
                    return self.place(question=step)
                value = self.value
            elif isinstance(step, Look):
                if not self.found(step):
                    return self.place(look=step)
                value = self.value
            else:
                value = self.note(step)

    def place(self, **end) -> Place:
        return Place(tuple(self.asked), tuple(self.say), tuple(self.due), **end)

    def count(self, key: str):
        if key in self.keys:
            raise ValueError(f"{self.name} uses the key {key!r} twice")
        self.keys.add(key)

    def answered(self, question: Question) -> bool:
        """Is there an answer that still holds by today's rules? Then `self.value` is it."""
        kept = self.answers.get(question.key, question.assume)
        if kept is None or question.key == self.editing:
            return False
        if kept == SKIPPED and question.optional:
            self.value = None
        else:
            try:
                self.value = question.check(kept)
            except Unclear:
                return False
        self.asked.append((question, kept))
        if question.key in self.answers:
            self.say.clear()    # words before an answer were said when it was asked
        return True

    def found(self, look: Look) -> bool:
        held = self.looked.get(look.key)
        if held is None or held["what"] != described(look):
            return False
        self.value = held["found"]
        return True

    def note(self, step: Do):
        if step.key not in self.done:
            self.due.append(step)
