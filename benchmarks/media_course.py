"""What every installation goes through: a film, then rounds of photos; and what is checked afterwards."""

import time
from collections import Counter

import psutil

from benchmarks import media_figures as figures
from benchmarks.contestants import family
from benchmarks.media_installations import Installation, spent_by
from benchmarks.media_memory import Growth, sizes, watched
from benchmarks.media_phone import Phone
from benchmarks.media_pictures import Album, Photo
from bot.fetch import MB
from bot.fetchers import FETCHERS
from scripts.processes import Crew

FILM = 200 * MB  # bytes: a minute and a half as a telephone makes them, 17 Mbit/s; we take up to 250 MB (bot/fetch.py)
SMALL_FILM = 1 * MB  # taken first: what is loaded once, the SDK and Google's library, is not the film's


class Course:
    def __init__(self, crew: Crew, phone: Phone, installations: list[Installation]):
        self._crew, self._phone, self._installations = crew, phone, installations
        self._told = Counter()  # {name: how many photos and films it was to keep}
        self.wrong = []

    def memory(self, album: Album) -> dict[str, dict[str, Growth]]:
        """{name: {with what: how much it grew}}, for one database of each store: the database has no part in it."""
        grown = {}
        for one in {one.store.kind: one for one in reversed(self._installations)}.values():
            self._film(one, SMALL_FILM)
            grown[one.name] = {
                f"a film of {FILM // MB} MB": self._film(one, FILM),
                f"{FETCHERS} photos of 12 megapixels": self._photos_at_once(one, album)}
        return grown

    def _film(self, one: Installation, size: int) -> Growth:
        message_id = self._phone.film(size)
        with watched(one.clock) as growth:
            one.queue("video", [message_id])
            one.wait(self._crew)
        row = one.rows([message_id])[message_id]
        self._told[one.name] += 1
        if (row.state, row.size) != ("kept", size) or one.digest(row.blob) != row.sha256:
            self.wrong.append(f"{one.name}: the film is {row.state} {row.cause}, {row.size} bytes, or others lie in the store")
        return growth

    def _photos_at_once(self, one: Installation, album: Album) -> Growth:
        sent = self._send(album, FETCHERS)
        with watched(one.clock) as growth:
            self._fetch(one, sent)
        self.wrong += one.wrong(sent)
        return growth

    def rounds(self, album: Album, count: int, rounds: int) -> dict[str, list[figures.Round]]:
        """Everyone's rounds of so many photos. Who begins changes from round to round."""
        given = {one.name: [] for one in self._installations}
        for one in self._installations:
            self._turn(one, album, FETCHERS)  # nothing is counted yet
        for number in range(rounds):
            first = number % len(self._installations)
            for one in self._installations[first:] + self._installations[:first]:
                given[one.name].append(self._turn(one, album, count))
        return given

    def _turn(self, one: Installation, album: Album, count: int) -> figures.Round:
        sent = self._send(album, count)
        before = self._spent(one)
        self._fetch(one, sent)
        spent = [after - earlier for after, earlier in zip(self._spent(one), before, strict=True)]
        self.wrong += one.wrong(sent)
        return self._timed(one, sent, *spent)

    def _spent(self, one: Installation) -> tuple[float, float, float, float]:
        """Seconds so far: of CPU by the clock and its database, by all of the bench, by the whole machine; and of time."""
        cpu, machine = one.cpu(), psutil.cpu_times()
        bench = spent_by(family(psutil.Process())) + cpu - spent_by([one.clock])
        return cpu, bench, machine.user + machine.nice + machine.system + machine.irq + machine.softirq, time.perf_counter()

    def _send(self, album: Album, count: int) -> dict[str, Photo]:
        """{message id: photo}, which wait at LINE's end."""
        photos = album.take(count)
        return dict(zip(self._phone.photos([photo.jpeg for photo in photos]), photos, strict=True))

    def _fetch(self, one: Installation, sent: dict[str, Photo]):
        one.queue("image", list(sent))
        one.wait(self._crew)
        self._told[one.name] += len(sent)

    def _timed(self, one: Installation, sent: dict, cpu: float, bench: float, machine: float, lasted: float) -> figures.Round:
        asked, rows = self._phone.asked(), one.rows(list(sent))
        if sorted(message_id for message_id, _ in asked) != sorted(sent):
            self.wrong.append(f"{one.name}: LINE was asked {len(asked)} times for {len(sent)} photos")
        waits = [(row.ended_at - row.sent_at).total_seconds() for row in rows.values()]
        takes = [rows[message_id].ended_at.timestamp() - at for message_id, at in asked]
        seconds = max(row.ended_at.timestamp() for row in rows.values()) - min(at for _, at in asked)
        return figures.Round(waits, takes, seconds, cpu, bench / seconds, max(0, machine - bench) / lasted)

    def account(self):
        """Says how many photos and films were sent and how many are kept; notes what is not as it must be."""
        for one in self._installations:
            counts, told, (rss, _) = one.counts(), self._told[one.name], sizes(one.clock)
            print(f"{one.name}: {told:,} photos and films sent, {counts['kept']:,} kept; its clock is at {rss:.0f} MB now")
            due = {"items": told, "kept": told, "blobs": told, "again": 0}
            self.wrong += [f"{one.name}: {what} {counts[what]}, not {many}" for what, many in due.items() if counts[what] != many]

