"""The second channel and the beat to the outside: a real mail server, a hotline that misbehaves on order, the clock turned."""

import hashlib
import hmac
import json
import logging
import socket
import ssl
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from types import SimpleNamespace

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import update

from app import create_app, second_of
from bot import second
from bot.beat import Beat
from bot.desk import Desk
from bot.jobs import Job, Later
from bot.links import Links
from bot.mail import Mail, read_recipients
from bot.second import Alarm, Caller, Hotline, NoAnswer, SecondFailed
from bot.senders import Inline
from bot.settings import read_settings
from models import case, work
from models.case import CaseLog
from models.work import Job as JobRow
from tests.town import AUNT, OFFICER, Town
from tests.wire import HANG_UP, SECRET, SILENCE, TOKEN, Says

HOTLINE_SECRET = "a secret that only the hotline and we know"
USER, PASSWORD = "baan", "p@ss:word"
DUTY, CHIEF, ALL = "duty@lampang.example", "chief@chaehom.example", "all@country.example"
MAIL_TO = f"52={DUTY} 5206={CHIEF},second@chaehom.example *={ALL}"
NAMES = ("ยายคำ", "0812345678", "ลูกเขย", AUNT)  # what must not leave


# ---------------------------------------------------------------------- a mail server


class Letters:
    """What aiosmtpd asks us: it keeps what came, and refuses whom it is told to refuse."""

    def __init__(self):
        self.came, self.refused = [], set()

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.refused:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        letter = message_from_bytes(envelope.content, policy=default)
        self.came.append(SimpleNamespace(to=envelope.rcpt_tos, letter=letter, words=letter.get_content(), tls=bool(session.ssl)))
        return "250 taken"


class PostOffice:
    """A mail server that can be closed and opened again, on one port."""

    def __init__(self, **options):
        self.letters, self._options, self._open = Letters(), options, None
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.url = f"smtp://localhost:{self.port}"

    def open(self):
        self._open = Controller(self.letters, hostname="127.0.0.1", port=self.port, **self._options)
        self._open.start()
        return self

    def close(self):
        if self._open:
            self._open.stop()
        self._open = None


@contextmanager
def post_office(**options):
    office = PostOffice(**options)
    try:
        yield office.open()
    finally:
        office.close()


@pytest.fixture
def office():
    with post_office() as one:
        yield one


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """(file, context) of a server called localhost, which only whoever is told to trusts."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    file = tmp_path_factory.mktemp("certificate") / "server.pem"
    pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    file.write_bytes(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain) + made.public_bytes(pem))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return file, context


def knows_us(server, session, envelope, mechanism, told):
    good = (told.login, told.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=good, handled=good)


def alarm(area_code="52060705", **values) -> Alarm:
    at = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
    told = {"id": "00000000-0000-5000-8000-000000000001", "case_no": "ฉ6911-00001", "kind": "ถูกทำร้าย", "urgency": "emergency"}
    more = {"place": "ต.วิเชตนคร", "opened_at": at, "why": "nobody", "public_url": "https://baan.example", "at": at}
    return Alarm(**{**told, **more, "area_code": area_code, **values})


def mail(office, url=None, to=MAIL_TO) -> Mail:
    return Mail(url or office.url, "baan@lampang.example", read_recipients(to), patience=2)


# ---------------------------------------------------------------------- by e-mail


def test_a_letter_tells_the_kind_the_place_and_the_number(office):
    mail(office).send(alarm())
    (came,) = office.letters.came
    assert came.to == [CHIEF, "second@chaehom.example", ALL]
    assert came.letter["subject"] == "เหตุด่วนมาก: ถูกทำร้าย ต.วิเชตนคร ฉ6911-00001"
    assert came.letter["message-id"] == "<00000000-0000-5000-8000-000000000001@lampang.example>"
    assert came.letter["date"].datetime == alarm().at
    for told in ("ฉ6911-00001", "22 พ.ย. 69 10:00 น.", "ไม่มีใครที่แจ้งทาง LINE ได้", "https://baan.example", "1300"):
        assert told in came.words


@pytest.mark.parametrize(
    ("area_code", "told"),
    [
        ("52060705", [CHIEF, "second@chaehom.example", ALL]),
        ("520101", [DUTY, ALL]),
        ("50", [ALL]),
        ("", [ALL]),
    ],
)
def test_the_longest_area_that_holds_the_place_is_told(office, area_code, told):
    assert mail(office).recipients(area_code) == told


def test_where_nobody_is_named_nobody_is_wanted(office):
    assert not mail(office, to=f"52={DUTY}").wants("500101")


def test_one_who_is_refused_does_not_keep_it_from_the_others(office):
    office.letters.refused = {CHIEF, ALL}
    mail(office).send(alarm())
    assert [came.to for came in office.letters.came] == [["second@chaehom.example"]]


def test_refused_for_everybody_it_failed(office):
    office.letters.refused = {DUTY}
    with pytest.raises(SecondFailed, match=r"^every recipient was refused$"):
        mail(office, to=f"52={DUTY}").send(alarm())


def test_with_a_password_it_goes_sealed(certificate, monkeypatch):
    file, context = certificate
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    with post_office(tls_context=context, require_starttls=True, auth_required=True, authenticator=knows_us) as office:
        mail(office, f"smtp://{USER}:p%40ss%3Aword@localhost:{office.port}").send(alarm())
        assert [came.tls for came in office.letters.came] == [True]
        with pytest.raises(SecondFailed, match=r"^the mail server said 535$"):
            mail(office, f"smtp://{USER}:wrong@localhost:{office.port}").send(alarm())
    assert len(office.letters.came) == 1


def test_smtps_is_sealed_from_the_first_byte(certificate, monkeypatch):
    file, context = certificate
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    with post_office(ssl_context=context, auth_require_tls=False, authenticator=knows_us) as office:
        mail(office, f"smtps://{USER}:p%40ss%3Aword@localhost:{office.port}").send(alarm())
    assert len(office.letters.came) == 1


def test_a_password_is_told_to_nobody_whose_certificate_is_not_good(certificate, monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    asked = []
    with post_office(tls_context=certificate[1], authenticator=lambda *told: asked.append(told)) as office:
        sender = mail(office, f"smtp://{USER}:secret@localhost:{office.port}")
        pytest.raises(NoAnswer, sender.send, alarm()).match("SSLCertVerificationError")
    assert (asked, office.letters.came) == ([], [])


def test_a_password_is_told_to_nobody_who_cannot_seal(office):
    with pytest.raises(SecondFailed, match="SMTPNotSupportedError"):
        mail(office, f"smtp://{USER}:secret@localhost:{office.port}").send(alarm())


def test_a_mail_server_that_says_nothing_is_given_up_soon(office):
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        url = f"smtp://localhost:{deaf.getsockname()[1]}"
        with pytest.raises(NoAnswer):
            Mail(url, "baan@lampang.example", read_recipients(MAIL_TO), patience=0.2).send(alarm())


# ---------------------------------------------------------------------- to the hotline's own system


def hotline(there, path="/alarms", **more) -> Hotline:
    return Hotline(there.url + path, HOTLINE_SECRET, **more)


def test_a_call_can_be_proven_to_be_ours(there):
    hotline(there).send(alarm())
    (call,) = there.calls
    assert (call.method, call.path, call.headers["content-type"]) == ("POST", "/alarms", "application/json")
    signed = hmac.new(HOTLINE_SECRET.encode(), call.body, hashlib.sha256).hexdigest()
    assert call.headers["x-thuengbaan-signature"] == f"sha256={signed}"
    assert call.json == {
        "id": call.headers["x-thuengbaan-id"], "case_no": "ฉ6911-00001", "kind": "ถูกทำร้าย", "urgency": "emergency",
        "place": "ต.วิเชตนคร", "opened_at": "2026-11-22T03:00:00+00:00", "why": "nobody", "public_url": "https://baan.example",
    }  # fmt: skip


@pytest.mark.parametrize("status", [301, 302, 307, 308, 400, 401, 404, 429, 500, 503])
def test_everything_but_a_yes_is_a_no_and_no_redirect_is_followed(there, status):
    there.script = [Says(status, headers={"location": there.url + "/elsewhere"})]
    with pytest.raises(SecondFailed, match=f"^status {status}$"):
        hotline(there).send(alarm())
    assert [call.path for call in there.calls] == ["/alarms"]


@pytest.mark.parametrize("says", [SILENCE, HANG_UP])
def test_no_answer_is_not_asked_again_at_once(there, says):
    there.script = [says]
    with pytest.raises(NoAnswer):
        hotline(there, patience=(1, 0.2)).send(alarm())
    assert len(there.calls) == 1


def test_an_answer_without_end_is_not_read(there):
    there.script = [Says(200, b"x" * 50_000_000)]
    hotline(there).send(alarm())


# ---------------------------------------------------------------------- as a job of an installation


def installed(town, port, **more) -> Town:
    """The same town with these settings too."""
    told = {"LINE_CHANNEL_SECRET": SECRET, "LINE_CHANNEL_ACCESS_TOKEN": TOKEN, "LINE_API_BASE": town.sim.url}
    settings = read_settings({**told, "MEDIA_URL": str(town.installation.media), **more})
    app = create_app(settings, db=town.db, senders=Inline())
    port[0].app = app
    made = Town(replace(town.installation, app=app), town.sim)
    links = Links(settings.public_url, "a secret", town.db.now)
    made.desk = Desk.opened(None, None, None, links, second_of(settings))
    return made


@pytest.fixture
def both(town, port, office, there):
    """A town with both channels."""
    mails = {"MAIL_URL": office.url, "MAIL_FROM": "baan@lampang.example", "MAIL_TO": MAIL_TO}
    return installed(town, port, **mails, HOTLINE_URL=there.url + "/alarms", HOTLINE_SECRET=HOTLINE_SECRET)


def opened(town, **values):
    """An open case that nobody took; the ladder has nothing to do with it for a day."""
    rungs = [{"role": "officer", "digits": 6, "minutes": 5}]
    with town.db.transaction() as tx:
        number = values.pop("number", 1)
        told = {"story": "ลูกเขยตบตี ยายคำ", "phone": "0812345678"}
        row = {
            "case_no": f"ฉ6911-{number:05d}", "talk_id": number, "kind": "violence", "urgency": "emergency", "reporter": AUNT,
            "area_code": "52060705", "verified": True, "ladder": {"rungs": rungs, "again": 10, "idle": 60},
            "next_at": tx.now + timedelta(days=1),
        }  # fmt: skip
        return case.add(tx, told, **{**row, **values})


def call(town, one, why="nobody", step="1") -> int:
    with town.db.transaction() as tx:
        return second.call(tx, town.desk, one, why, step)


def turn(town, seconds: int):
    town.sim.post("/sim/clock", forward=seconds)
    town.go_round()


def jobs(town) -> list:
    return [(row.payload["channel"], row.state) for row in town.rows(JobRow, JobRow.kind == second.KIND)]


def told(town) -> list:
    return [(row.what, row.detail) for row in town.rows(CaseLog, CaseLog.what == "second")]


def taken(town, one):
    with town.db.transaction() as tx:
        case.change(tx, one.id, state="acknowledged", acknowledged_by=OFFICER)


def test_both_channels_tell_and_the_case_tells_of_them(both, office, there):
    one = opened(both)
    assert call(both, one) == 2
    both.go_round()
    (letter,), (posted,) = office.letters.came, there.calls
    assert "ต.วิเชตนคร" in letter.words
    assert (posted.json["kind"], posted.json["place"]) == ("ถูกทำร้าย", "ต.วิเชตนคร")
    assert [word for word in NAMES if word in letter.words or word in json.dumps(posted.json, ensure_ascii=False)] == []
    assert told(both) == [("second", {"channel": name, "why": "nobody"}) for name in ("mail", "hotline")]
    assert jobs(both) == [("mail", "done"), ("hotline", "done")]
    story = both.flask("cases", "why", one.case_no)
    assert "แจ้งทาง อีเมล ด้วย (ไม่มีใครที่แจ้งทาง LINE ได้)" in story
    assert "แจ้งทาง ระบบของสายด่วน ด้วย" in story


def test_a_step_is_called_once_and_the_next_step_again(both, office):
    one = opened(both)
    assert [call(both, one), call(both, one)] == [2, 0]
    both.go_round()
    assert [call(both, one), call(both, one, "unanswered", "2")] == [0, 2]
    both.go_round()
    assert len(office.letters.came) == 2


def test_a_step_without_a_name_is_the_newest_line_of_the_log(both, office):
    one = opened(both)
    with both.db.transaction() as tx:
        case.log(tx, one.id, "clock", "told")
        calls = [second.call(tx, both.desk, one, "unanswered"), second.call(tx, both.desk, one, "unanswered")]
    both.go_round()
    assert (calls, len(office.letters.came)) == ([2, 0], 1)


def test_while_one_is_tried_no_more_are_queued(both, office):
    one = opened(both)
    office.close()
    call(both, one)
    both.go_round()
    assert call(both, one, "unanswered", "2") == 1  # by the hotline, which has answered
    assert [name for name, state in jobs(both) if state == "ready"] == ["mail", "hotline"]


def test_a_call_that_rolls_back_was_none(both):
    one = opened(both)
    with both.db.transaction() as tx:
        assert second.call(tx, both.desk, one, "nobody", "1") == 2
        tx.connection.get_transaction().rollback()
    assert jobs(both) == []


def test_a_mail_server_that_was_away_gets_it_when_it_is_back(both, office, caplog):
    one = opened(both)
    office.close()
    call(both, one)
    both.go_round()
    assert jobs(both) == [("mail", "ready"), ("hotline", "done")]
    assert "could not be told by mail: ConnectionRefusedError" in caplog.text
    assert any("cannot be sent by e-mail" in words for words in both.app.test_client().get("/readyz").json["wrong"])
    office.open()
    turn(both, 3)
    assert jobs(both) == [("mail", "done"), ("hotline", "done")]
    assert len(office.letters.came) == 1
    assert both.app.test_client().get("/readyz").json["wrong"] == []


def test_however_long_it_is_away_it_is_tried_every_five_minutes(both, office):
    opened_case = opened(both, next_at=datetime(2027, 1, 1, tzinfo=UTC))
    office.close()
    call(both, opened_case)
    for _ in range(40):
        turn(both, 300)
    (row,) = both.rows(JobRow, JobRow.kind == second.KIND, JobRow.state == "ready")
    assert (row.attempts, row.cause) == (40, "ConnectionRefusedError")


def test_taken_meanwhile_nothing_is_sent(both, office, there):
    one = opened(both)
    call(both, one)
    taken(both, one)
    both.go_round()
    assert (office.letters.came, there.calls, told(both)) == ([], [], [])
    assert jobs(both) == [("mail", "done"), ("hotline", "done")]


def test_taken_while_it_was_away_it_is_not_tried_again(both, office):
    one = opened(both)
    office.close()
    call(both, one)
    both.go_round()
    taken(both, one)
    office.open()
    turn(both, 3)
    assert (office.letters.came, jobs(both)) == ([], [("mail", "done"), ("hotline", "done")])


def test_a_repeat_has_the_same_id_and_the_next_alarm_another(both, there):
    one = opened(both)
    there.script = [Says(500), HANG_UP]
    call(both, one)
    for _ in range(4):
        turn(both, 5)
    first, second_time, third = there.calls
    assert first.headers["x-thuengbaan-id"] == second_time.headers["x-thuengbaan-id"] == third.headers["x-thuengbaan-id"]
    assert first.body == second_time.body == third.body
    call(both, one, "unanswered", "2")
    both.go_round()
    assert there.calls[-1].headers["x-thuengbaan-id"] != first.headers["x-thuengbaan-id"]
    assert [detail["channel"] for _, detail in told(both)].count("hotline") == 2


def test_a_channel_that_does_not_answer_rests_and_does_not_hold_up_the_clock(both, there):
    first, next_one = opened(both), opened(both, number=2)
    there.script = [HANG_UP]
    call(both, first), call(both, next_one)
    caller = Caller(both.db, both.desk)
    rows = [row for row in both.rows(JobRow, JobRow.kind == second.KIND) if row.payload["channel"] == "hotline"]
    for row in rows:
        with pytest.raises(Later):
            caller(Job(row))
    assert len(there.calls) == 1
    both.sim.post("/sim/clock", forward=second.REST + 1)
    with both.db.transaction() as tx:
        row = work.claim(tx, [second.KIND], timedelta(minutes=2), rows[1].key)
    caller(Job(row))
    assert len(there.calls) == 2


def test_a_place_that_is_not_known_yet(both, office, there):
    call(both, opened(both, area_code="", kind="silent"))
    both.go_round()
    assert [letter.to for letter in office.letters.came] == [[ALL]]
    assert "ยังไม่ทราบที่" in office.letters.came[0].words
    assert office.letters.came[0].letter["subject"] == "เหตุด่วนมาก: แจ้งโดยไม่พูด ฉ6911-00001"
    assert (there.calls[0].json["place"], there.calls[0].json["kind"]) == ("", "แจ้งโดยไม่พูด")


def test_without_channels_nothing_is_queued(town, port):
    bare = installed(town, port)
    assert call(bare, opened(bare)) == 0
    assert jobs(bare) == []


def test_a_channel_that_was_taken_out_leaves_nothing_behind(both, town, port):
    call(both, opened(both))
    bare = installed(town, port)
    bare.go_round()
    assert jobs(bare) == [("mail", "done"), ("hotline", "done")]
    assert told(bare) == []


# ---------------------------------------------------------------------- the ladder calls it


def test_where_nobody_can_be_told_the_ladder_calls_by_itself(both, office):
    opened(both, next_at=both.db.now())
    both.go_round()
    assert [(detail["channel"], detail["why"]) for _, detail in told(both)] == [("mail", "nobody"), ("hotline", "nobody")]
    assert len(office.letters.came) == 1


def test_when_nobody_answers_the_ladder_calls_each_time_that_it_goes_round(both, office):
    both.act(OFFICER, do="follow")
    both.grant_officer("520607")
    opened(both, next_at=both.db.now())
    both.go_round()
    assert office.letters.came == []
    for letters in (1, 2):
        turn(both, 11 * 60)
        assert len(office.letters.came) == letters
    assert {detail["why"] for _, detail in told(both)} == {"unanswered"}


# ---------------------------------------------------------------------- the beat


@pytest.fixture
def beating(town, port, there):
    return installed(town, port, BEAT_URL=there.url + "/ping/abc")


def beats(there) -> list:
    return [(call.method, call.path) for call in there.calls]


def test_all_is_well_and_somebody_outside_is_told(beating, there):
    beating.go_round()
    assert beats(there) == [("GET", "/ping/abc")]


def test_something_is_wrong_and_somebody_outside_is_told(beating, there, caplog):
    one = opened(beating)
    with beating.db.transaction() as tx:
        case.log(tx, one.id, "clock", "nobody", rung=0, role="all")
    beating.go_round()
    assert beats(there) == [("GET", "/ping/abc/fail")]
    assert "audit: cases: 1 urgent case(s) reach nobody" in caplog.text


def test_once_a_minute_and_again_when_the_clock_was_put_back(beating, there):
    beat = Beat(beating.db, there.url)
    for forward in (0, 0, 59, 1, 59, 2):
        beating.sim.post("/sim/clock", forward=forward)
        beat.look()
    assert len(there.calls) == 3
    beating.sim.post("/sim/clock", at="2026-11-21T10:00:00+07:00")
    beat.look()
    beat.look()
    assert len(there.calls) == 4


@pytest.mark.parametrize("says", [SILENCE, HANG_UP, Says(500), Says(302, headers={"location": "/ping/elsewhere"})])
def test_outside_does_not_answer_and_the_clock_goes_on(beating, there, says, caplog):
    there.script = [says]
    Beat(beating.db, there.url + "/ping/abc", patience=(1, 0.2)).look()
    assert len(there.calls) == 1
    assert "the beat " in caplog.text
    assert there.url not in caplog.text


def test_outside_is_gone_and_the_round_is_as_good_as_ever(town, port, caplog):
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        address = f"http://127.0.0.1:{nobody.getsockname()[1]}/ping"
    gone = installed(town, port, BEAT_URL=address)
    gone.go_round()
    assert gone.app.test_client().get("/readyz").status_code == 200
    assert [record.getMessage() for record in caplog.records if record.levelno > logging.INFO] == [
        "the beat did not get out: NewConnectionError"
    ]


def test_without_an_address_trouble_stands_in_the_log(town, caplog):
    opened(town, next_at=town.db.now() - timedelta(minutes=3))
    Beat(town.db).look()
    assert "audit: cases: 1 urgent case(s) had a next step that nobody took" in caplog.text


def test_a_job_that_nobody_does_is_found(beating, there):
    with beating.db.transaction() as tx:
        work.enqueue(tx, "a kind of another version", {})
        tx.execute(update(JobRow).values(run_at=tx.now - timedelta(minutes=16)))
    beating.go_round()
    assert beats(there) == [("GET", "/ping/abc/fail")]
    assert any(words.startswith("jobs: ") for words in beating.app.test_client().get("/readyz").json["wrong"])
