"""What happens on the day: people raise cases, officers take them at once, late or never, close them, or forget them."""

import asyncio
import random
import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone

from benchmarks.drill_town import Town, stranger
from flows.codes import read_codes

BANGKOK_TIME = timezone(timedelta(hours=7))
A_YEAR, TIMES = 188_625, 10  # calls that 1300 had in a year (issue 4, Shows 2), and how many times that rate
PRANKS = 0.12  # of them (the same)
GUESTS = 0.15  # of the others are raised by somebody who is no volunteer
# How much of a day's cases comes in each hour from midnight on: a peak in the evening (our own guess).
HOURS = (2, 1, 1, 1, 1, 2, 3, 4, 5, 5, 5, 5, 5, 5, 5, 5, 6, 7, 8, 9, 8, 6, 4, 3)
# How its officers behave with a case: who answers the first alarm, after minutes, or only the one after so many.
MANNERS = {"at once": 0.45, "late": 0.35, "after several": 0.19, "never": 0.01}
NEXT = {"close": 0.87, "forget": 0.09, "let go": 0.04}  # and what whoever took it does then
ANSWERS = {"": 0.67, "ช่วยแล้ว": 0.30, "ยังไม่ได้ช่วย": 0.03}  # what reporters say once it is closed: helped, not helped
TOGETHER = 0.10  # of the cases are taken by two at the same moment
NUMBER = re.compile(r"ฉ\d{4}-\d{5}")


@dataclass(frozen=True)
class Incident:
    at: datetime
    reporter: str
    kind: str  # the words of the button
    place: str  # the sub-district that a guest tells; "" for none
    guest: bool
    prank: bool


@dataclass
class Known:
    """A case as those who heard of it know it. `deaf_for`: alarms that nobody heeds first."""

    manner: str
    deaf_for: int
    alarms: int = 0
    busy: int = 0
    prank: bool = False


@dataclass
class Day:
    """`owned`: {(case number, officer): [when the webhook of each taking was answered]}. `told`: {reporter: sub-district that was
    told}. `count`: what was done how often."""

    world: object
    phones: object
    town: Town
    seed: int
    owned: dict = field(default_factory=dict)
    told: dict = field(default_factory=dict)
    count: Counter = field(default_factory=Counter)
    lost: list = field(default_factory=list)
    over: bool = False

    def __post_init__(self):
        self._cases, self._chats, self._tasks, self._reporters = {}, {}, set(), {}

    def begin(self, work):
        """Does it beside everything else; whatever raises ends the drill."""
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task):
        self._tasks.discard(task)
        if not task.cancelled() and task.exception():
            self.lost.append(f"the drill itself: {task.exception()!r}")

    def end(self):
        for task in set(self._tasks):
            task.cancel()

    # Those who raise cases

    async def report(self, one: Incident):
        chance = random.Random(f"{self.seed}:{one.at}")
        await self.world.until(one.at)
        if self.over:
            return
        async with self._chat(one.reporter):
            await self.phones.say(one.reporter, "แจ้งเหตุด่วน")
            await self.world.rest(chance.uniform(2, 10))
            _, words = await self.phones.say(one.reporter, one.kind)
            self.count["raised"] += 1
            self._reporters |= dict.fromkeys(NUMBER.findall(words), one)
            await self.world.rest(chance.uniform(5, 60))
            await self._tell_place(one)

    async def _tell_place(self, one: Incident):
        if one.guest and not one.place:
            return await self.phones.say(one.reporter, "อิอิ ล้อเล่น")
        if one.guest:
            self.told[one.reporter] = one.place
        return await self.phones.say(one.reporter, self.town.told(one.place) if one.guest else "1")  # 1: my own village

    # Those who hear alarms

    def heard(self, to: str, words: str):
        """A push has come."""
        numbers = NUMBER.findall(words)
        if numbers and f"รับเรื่อง {numbers[0]}" in words and "คุณรับเรื่อง" not in words and not self.over:
            self._alarmed(to, self._known(numbers[0]), numbers[0])

    def _known(self, case_no: str) -> Known:
        if case_no not in self._cases:
            chance = random.Random(f"{self.seed}:{case_no}")
            manner = chance.choices(list(MANNERS), MANNERS.values())[0]
            self._cases[case_no] = Known(manner, chance.randint(2, 6) if manner == "after several" else 0)
        return self._cases[case_no]

    def _alarmed(self, to: str, case: Known, case_no: str):
        case.alarms += 1
        chance = random.Random(f"{self.seed}:{case_no}:{case.alarms}")
        most = 2 if chance.random() < TOGETHER else 1
        if to in self.town.deaf or case.manner == "never" or case.alarms <= case.deaf_for or case.busy >= most:
            return
        case.busy += 1
        wait = chance.uniform(120, 2700) if case.manner == "late" else chance.uniform(5, 90)
        self.begin(self._take(to, case, case_no, wait, chance))

    async def _take(self, to: str, case: Known, case_no: str, wait: float, chance):
        await self.world.rest(wait)
        async with self._chat(to):
            answered, words = await self.phones.say(to, f"รับเรื่อง {case_no}")
        self.owned.setdefault((case_no, to), []).append(answered)
        has_it = "คุณรับเรื่อง" in words and case_no in words
        self.count["took" if has_it else "came too late, or heard no answer"] += 1
        if has_it:
            await self._own(to, case, case_no, chance)
        case.busy -= 1

    async def _own(self, to: str, case: Known, case_no: str, chance):
        step = chance.choices(list(NEXT), NEXT.values())[0]
        case.manner, case.deaf_for = ("late" if case.manner == "late" else "at once"), 0
        await self.world.rest(chance.uniform(60, 1500))
        self.count[step] += 1
        if step == "forget":
            return
        async with self._chat(to):
            if step == "let go":
                await self._talk(to, case_no, {"ทำอะไรต่อ": "ปล่อยให้คนอื่นรับ"})
            else:
                self.begin(self._answer(case_no, await self._talk(to, case_no, self._closing(case_no)), chance))

    async def _answer(self, case_no: str, words: str, chance):
        """Its reporter says whether help came."""
        says = chance.choices(list(ANSWERS), ANSWERS.values())[0]
        if case_no in self._reporters and f"ปิดเคส {case_no} แล้ว" in words and says:
            await self.world.rest(chance.uniform(60, 1800))
            async with self._chat(self._reporters[case_no].reporter):
                await self.phones.say(self._reporters[case_no].reporter, f"{says} {case_no}")
            self.count[says] += 1

    def _closing(self, case_no: str) -> dict:
        outcome = "แจ้งเล่น" if case_no in self._reporters and self._reporters[case_no].prank else "ช่วยเหลือแล้ว"
        return {
            "ทำอะไรต่อ": "ปิดเคส", "ผลเป็นอย่างไร": outcome, "ช่วยอย่างไร": "คุยทางโทรศัพท์แล้ว ปลอดภัยดี",
            "หลักฐานไหม": "ไม่มีรูป", "ใช่ไหมคะ": "ใช่"}

    async def _talk(self, to: str, text: str, answers: dict) -> str:
        """Answers each question by its words, once, until none of them is asked; gives the bot's last words."""
        while text:
            _, words = await self.phones.say(to, text)
            await self.world.rest(5)
            asked = next((question for question in answers if question in words), None)
            text = answers.pop(asked) if asked else ""
        return words

    def _chat(self, who: str) -> asyncio.Lock:
        """A person says one thing at a time."""
        return self._chats.setdefault(who, asyncio.Lock())


def incidents(town: Town, begins: datetime, hours: float, times: float, seed: int) -> list[Incident]:
    """A Poisson stream at `times` the rate of a year, by the hour of the day. Nobody raises two: there are enough of them."""
    chance, found, dangers = random.Random(seed), [], dangers_offered()
    reporters, at, end = sorted(town.volunteers), begins, begins + timedelta(hours=hours)
    chance.shuffle(reporters)
    mean = A_YEAR * times / 365 / 24  # an hour
    while True:
        share = HOURS[at.astimezone(BANGKOK_TIME).hour] * len(HOURS) / sum(HOURS)
        at += timedelta(hours=chance.expovariate(mean * share))
        if at >= end:
            return found
        found.append(_incident(chance, at, reporters[len(found) % len(reporters)], dangers, town))


def _incident(chance, at: datetime, reporter: str, dangers: list, town: Town) -> Incident:
    prank = chance.random() < PRANKS
    guest = prank or chance.random() < GUESTS
    nowhere = prank and chance.random() < 0.7
    place = town.volunteers[reporter] if guest and not nowhere else ""
    return Incident(at, stranger() if guest else reporter, chance.choice(dangers), place, guest, prank)


def dangers_offered() -> list[str]:
    return [option.label for option in read_codes().options("dangers")]
