"""A small Google Cloud Storage that keeps to preconditions and checksums, and misbehaves on order. Nothing of ours in it.

The emulator (tests/buckets.py) speaks more of the protocol, but overwrites where it was told `ifGenerationMatch=0`.
"""

import base64
import json
import re
import sys
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

import google_crc32c

# Orders for one call each; a number is a status to answer with, a function is called before the call is served.
CUT = "takes or gives half of the bytes and hangs up"
LOST = "does what it was asked, and hangs up instead of answering"
SPOILT = "a byte has changed on the way here"

UPLOADS, OBJECT = r"/upload/storage/v1/b/([^/]+)/o", r"/(?:download/)?storage/v1/b/([^/]+)/o/(.+)"
RIGHTS = r"/storage/v1/b/([^/]+)/iam/testPermissions"


@dataclass(frozen=True)
class Call:
    method: str
    path: str
    query: dict
    headers: dict
    body: bytes
    connection: int  # the port at the other end: which connection it came by


@dataclass(frozen=True)
class Kept:
    content: bytes
    told: dict  # what the uploader said of it: contentType, cacheControl …
    generation: int


class Refusal(Exception):
    """(status, message)"""


class Gcs:
    """Buckets of objects. `script` has orders, one for each call; `down` is a status that every call gets for now."""

    def __init__(self, url: str):
        self.url, self.script, self.down, self.calls = url, [], None, []
        self.buckets, self.uploads, self.rights = {"a-bucket": {}}, {}, None
        self._lock, self._count = threading.Lock(), 0

    @property
    def objects(self) -> dict[str, Kept]:
        return self.buckets["a-bucket"]

    def put(self, name: str, content: bytes):
        """As if somebody else had written it."""
        self._keep("a-bucket", name, content, {}, None)

    def serve(self, call: Call):
        """(status, headers, body: bytes or what becomes JSON). One call at a time: two writers cannot both be first."""
        with self._lock:
            for method, pattern, answer in self._doors():
                found = re.fullmatch(pattern, call.path)
                if found and method == call.method:
                    bucket, *rest = map(unquote, found.groups())
                    if bucket not in self.buckets:
                        raise Refusal(404, "The specified bucket does not exist.")
                    return answer(call, bucket, *rest)
        raise Refusal(501, f"{call.method} {call.path}")

    def _doors(self):
        return [("POST", UPLOADS, self._begin), ("PUT", UPLOADS, self._chunk), ("GET", OBJECT, self._get),
                ("DELETE", OBJECT, self._delete), ("GET", RIGHTS, self._may)]

    # Writing

    def _begin(self, call: Call, bucket: str):
        if call.query["uploadType"] == "multipart":
            told, content = parts(call)
            return self._keep(bucket, told["name"], content, told, call.query.get("ifGenerationMatch"))
        self._count += 1
        told = {"contentType": call.headers.get("x-upload-content-type"), **json.loads(call.body)}
        self.uploads[str(self._count)] = {"told": told, "sure": call.query.get("ifGenerationMatch"), "chunks": []}
        return 200, {"location": f"{self.url}{call.path}?uploadType=resumable&upload_id={self._count}"}, b""

    def _chunk(self, call: Call, bucket: str):
        upload = self.uploads[call.query["upload_id"]]
        upload["chunks"].append(call.body)
        end, total = re.fullmatch(r"bytes \d+-(\d+)/(\d+)", call.headers["content-range"]).groups()
        if int(end) + 1 < int(total):
            return 308, {"range": f"bytes=0-{end}"}, b""
        told = {**upload["told"], "crc32c": call.headers["x-goog-hash"].removeprefix("crc32c=")}
        return self._keep(bucket, told["name"], b"".join(upload["chunks"]), told, upload["sure"])

    def _keep(self, bucket: str, name: str, content: bytes, told: dict, sure: str | None):
        if sure == "0" and name in self.buckets[bucket]:
            raise Refusal(412, "At least one of the pre-conditions you specified did not hold.")
        if told.get("crc32c", checksum(content)) != checksum(content):
            raise Refusal(400, f"Provided CRC32C doesn't match calculated CRC32C of {bucket}/{name}.")
        self._count += 1
        self.buckets[bucket][name] = Kept(content, told, self._count)
        return 200, {}, self._described(bucket, name)

    # Reading

    def _get(self, call: Call, bucket: str, name: str):
        described = self._described(bucket, name)
        if call.query.get("alt") != "media":
            return 200, {}, described
        content = self.buckets[bucket][name].content
        start, end = map(int, re.fullmatch(r"bytes=(\d+)-(\d+)", call.headers["range"]).groups())
        return 206, {"content-range": f"bytes {start}-{end}/{len(content)}"}, content[start:end + 1]

    def _delete(self, call: Call, bucket: str, name: str):
        self._described(bucket, name)
        del self.buckets[bucket][name]
        return 204, {}, b""

    def _may(self, call: Call, bucket: str):
        asked = call.query["permissions"]
        return 200, {}, {"permissions": [right for right in asked if self.rights is None or right in self.rights]}

    def _described(self, bucket: str, name: str) -> dict:
        kept = self.buckets[bucket].get(name)
        if kept is None:
            raise Refusal(404, f"No such object: {bucket}/{name}")
        return {"name": name, "bucket": bucket, "size": str(len(kept.content)), "generation": str(kept.generation),
                "crc32c": checksum(kept.content)}


def parts(call: Call) -> tuple[dict, bytes]:
    """What is said of an object, and its bytes, from a body of multipart/related."""
    boundary = re.search(r'boundary="?([^"]+)', call.headers["content-type"])[1].encode()
    _, described, content, _ = call.body.split(b"--" + boundary)
    head, _, content = content.partition(b"\r\n\r\n")
    told = json.loads(described.partition(b"\r\n\r\n")[2])
    return {"contentType": head.decode().partition(": ")[2], **told}, content.removesuffix(b"\r\n")


def spoilt(body: bytes) -> bytes:
    middle = len(body) // 2
    return body[:middle] + bytes([body[middle] ^ 1]) + body[middle + 1:]


def checksum(content: bytes) -> str:
    return base64.b64encode(google_crc32c.Checksum(content).digest()).decode()


@contextmanager
def gcs_fake():
    """Yields a Gcs at `url`, with one bucket, "a-bucket"."""
    server = _Server(("127.0.0.1", 0), _Handler)
    server.gcs = Gcs(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server.gcs
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True  # a client keeps its connections for longer than the test runs

    def handle_error(self, request, client_address):
        if not isinstance(sys.exception(), ConnectionError):  # whoever hangs up on us has his reasons
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def handle_any(self):
        gcs = self.server.gcs
        order = gcs.down or (gcs.script.pop(0) if gcs.script else None)
        length = int(self.headers.get("content-length") or 0)
        body = self.rfile.read(length // 2 if order == CUT else length)
        if order == CUT and length:
            return self._hang_up()
        call = self._call(spoilt(body) if order == SPOILT else body)
        gcs.calls.append(call)
        if callable(order):
            order()
        answer = refused(order, "as ordered") if isinstance(order, int) else served(gcs, call)
        if order == LOST:
            return self._hang_up()
        self._answer(*answer, cut=order == CUT)

    do_GET = do_POST = do_PUT = do_DELETE = handle_any

    def _call(self, body: bytes) -> Call:
        url, headers = urlsplit(self.path), {name.lower(): value for name, value in self.headers.items()}
        query = {name: values if name == "permissions" else values[0] for name, values in parse_qs(url.query).items()}
        return Call(self.command, url.path, query, headers, body, self.client_address[1])

    def _answer(self, status: int, headers: dict, body, cut: bool):
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        for name, value in {**headers, "content-length": str(len(content))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content[:len(content) // 2] if cut else content)
        if cut:
            self._hang_up()

    def _hang_up(self):
        self.close_connection = True

    def log_message(self, *_):
        pass


def served(gcs: Gcs, call: Call):
    try:
        return gcs.serve(call)
    except Refusal as refusal:
        return refused(*refusal.args)


def refused(status: int, message: str):
    return status, {"content-type": "application/json"}, {"error": {"code": status, "message": message}}
