"""The one door to LINE: what comes in is checked here, what goes out leaves here. Nothing else imports linebot.

The SDK is our transport, not our vocabulary: messages are plain dicts in LINE's own JSON shape. Building its pydantic
models for a text and a card cost 2.8 ms of CPU a call, handing the dicts to its REST client 0.3 ms (docs/performance.md).
Importing any part of the SDK imports all of it (72 MB, 0.9 s), so the web server does that once, before it forks.

Its manners that bite, each held by tests/test_line.py: no timeout unless every call brings one, its own retries, two
families of errors (its ApiException, urllib3's), a client that keeps its last response, logs with whole bodies.
"""

import base64
import hashlib
import hmac
import logging
from contextlib import contextmanager
from urllib.parse import quote

import urllib3
from linebot.v3.messaging import ApiClient, ApiException, Configuration

from bot.answers import NOT_LINE, Answer, LineFailed, json_object, judge

API, DATA = "https://api.line.me", "https://api-data.line.me"

# Seconds (to connect, to wait for an answer). LINE names no figure; ten is long enough for a bad day at LINE and short
# enough for a person to be told before the reply token dies, a minute after the webhook.
PATIENCE = (3, 10)
PATIENCE_WITH_TRIFLES = (1, 1)  # the dots that say "typing": nobody waits for them
PATIENCE_WITH_PICTURES = (3, 30)  # a rich menu's picture of up to 1 MB, over a village's uplink
CONNECTIONS = 16  # kept open: the threads of a worker and its senders, with room to spare
LONGEST_REFUSAL = 4096  # bytes of a no that are read: LINE's own have a few hundred
BULK = 500  # user ids in one call (messaging-api.yml, RichMenuBulkLinkRequest)

NOTHING_LEFT = (urllib3.exceptions.NewConnectionError, urllib3.exceptions.ConnectTimeoutError)


class Line:
    """LINE for one channel. Make one for a process and share it between threads; making it opens no connection."""

    def __init__(self, channel_secret: str, access_token: str, api_base: str | None = None, patience=PATIENCE):
        """`api_base` stands in for both of LINE's hosts (the simulator); leave it out in production."""
        self._secret, self._patience = channel_secret.encode(), patience
        self._api, self._data = api_base or API, api_base or DATA
        configuration = Configuration(access_token=access_token)
        configuration.retries = False  # how often and when is the outbox's decision; False also follows no redirect
        configuration.connection_pool_maxsize = CONNECTIONS
        client = ApiClient(configuration)
        self._headers, self._rest = client.default_headers, client.rest_client
        for noisy in ("linebot", "urllib3"):  # at DEBUG they write bodies and people's ids into the log
            logging.getLogger(noisy).setLevel(logging.INFO)

    # What comes in

    def signed(self, body: bytes, signature: str | None) -> bool:
        """Did LINE send exactly these bytes? (The SDK's check wants text, and raises when the header is missing.)"""
        if signature is None:
            return False
        expected = base64.b64encode(hmac.new(self._secret, body, hashlib.sha256).digest())
        return hmac.compare_digest(expected, signature.encode(errors="replace"))

    # What goes out

    def reply(self, token: str, messages: list[dict]) -> Answer:
        """1–5 messages, free of charge, once for each token. LINE takes no retry key here."""
        return self._send("/v2/bot/message/reply", {"replyToken": token, "messages": messages})

    def push(self, to: str, messages: list[dict], retry_key: str) -> Answer:
        """1–5 messages that count toward the month. The same key and body again cannot arrive twice within 24 hours."""
        body = {"to": to, "messages": messages}
        answer = self._send("/v2/bot/message/push", body, {"X-Line-Retry-Key": retry_key})
        return Answer("sent", 409, answer.request_id, answer.cause) if answer.status == 409 else answer

    def loading(self, user: str, seconds: int) -> Answer:
        """Shows that we are at it; `seconds` is 5, 10 … 60. Nothing depends on it."""
        body = {"chatId": user, "loadingSeconds": seconds}
        return self._send("/v2/bot/chat/loading/start", body, patience=PATIENCE_WITH_TRIFLES)

    # Who is there

    def profile(self, user: str) -> dict | None:
        """{displayName, userId, …}, or None for somebody who blocked us or never wrote. Raises LineFailed."""
        return self._find(f"/v2/bot/profile/{_id(user)}")

    def bot(self) -> dict:
        """{userId, basicId, displayName, chatMode, markAsReadMode …} of our own account."""
        return self._ask("GET", "/v2/bot/info")

    def quota(self) -> int | None:
        """Messages this month may hold; None for no limit."""
        return self._ask("GET", "/v2/bot/message/quota").get("value")

    def consumption(self) -> int:
        """Messages of this month so far; LINE calls the figure approximate."""
        return self._ask("GET", "/v2/bot/message/quota/consumption")["totalUsage"]

    # What people send beside words

    @contextmanager
    def content(self, message_id: str, preview: bool = False):
        """The bytes, or a small picture of a film, as an open answer to read piece by piece: the SDK would hold a film of
        200 MB in memory. Raises LineFailed, with status 202 while LINE is still preparing it, and for what breaks off."""
        url = f"{self._data}/v2/bot/message/{_id(message_id)}/content{'/preview' if preview else ''}"
        options = {"preload_content": False, "redirect": False, "retries": False, "timeout": urllib3.Timeout(*self._patience)}
        response = None
        try:
            response = self._rest.pool_manager.request("GET", url, headers=self._headers, **options)
            if response.status != 200:
                raise LineFailed(judge(response.status, response.headers, response.read(LONGEST_REFUSAL)))
            yield response
        except urllib3.exceptions.HTTPError as error:
            raise LineFailed(_broken(error)) from None
        finally:
            if response is not None:
                response.close()  # a connection with unread bytes in it is of no use to the next call

    # Where LINE finds us

    def webhook(self) -> dict | None:
        """{endpoint, active}, or None when none is set."""
        return self._find("/v2/bot/channel/webhook/endpoint")

    def test_webhook(self) -> dict:
        """LINE calls us, and tells {success, timestamp, statusCode, reason, detail}. At most 60 an hour."""
        return self._ask("POST", "/v2/bot/channel/webhook/test", {})

    # Rich menus

    def rich_menus(self) -> list[dict]:
        """All that were made through the API, each with its richMenuId."""
        return self._ask("GET", "/v2/bot/richmenu/list")["richmenus"]

    def create_rich_menu(self, menu: dict) -> str:
        """The new menu's id. (The SDK's model refuses Thai chatBarTexts that LINE takes: it counts vowels as letters.)"""
        return self._ask("POST", "/v2/bot/richmenu", menu)["richMenuId"]

    def upload_rich_menu_picture(self, rich_menu_id: str, png: bytes):
        """Once for each menu: LINE does not replace a picture."""
        self._call(
            "POST",
            f"{self._data}/v2/bot/richmenu/{_id(rich_menu_id)}/content",
            png,
            {"Content-Type": "image/png"},
            PATIENCE_WITH_PICTURES,
        )

    def delete_rich_menu(self, rich_menu_id: str):
        """Also fine when it is gone already."""
        self._find(f"/v2/bot/richmenu/{_id(rich_menu_id)}", "DELETE")

    def default_rich_menu(self) -> str | None:
        found = self._find("/v2/bot/user/all/richmenu")
        return found and found["richMenuId"]

    def set_default_rich_menu(self, rich_menu_id: str):
        self._ask("POST", f"/v2/bot/user/all/richmenu/{_id(rich_menu_id)}")

    def link_rich_menu(self, user: str, rich_menu_id: str):
        """At once. LINE also says yes, and does nothing, for somebody who blocked us."""
        self._ask("POST", f"/v2/bot/user/{_id(user)}/richmenu/{_id(rich_menu_id)}")

    def unlink_rich_menu(self, user: str):
        """They see the default menu from now on."""
        self._find(f"/v2/bot/user/{_id(user)}/richmenu", "DELETE")

    def link_rich_menu_to_many(self, users: list[str], rich_menu_id: str):
        """Up to BULK people; LINE says yes first and links them a little later."""
        self._ask("POST", "/v2/bot/richmenu/bulk/link", {"richMenuId": rich_menu_id, "userIds": users})

    # How

    def _send(self, path: str, body: dict, headers: dict | None = None, patience=None) -> Answer:
        try:
            response = self._call("POST", self._api + path, body, headers, patience or self._patience)
        except LineFailed as failure:
            return failure.answer
        return Answer("sent", response.status, response.getheader("x-line-request-id", ""))

    def _find(self, path: str, method: str = "GET") -> dict | None:
        """Like _ask, with None for 404."""
        try:
            return self._ask(method, path)
        except LineFailed as failure:
            if failure.answer.status == 404:
                return None
            raise

    def _ask(self, method: str, path: str, body: dict | None = None) -> dict:
        response = self._call(method, self._api + path, body, None, self._patience)
        told = json_object(response.data)
        if told is None:
            raise LineFailed(Answer("unknown", response.status, cause=NOT_LINE))
        return told

    def _call(self, method: str, url: str, body, headers: dict | None, patience):
        """One request, one attempt. Raises LineFailed for every way that it can fail, and says nothing else about it."""
        headers = {"Content-Type": "application/json", **self._headers, **(headers or {})}
        try:
            return self._rest.request(method, url, headers=headers, body=body, _request_timeout=patience)
        except ApiException as error:
            answer = judge(error.status, error.headers, error.body)
        except urllib3.exceptions.HTTPError as error:
            answer = _broken(error)
        raise LineFailed(answer)  # outside the except: the SDK's errors print headers and bodies when logged


def _id(given: str) -> str:
    """One segment of a path, whatever it holds."""
    return quote(given, safe="")


def _broken(error: urllib3.exceptions.HTTPError) -> Answer:
    """No answer, or one that broke off."""
    return Answer("unreachable" if isinstance(error, NOTHING_LEFT) else "unknown", cause=type(error).__name__)
