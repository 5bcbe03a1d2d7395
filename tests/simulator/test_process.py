"""The process: its command line, its end, its files, and LINE's own SDK talking to it."""

import re
import signal
import socket
import subprocess
import sys
import threading
from contextlib import suppress

import pytest
import requests
from linebot.v3.messaging import (
    ApiClient,
    ApiException,
    Configuration,
    MessagingApi,
    MessagingApiBlob,
    PushMessageRequest,
    RichMenuRequest,
    TextMessage,
)

from tests.simulator.examples import MENU
from tests.simulator.hand import AUNT, STRANGER, TOKEN, words
from tests.simulator.test_menus import picture

NEEDED = ["--secret", "s", "--token", "t"]


def command(*arguments) -> list[str]:
    return [sys.executable, "-m", "simulator", *arguments]


class TestCommandLine:
    @pytest.mark.parametrize(
        "arguments",
        [["--port", "no", *NEEDED], ["--port", "70000", *NEEDED], ["--port", "0", "--callback", "callback", *NEEDED],
         ["--port", "0", "--public", "http://a=http://b", *NEEDED], ["--port", "0", "--public", "https://a", *NEEDED],
         ["--port", "0", "--public", "https://a=b", *NEEDED], ["--port", "0", "--clock-file", "/proc/nowhere/clock", *NEEDED],
         ["--port", "0", "--token", "t"], ["--port", "0", "--token", "t", "--secret"], ["--port", "0", *NEEDED, "--hologram"]],
    )  # fmt: skip
    def test_bad_words_end_with_2_and_say_why(self, arguments):
        ended = subprocess.run(command(*arguments), capture_output=True, text=True, timeout=30)
        assert ended.returncode == 2
        assert ended.stdout == ""
        assert "Traceback" not in ended.stderr
        assert ended.stderr.strip()

    def test_a_token_may_begin_with_a_dash(self):
        """LINE's are base64, and so are those that `make run` thinks up."""
        words = ["--port", "0", "--secret", "-s", "--token", "--t"]
        with subprocess.Popen(command(*words), stdout=subprocess.PIPE, text=True) as process:
            try:
                address = process.stdout.readline().split()[-1]
                info = requests.get(f"{address}v2/bot/info", headers={"Authorization": "Bearer --t"}, timeout=10)
            finally:
                process.terminate()
        assert info.status_code == 200

    def test_an_unreadable_clock(self, tmp_path):
        (tmp_path / "clock").write_text("tomorrow")
        arguments = ["--port", "0", "--clock-file", str(tmp_path / "clock"), *NEEDED]
        ended = subprocess.run(command(*arguments), capture_output=True, text=True, timeout=30)
        assert ended.returncode == 2
        assert len(ended.stderr.splitlines()) == 1
        assert "clock" in ended.stderr

    def test_a_taken_port(self):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = str(taken.getsockname()[1])
            ended = subprocess.run(command("--port", port, *NEEDED), capture_output=True, text=True, timeout=30)
        assert ended.returncode == 2
        assert ended.stderr.splitlines() == [f"simulator: port {port} cannot be opened: Address already in use"]

    @pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT])
    def test_it_stops_at_once_even_with_polls_open(self, tmp_path, end):
        process = subprocess.Popen(command("--port", "0", *NEEDED), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        address = process.stdout.readline().split()[-1]
        poll = threading.Thread(target=swallow, args=(f"{address}sim/people/{AUNT}/chat?wait=30",))
        assert requests.get(f"{address}sim/state", timeout=10).ok
        poll.start()
        process.send_signal(end)
        process.communicate(timeout=5)
        poll.join(5)
        assert not poll.is_alive()

    def test_it_goes_on_with_the_clock_it_finds(self, tmp_path):
        clock = tmp_path / "clock"
        clock.write_text("86400")
        process = subprocess.Popen(command("--port", "0", "--clock-file", str(clock), *NEEDED), stdout=subprocess.PIPE, text=True)
        address = process.stdout.readline().split()[-1]
        assert requests.get(f"{address}sim/state", timeout=10).json()["offset"] == 86400
        process.terminate()
        process.communicate(timeout=5)


def swallow(address):
    with suppress(requests.RequestException):  # it is cut off, that is the point
        requests.get(address, timeout=20)


class TestFiles:
    def test_the_page_and_what_it_asks_for(self, started):
        page = requests.get(f"{started[0]}/", timeout=10)
        assert page.headers["Content-Type"] == "text/html; charset=utf-8"
        asked = re.findall(r"(?:src|href)=\"(/page/[^\"]+)\"", page.text)
        assert asked
        assert [path for path in asked if not requests.get(started[0] + path, timeout=10).ok] == []

    def test_the_font(self, started):
        answer = requests.get(f"{started[0]}/page/font/Sarabun-Regular.ttf", timeout=10)
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, "font/ttf")

    @pytest.mark.parametrize(
        "path",
        ["/page/../server.py", "/page/%2e%2e/server.py", "/page/font/../metadata.json", "/page/none.js", "/sim/contents/1"],
    )
    def test_nothing_else(self, sim, path):
        assert sim.line("GET", path, token=None).status_code == 404

    def test_the_bots_public_address(self, sim, started):
        answer = sim.line("GET", "/sim/proxy?url=https://bot.example/photo/1", token=None)
        assert (answer.text, answer.headers["Content-Type"]) == ("behind photo/1", "text/plain; charset=utf-8")

    def test_a_link_opened_as_a_page_is_sent_on(self, started, straw_bot):
        answer = requests.get(f"{started[0]}/sim/proxy?url=https://bot.example/console", allow_redirects=False,
                              headers={"Sec-Fetch-Dest": "document"}, timeout=10)  # fmt: skip
        assert (answer.status_code, answer.headers["Location"]) == (302, f"{straw_bot.root}/console")

    @pytest.mark.parametrize(
        "url", ["https://bot.example.evil/x", "https://evil/", "http://127.0.0.1/", "file:///etc/passwd", ""]
    )
    def test_no_other_address(self, sim, url):
        assert sim.line("GET", f"/sim/proxy?url={url}", token=None).status_code == 400


class TestTheSdk:
    @pytest.fixture
    def configuration(self, started):
        return Configuration(host=started[0], access_token=TOKEN)

    def test_sends_and_reads(self, sim, friend, configuration):
        with ApiClient(configuration) as client:
            api = MessagingApi(client)
            sent = api.push_message(PushMessageRequest(to=AUNT, messages=[TextMessage(text="สวัสดีค่ะ")]))
            assert sent.sent_messages[0].quote_token
            assert api.get_profile(AUNT).display_name == "ป้านา"
            assert api.get_bot_info().display_name == "ถึงบ้าน"
            assert api.get_message_quota().type == "none"
            assert api.get_message_quota_consumption().total_usage == 1
            assert api.get_webhook_endpoint().active is True
        assert [item["message"] for item in sim.said(AUNT)] == [words("สวัสดีค่ะ")]

    def test_is_refused_in_a_form_it_understands(self, sim, configuration):
        with ApiClient(configuration) as client, pytest.raises(ApiException) as refused:
            MessagingApi(client).push_message(PushMessageRequest(to=STRANGER, messages=[TextMessage(text="x")]))
        assert (refused.value.status, refused.value.body) == (400, '{"message":"Failed to send messages"}\n')

    def test_handles_pictures_and_menus(self, sim, bot, friend, configuration):
        sim.act(AUNT, "image")
        message = bot.events[-1]["message"]["id"]
        with ApiClient(configuration) as client:
            blobs, api = MessagingApiBlob(client), MessagingApi(client)
            assert bytes(blobs.get_message_content(message)).startswith(b"\xff\xd8\xff")
            menu = api.create_rich_menu(RichMenuRequest.from_dict(MENU)).rich_menu_id
            blobs.set_rich_menu_image(menu, picture(800, 250), _headers={"Content-Type": "image/png"})
            api.set_default_rich_menu(menu)
            assert api.get_rich_menu_list().richmenus[0].rich_menu_id == menu
        assert sim.chat(AUNT)["menu"]["id"] == menu
