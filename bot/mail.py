"""Alarms by e-mail, over SMTP: whose duty it is in an area, and how they are written to."""

import re
import smtplib
import ssl
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from bot.person import BANGKOK_TIME
from bot.second import WHY, Alarm, NoAnswer, SecondFailed
from thai.dates import show_date

# Seconds for each step of the talk with the mail server: some ten steps must fit into a job's lease (bot/jobs.py). Ours.
PATIENCE = 5
PORTS = {"smtp": 587, "smtps": 465}  # submission, and submission over TLS (RFC 6409, RFC 8314)
HERE = ("localhost", "127.0.0.1", "::1")
ADDRESS = re.compile(r"[!-~]+@[!-~]+")  # ASCII; whether it exists, the mail server knows
PREFIX = re.compile(r"\*|(\d\d){1,4}")
HEADS = {"emergency": "เหตุด่วนมาก", "urgent": "เหตุด่วน"}
HOW = "write it as 52=duty@lampang.example 5206=a@b.example,c@d.example *=all@e.example"


def checked_server(url: str) -> str:
    """The same, if we can send by it. Raises ValueError that says how to write it, and never repeats it."""
    told = urlsplit(url)
    try:
        known = told.scheme in PORTS and told.hostname and (told.port or True) and told.path in ("", "/")
    except ValueError:  # a port that is no number
        known = False
    if not known or (told.username is None) != (told.password is None):
        raise ValueError("write it as smtp://user:password@host:587 (STARTTLS) or smtps://user:password@host:465")
    return url


def checked_address(text: str) -> str:
    if not ADDRESS.fullmatch(text) or set(text) & set(",=<>"):
        raise ValueError(f"{text!r} is no e-mail address")
    return text


def read_recipients(text: str) -> dict:
    """ "52=a@x 5206=b@x,c@x *=d@x" -> {area code, or *: (addresses)}. Raises ValueError that says how to write it."""
    found = {}
    for word in text.split():
        prefix, _, people = word.partition("=")
        if not PREFIX.fullmatch(prefix) or prefix in found or not people:
            raise ValueError(f"{HOW}, each area code (2, 4, 6 or 8 digits) or * once; it says {word!r}")
        found[prefix] = tuple(checked_address(one) for one in people.split(","))
    return found


class Mail:
    def __init__(self, url: str, sender: str, recipients: dict, patience=PATIENCE):
        """`url`: as checked_server takes it; `recipients`: of read_recipients."""
        self._server, self._from, self._recipients, self._patience = urlsplit(url), sender, recipients, patience

    def recipients(self, area_code: str) -> list[str]:
        """Those of the longest area code that holds this one, and those who are told of all."""
        fitting = [prefix for prefix in self._recipients if area_code.startswith(prefix)]
        named = self._recipients[max(fitting, key=len)] if fitting else ()
        return list(dict.fromkeys((*named, *self._recipients.get("*", ()))))

    def wants(self, area_code: str) -> bool:
        return bool(self.recipients(area_code))

    def send(self, alarm: Alarm):
        """It has left as soon as the server took it for one of them: to try again would tell that one twice."""
        try:
            with self._connected() as server:
                server.send_message(self._letter(alarm))
        except smtplib.SMTPRecipientsRefused:
            raise SecondFailed("every recipient was refused") from None
        except smtplib.SMTPResponseException as error:  # its words may hold addresses
            raise SecondFailed(f"the mail server said {error.smtp_code}") from None
        except OSError as error:  # smtplib's own errors are OSErrors too
            raise NoAnswer(type(error).__name__) from None

    @contextmanager
    def _connected(self):
        """Nothing but STARTTLS or TLS, and only to a server whose certificate is good; on this machine without, if no
        password is sent."""
        told, tls = self._server, ssl.create_default_context()
        options = {"host": told.hostname, "port": told.port or PORTS[told.scheme], "timeout": self._patience}
        options["local_hostname"] = self._from.rpartition("@")[2]  # else this machine's name is looked up, and told
        server = smtplib.SMTP_SSL(**options, context=tls) if told.scheme == "smtps" else smtplib.SMTP(**options)
        try:
            if told.scheme == "smtp" and (told.username or told.hostname not in HERE):
                server.starttls(context=tls)
            if told.username:
                server.login(unquote(told.username), unquote(told.password))
            yield server
            with suppress(OSError):  # the letter has left; how the talk ends is no matter
                server.quit()
        finally:
            server.close()

    def _letter(self, alarm: Alarm) -> EmailMessage:
        letter, head = EmailMessage(), HEADS[alarm.urgency]
        letter["Subject"] = " ".join(filter(None, (f"{head}:", alarm.kind, alarm.place, alarm.case_no)))
        letter["From"], letter["To"] = self._from, ", ".join(self.recipients(alarm.area_code))
        letter["Date"] = alarm.at
        letter["Message-ID"] = f"<{alarm.id}@{self._from.rpartition('@')[2]}>"  # the same again: many programs drop a repeat
        letter["Importance"], letter["Auto-Submitted"] = "high", "auto-generated"
        letter.set_content(words(alarm))
        return letter


def words(alarm: Alarm) -> str:
    at = alarm.opened_at.astimezone(BANGKOK_TIME)
    return f"""{HEADS[alarm.urgency]}ค่ะ ยังไม่มีใครรับเรื่อง

เรื่อง: {alarm.kind}
ที่: {alarm.place or "ยังไม่ทราบที่"}
เลขที่: {alarm.case_no}
แจ้งเมื่อ: {show_date(at.date(), short=True)} {at:%H:%M} น.
ส่งอีเมลนี้เพราะ: {WHY[alarm.why]}

เปิด LINE ถึงบ้าน แล้วพิมพ์ รับเรื่อง {alarm.case_no} นะคะ
เปิดไม่ได้ โทร 1300 แล้วบอกเลขที่นี้ค่ะ

{alarm.public_url}
"""
