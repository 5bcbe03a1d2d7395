"""How a call to LINE ended, in our words: pure rules, from a status and a body to an outcome."""

from dataclasses import dataclass

import orjson

NOT_LINE = "an answer that is not LINE's"


@dataclass(frozen=True)
class Answer:
    """How a call ended.

    outcome     sent          LINE has it (2xx; or 409 to a push: an earlier attempt had already arrived)
                refused       a clear no (4xx): nothing arrived, and the same again would be refused again
                throttled     too many calls just now (429): nothing arrived
                out_of_quota  the month's messages are spent (429): nothing arrived
                unknown       no answer, or 5xx: it may or may not have arrived
                unreachable   no connection: nothing left this machine
    status      of HTTP; 0 when there was none
    request_id  LINE's name for the call, for its support
    cause       for people who look into it; holds no token and no word of a message
    """

    outcome: str
    status: int = 0
    request_id: str = ""
    cause: str = ""


class LineFailed(Exception):
    """A call that had to give us something did not. `answer` says how it ended."""

    def __init__(self, answer: Answer):
        super().__init__(f"LINE: {answer.outcome}, {answer.cause}")
        self.answer = answer


def judge(status: int | None, headers, body) -> Answer:
    """What an answer other than 200 means. Status 0 is the SDK's word for trouble with TLS, before or after sending."""
    status, said, headers = status or 0, _message(body), headers or {}
    request_id = headers.get("x-line-accepted-request-id") or headers.get("x-line-request-id") or ""
    return Answer(_outcome(status, said), status, request_id, f"{status} {said}".strip())


def _outcome(status: int, said: str) -> str:
    if status == 429:
        # The texts are not guaranteed (line-openapi has none); one that we do not know is taken for the lesser evil.
        return "out_of_quota" if "monthly limit" in said.lower() else "throttled"
    return "refused" if 400 <= status < 500 else "unknown"


def _message(body) -> str:
    """LINE's own words about what was wrong: its message and the first property it names, never what we had sent."""
    told = json_object(body)
    if told is None:
        return NOT_LINE
    details = told.get("details") or [{}]
    return " ".join(filter(None, (str(told.get("message", "")), details[0].get("property"))))[:200]


def json_object(body) -> dict | None:
    """The object in a body, {} for an empty one; None for what a proxy or a hotel's sign-in page may have put there."""
    try:
        told = orjson.loads(body or b"{}")
    except orjson.JSONDecodeError:
        return None
    return told if isinstance(told, dict) else None
