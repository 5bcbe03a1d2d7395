"""A phone at the simulator's end: what it sends waits there until the product fetches it.

The simulator alone gives 38 of these photos a second to four callers when it takes 100 ms for each call, 770 when it takes
none, and 1.3 ms of CPU for one: it is not what is measured, so no lighter LINE stands in for it (docs/performance.md).
"""

import base64
import re

from scripts import laptop
from tests.wire import Simulator

CONTENT = re.compile(r"/v2/bot/message/(\w+)/content")
NOBODY = f"http://{laptop.ADDRESS}:9/callback"  # port 9 throws away: the bench itself queues what a webhook would have told


class Phone:
    """`delay`: seconds that LINE takes for each call for content."""

    def __init__(self, port: int, delay: float):
        self._sim, self.delay = Simulator(f"http://{laptop.ADDRESS}:{port}"), delay

    def photos(self, jpegs: list[bytes]) -> list[str]:
        """Sends them; gives their message ids. What was sent before is gone from LINE."""
        self._begin_anew()
        for jpeg in jpegs:
            self._act("image", base64=base64.b64encode(jpeg).decode())
        return self._sent()

    def film(self, size: int) -> str:
        """Sends an MP4 of `size` bytes; gives its message id."""
        self._begin_anew()
        self._act("video", size=size)
        return self._sent()[-1]

    def asked(self) -> list[tuple[str, float]]:
        """(message id, when) of every call for content since then, in seconds as time.time() counts them."""
        calls = ((CONTENT.fullmatch(call["path"]), call["at"]) for call in self._sim.get("/sim/calls?after=0")["calls"])
        return [(found[1], at / 1000 - self.delay) for found, at in calls if found]  # `at`: when the answer left

    def _begin_anew(self):
        self._sim.post("/sim/reset")
        self._sim.post("/sim/knobs", content_delay_ms=round(self.delay * 1000))
        self._act("follow")

    def _act(self, what: str, **more):
        self._sim.post(f"/sim/people/{Simulator.VOLUNTEER}/act", do=what, **more)

    def _sent(self) -> list[str]:
        items = self._sim.get(f"/sim/people/{Simulator.VOLUNTEER}/chat?after=0")["items"]
        return [item["message"]["id"] for item in items if item.get("message", {}).get("type") in ("image", "video")]
