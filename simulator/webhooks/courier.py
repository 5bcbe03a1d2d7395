"""Carries events to the bot: signed, in order, and when asked twice, late, shuffled or once more."""

import base64
import hashlib
import hmac
import json
import random
import threading
import time
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial

import urllib3

from simulator.webhooks.events import again
from simulator.webhooks.lanes import Lanes
from simulator.webhooks.later import Later
from simulator.world import World

# Seconds the bot has for its answer; later is LINE's request_timeout (DOC/check-webhook-error-statistics).
ANSWER_SECONDS = 2
# Seconds before each redelivery. LINE discloses neither their number nor their spacing: these are ours.
REDELIVERY_WAITS = (1, 2, 4, 8, 16)
# Seconds for which shuffled events of one person are held, so that there is something to shuffle. Ours.
SHUFFLE_SECONDS = 0.2
# Webhooks under way at once. Ours; a bot that answers in 20 ms so gets over 3,000 a second.
WORKERS = 64


@dataclass(frozen=True)
class Answer:
    """What the bot answered. `status` None: nothing. `error` has LINE's words for a failure, or None."""

    status: int | None
    body: str
    ms: int
    error: str | None

    @property
    def taken(self) -> bool:
        """Redelivery looks for any 2xx in time."""
        return self.error is None


class Courier:
    """Sends what people do to the bot's webhook, over pooled connections."""

    def __init__(self, world: World, secret: str, destination: str):
        self.world, self.destination = world, destination
        self._secret = secret.encode()
        self._lanes = Lanes(WORKERS, self._arrange)
        self._later = Later()
        self._http = urllib3.PoolManager(maxsize=WORKERS, retries=False)

    def send(self, event: dict) -> Future:
        """Queue an event behind the same person's; the future holds its deliveries (a list of dicts)."""
        generation = self.world.generation
        return self._lanes.put(_lane(event), partial(self._deliver, event, generation))

    def post(self, raw: bytes, signature: str | None = None, to: str | None = None) -> Answer:
        """POST these very bytes, signed unless a signature is given."""
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "User-Agent": "LineBotWebhook/2.0",
            "x-line-signature": self.sign(raw) if signature is None else signature,
        }
        begun = time.monotonic()
        try:
            answer = self._http.request(
                "POST",
                to or self.world.callback,
                body=raw,
                headers=headers,
                redirect=False,
                timeout=urllib3.Timeout(total=ANSWER_SECONDS),
            )
        except urllib3.exceptions.HTTPError as problem:
            return Answer(None, "", _ms_since(begun), _failure(problem))
        error = None if 200 <= answer.status < 300 else "error_status_code"
        return Answer(answer.status, answer.data.decode("utf-8", "replace"), _ms_since(begun), error)

    def body_of(self, events: list) -> bytes:
        """The webhook body that carries `events`."""
        return json.dumps({"destination": self.destination, "events": events}, ensure_ascii=False, separators=(",", ":")).encode()

    def sign(self, raw: bytes) -> str:
        """Base64 of HMAC-SHA256 over the raw bytes, with the channel secret (DOC/verify-webhook-signature)."""
        return base64.b64encode(hmac.new(self._secret, raw, hashlib.sha256).digest()).decode()

    def _deliver(self, event: dict, generation: int, tries: int = 0) -> list[dict]:
        knobs = self.world.knobs
        if knobs.delay_ms:
            time.sleep(knobs.delay_ms / 1000)
        if generation != self.world.generation:  # the world was reset meanwhile: this person is gone
            return []
        copies = self._post_copies(event, 2 if knobs.deliver_twice and not tries else 1)
        if not all(answer.taken for answer in copies):
            self._redeliver_later(event, generation, tries)
        return [
            {"webhookEventId": event.get("webhookEventId"), "status": each.status, "ms": each.ms, "error": each.error}
            for each in copies
        ]

    def _post_copies(self, event, copies) -> list[Answer]:
        """All at the same time, as a network that repeats itself would."""
        with self.world.lock:
            self.world.reply_tokens.delivered(event.get("replyToken"), self.world.clock.now())
        raw, answers = self.body_of([event]), []
        others = [threading.Thread(target=lambda: answers.append(self.post(raw))) for _ in range(copies - 1)]
        for other in others:
            other.start()
        answers.append(self.post(raw))
        for other in others:
            other.join()
        return answers

    def _redeliver_later(self, event, generation, tries):
        """In a lane of its own: what the person does next need not wait for it."""
        if not self.world.knobs.redeliver or tries >= len(REDELIVERY_WAITS):
            return
        lane = f"again {event.get('webhookEventId')}"
        deliver = partial(self._deliver, again(event), generation, tries + 1)
        self._later.put(REDELIVERY_WAITS[tries], partial(self._lanes.put, lane, deliver))

    def _arrange(self, lane):
        """The jobs of a lane in the order they go: as they came, or shuffled."""
        if not self.world.knobs.shuffle:
            return self._lanes.waiting(lane)
        time.sleep(SHUFFLE_SECONDS)
        jobs = self._lanes.waiting(lane)
        came = list(jobs)
        while len(jobs) > 1 and jobs == came:
            random.shuffle(jobs)
        return jobs


def _lane(event) -> str:
    source = event.get("source")
    return str(source.get("userId")) if isinstance(source, dict) else "nobody"


def _ms_since(begun: float) -> int:
    return int((time.monotonic() - begun) * 1000)


def _failure(problem) -> str:
    """LINE's words of the error statistics (DOC/check-webhook-error-statistics/#check-error-reason)."""
    if isinstance(problem, urllib3.exceptions.ConnectTimeoutError | urllib3.exceptions.NewConnectionError):
        return "could_not_connect"
    return "request_timeout" if isinstance(problem, urllib3.exceptions.TimeoutError) else "unclassified"
