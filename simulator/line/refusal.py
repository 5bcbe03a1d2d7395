"""LINE's way of saying no (REF#error-responses)."""

from simulator.checks.shapes import Fault


class Refusal(Exception):
    """Answered as `status` with {"message", "details"?, …more}; details are dicts of message and property."""

    def __init__(self, status: int, message: str, details=(), headers=None, **more):
        super().__init__(message)
        self.status, self.message, self.details = status, message, list(details)
        self.headers, self.more = headers or {}, more

    def body(self) -> dict:
        """LINE leaves `details` out when there are none."""
        return {"message": self.message, **self.more, **({"details": self.details} if self.details else {})}


def refuse_if(found: list[Fault]):
    """400 if there are faults. Flex has its own form: the message is named, the place is a path inside it."""
    if not found:
        return
    flex = [fault for fault in found if _inside_flex(fault)]
    if len(flex) < len(found):
        details = [{"message": fault.said, "property": fault.dotted()} for fault in found]
        raise Refusal(400, f"The request body has {len(found)} error(s)", details)
    first = flex[0].path[1]
    details = [{"message": fault.said, "property": _pointer(fault)} for fault in flex if fault.path[1] == first]
    raise Refusal(400, f"A message (messages[{first}]) in the request body is invalid", details)


def _inside_flex(fault: Fault) -> bool:
    return len(fault.path) > 2 and fault.path[0] == "messages" and fault.path[2] == "contents"


def _pointer(fault: Fault) -> str:
    """As LINE points into Flex, seen in line/line-bot-sdk-go issue 657: /footer/contents/2"""
    return "/" + "/".join(str(part) for part in fault.path[3:])


def not_found() -> Refusal:
    """404 as LINE says it."""
    return Refusal(404, "Not found")


def bad_property(name: str) -> Refusal:
    """400 for one property, quoted or not as LINE happens to: 'to', to[1]. The dashes are LINE's own."""
    return Refusal(400, f"The property, {name}, in the request body is invalid (line: -, column: -)")


def monthly_limit() -> Refusal:
    """429: the month's messages are spent."""
    return Refusal(429, "You have reached your monthly limit.")


def rate_limit() -> Refusal:
    """429: too many calls."""
    return Refusal(429, "The API rate limit has been exceeded. Try again later.")
