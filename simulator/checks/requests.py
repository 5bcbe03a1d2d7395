"""The bodies of reply, push, multicast and validate: lists of Faults, empty when LINE would take them."""

from simulator.checks.message import faults_of
from simulator.checks.shapes import Fault

MESSAGES = 5  # message objects a call may carry (REF#send-push-message)
RECIPIENTS = 500  # user ids of one multicast (REF#send-multicast-message)


def reply_faults(body: dict) -> list[Fault]:
    """replyToken, messages, notificationDisabled?"""
    return _known(body, "replyToken", "messages", "notificationDisabled") + _text(body, "replyToken") + _common(body)


def push_faults(body: dict) -> list[Fault]:
    """to, messages, notificationDisabled?, customAggregationUnits?"""
    known = _known(body, "to", "messages", "notificationDisabled", "customAggregationUnits")
    return known + _text(body, "to") + _common(body)


def multicast_faults(body: dict) -> list[Fault]:
    """to (a list of user ids), messages, notificationDisabled?, customAggregationUnits?"""
    known = _known(body, "to", "messages", "notificationDisabled", "customAggregationUnits")
    return known + _recipients(body) + _common(body)


def validate_faults(body: dict) -> list[Fault]:
    """messages"""
    return _known(body, "messages") + _common(body)


def _known(body, *names):
    return [Fault("Unknown property", (name,)) for name in body if name not in names]


def _text(body, name):
    value = body.get(name)
    if value in (None, ""):
        return [Fault("May not be empty", (name,))]
    return [] if isinstance(value, str) else [Fault("Must be a string", (name,))]


def _recipients(body):
    people = body.get("to")
    if not isinstance(people, list) or not 1 <= len(people) <= RECIPIENTS:
        return [Fault(f"Size must be between 1 and {RECIPIENTS}", ("to",))]
    return [Fault("Must be a string", ("to", n)) for n, one in enumerate(people) if not isinstance(one, str)]


def _common(body):
    silent = body.get("notificationDisabled", False)
    found = [] if isinstance(silent, bool) else [Fault("Must be a boolean", ("notificationDisabled",))]
    messages = body.get("messages")
    if not isinstance(messages, list) or not 1 <= len(messages) <= MESSAGES:
        return [*found, Fault(f"Size must be between 1 and {MESSAGES}", ("messages",))]
    for number, message in enumerate(messages):
        found += faults_of("Message", message, ("messages", number))
    return found


def menu_faults(body: dict) -> list[Fault]:
    """A rich menu as it is created."""
    return faults_of("RichMenuRequest", body)


def alias_faults(body: dict) -> list[Fault]:
    """richMenuAliasId, richMenuId"""
    return faults_of("CreateRichMenuAliasRequest", body)


def alias_change_faults(body: dict) -> list[Fault]:
    """richMenuId"""
    return faults_of("UpdateRichMenuAliasRequest", body)


def link_faults(body: dict) -> list[Fault]:
    """richMenuId, userIds"""
    return faults_of("RichMenuBulkLinkRequest", body)


def unlink_faults(body: dict) -> list[Fault]:
    """userIds"""
    return faults_of("RichMenuBulkUnlinkRequest", body)


def endpoint_faults(body: dict, required: bool = True) -> list[Fault]:
    """endpoint, which a test of the webhook may leave out"""
    return faults_of("SetWebhookEndpointRequest" if required else "TestWebhookEndpointRequest", body)


def loading_faults(body: dict) -> list[Fault]:
    """chatId, loadingSeconds?"""
    return faults_of("ShowLoadingAnimationRequest", body)


def read_faults(body: dict) -> list[Fault]:
    """markAsReadToken"""
    return faults_of("MarkMessagesAsReadByTokenRequest", body)
