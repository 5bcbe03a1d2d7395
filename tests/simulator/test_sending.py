"""Reply, push and multicast: what arrives, what it costs, what is refused."""

import uuid

import pytest
import requests

from tests.simulator.hand import AUNT, OFFICER, STRANGER, TOKEN, UNCLE, words

HELLO = words("สวัสดีค่ะ")
MONTHLY, RATE = "You have reached your monthly limit.", "The API rate limit has been exceeded. Try again later."


def used(sim) -> int:
    return sim.line("GET", "/v2/bot/message/quota/consumption").json()["totalUsage"]


def a_token(sim, bot, person=AUNT) -> str:
    sim.act(person, "text", text="สวัสดี")
    return bot.webhooks[-1].event["replyToken"]


class TestReply:
    def test_arrives_and_is_free(self, sim, bot):
        answer = sim.reply(a_token(sim, bot), HELLO, words("มีอะไรให้ช่วยคะ"))
        assert [set(each) for each in answer.json()["sentMessages"]] == [{"id", "quoteToken"}] * 2
        assert [(item["kind"], item["billable"]) for item in sim.said(AUNT)] == [("reply", False)] * 2
        assert used(sim) == 0

    def test_a_token_serves_once(self, sim, bot):
        token = a_token(sim, bot)
        assert sim.reply(token, HELLO).status_code == 200
        again = sim.reply(token, HELLO)
        assert (again.status_code, again.json()) == (400, {"message": "Invalid reply token"})
        assert len(sim.said(AUNT)) == 1

    def test_a_refused_message_does_not_use_the_token_up(self, sim, bot):
        token = a_token(sim, bot)
        assert sim.reply(token, {"type": "text"}).status_code == 400
        assert sim.reply(token, HELLO).status_code == 200

    @pytest.mark.parametrize(("seconds", "status"), [(55, 200), (61, 400)])
    def test_a_token_lives_a_minute(self, sim, bot, seconds, status):
        token = a_token(sim, bot)
        sim.turn(forward=seconds)
        assert sim.reply(token, HELLO).status_code == status

    def test_an_unknown_token(self, sim):
        assert sim.reply("0" * 32, HELLO).json() == {"message": "Invalid reply token"}

    @pytest.mark.parametrize(("minutes", "status"), [(19, 200), (21, 400)])
    def test_a_redelivered_token_lives_anew_but_not_for_ever(self, sim, bot, minutes, status):
        token = a_token(sim, bot)
        sim.turn(forward=minutes * 60)
        sim.post("/sim/redeliver", webhookEventId=bot.webhooks[-1].event["webhookEventId"])
        assert sim.reply(token, HELLO).status_code == status

    def test_a_token_of_somebody_who_blocked_since(self, sim, bot, friend):
        token = a_token(sim, bot)
        sim.act(AUNT, "block")
        sim.reply(token, HELLO)
        assert sim.said(AUNT) == []

    def test_takes_no_retry_key(self, sim, bot):
        body = {"replyToken": a_token(sim, bot), "messages": [HELLO]}
        key = {"X-Line-Retry-Key": str(uuid.uuid4())}
        assert sim.line("POST", "/v2/bot/message/reply", body, headers=key).status_code == 400
        assert sim.line("GET", "/v2/bot/info", headers=key).status_code == 400


class TestPush:
    def test_arrives_and_costs_one_however_many_messages(self, sim, friend):
        answer = sim.push(AUNT, HELLO, HELLO, HELLO)
        assert len(answer.json()["sentMessages"]) == 3
        assert [(item["kind"], item["billable"]) for item in sim.said(AUNT)] == [("push", True)] * 3
        assert used(sim) == 1

    def test_the_message_is_kept_unchanged(self, sim, friend):
        message = {**HELLO, "quickReply": {"items": [{"type": "action", "action": {"type": "camera", "label": "ถ่ายรูป"}}]}}
        sim.push(AUNT, message)
        assert sim.said(AUNT)[0]["message"] == message

    def test_only_what_can_be_quoted_has_a_quote_token(self, sim, friend):
        place = {"type": "location", "title": "บ้าน", "address": "ลำปาง", "latitude": 18.3, "longitude": 99.5}
        first, second = sim.push(AUNT, HELLO, place).json()["sentMessages"]
        assert "quoteToken" in first
        assert "quoteToken" not in second

    def test_to_a_blocker_is_taken_silently_and_costs_nothing(self, sim, friend):
        sim.act(AUNT, "block")
        answer = sim.push(AUNT, HELLO)
        assert answer.status_code == 200
        assert answer.json()["sentMessages"]
        assert sim.said(AUNT) == []
        assert used(sim) == 0

    def test_to_somebody_who_is_no_friend(self, sim):
        assert sim.push(UNCLE, HELLO).status_code == 200
        assert sim.said(UNCLE) == []

    @pytest.mark.parametrize(("days", "arrived"), [(6, 1), (8, 0)])
    def test_to_a_stranger_who_wrote(self, sim, days, arrived):
        sim.act(UNCLE, "text", text="สวัสดี")
        sim.turn(forward=days * 86400)
        sim.push(UNCLE, HELLO)
        assert (len(sim.said(UNCLE)), used(sim)) == (arrived, arrived)

    def test_to_an_unknown_id(self, sim):
        answer = sim.push(STRANGER, HELLO)
        assert (answer.status_code, answer.json()) == (400, {"message": "Failed to send messages"})

    def test_to_what_is_no_id(self, sim):
        answer = sim.push("ป้านา", HELLO)
        assert answer.json() == {"message": "The property, 'to', in the request body is invalid (line: -, column: -)"}

    def test_ends_the_loading_animation(self, sim, friend):
        sim.line("POST", "/v2/bot/chat/loading/start", {"chatId": AUNT})
        assert sim.chat(AUNT)["loading"] is True
        sim.push(AUNT, HELLO)
        assert sim.chat(AUNT)["loading"] is False


class TestRetryKey:
    def test_a_repeated_key_is_refused_with_the_first_answer(self, sim, friend):
        key = str(uuid.uuid4())
        first, second = sim.push(AUNT, HELLO, key=key), sim.push(AUNT, HELLO, key=key)
        assert (first.status_code, second.status_code) == (200, 409)
        assert second.json() == {"message": "The retry key is already accepted", **first.json()}
        assert second.headers["x-line-accepted-request-id"] == first.headers["x-line-request-id"]
        assert (len(sim.said(AUNT)), used(sim)) == (1, 1)

    @pytest.mark.parametrize(("hours", "status"), [(23, 409), (25, 200)])
    def test_it_is_forgotten_after_a_day(self, sim, friend, hours, status):
        key = str(uuid.uuid4())
        sim.push(AUNT, HELLO, key=key)
        sim.turn(forward=hours * 3600)
        assert sim.push(AUNT, HELLO, key=key).status_code == status

    def test_a_refused_request_does_not_use_it_up(self, sim, friend):
        key = str(uuid.uuid4())
        assert sim.push(AUNT, {"type": "text"}, key=key).status_code == 400
        assert sim.push(AUNT, HELLO, key=key).status_code == 200

    @pytest.mark.parametrize("key", ["nope", "a" * 36, "123e4567e89b12d3a456426614174000"])
    def test_it_must_be_a_uuid(self, sim, friend, key):
        assert sim.push(AUNT, HELLO, key=key).status_code == 400
        assert sim.said(AUNT) == []


class TestMulticast:
    def test_arrives_and_costs_one_each(self, sim, friend):
        sim.act(UNCLE, "follow")
        answer = sim.multicast([AUNT, UNCLE, OFFICER], HELLO)
        assert (answer.status_code, answer.json()) == (200, {})
        assert [len(sim.said(person)) for person in (AUNT, UNCLE, OFFICER)] == [1, 1, 0]
        assert used(sim) == 2

    def test_one_bad_id_and_nobody_gets_it(self, sim, friend):
        answer = sim.multicast([AUNT, "nobody"], HELLO)
        assert answer.json() == {"message": "The property, to[1], in the request body is invalid (line: -, column: -)"}
        assert sim.said(AUNT) == []

    @pytest.mark.parametrize("number", [0, 501])
    def test_how_many(self, sim, number):
        assert sim.multicast([AUNT] * number, HELLO).status_code == 400


class TestQuota:
    def test_without_and_with_a_limit(self, sim):
        assert sim.line("GET", "/v2/bot/message/quota").json() == {"type": "none"}
        sim.knobs(monthly_quota=300)
        assert sim.line("GET", "/v2/bot/message/quota").json() == {"type": "limited", "value": 300}

    def test_a_spent_month_takes_replies_only(self, sim, bot, friend):
        sim.knobs(monthly_quota=1)
        sim.push(AUNT, HELLO)
        answer = sim.push(AUNT, HELLO)
        assert (answer.status_code, answer.json()) == (429, {"message": MONTHLY})
        assert sim.reply(a_token(sim, bot), HELLO).status_code == 200

    def test_a_new_month_begins_at_nothing(self, sim, friend):
        sim.turn(at="2026-11-30T12:00")
        sim.push(AUNT, HELLO)
        assert used(sim) == 1
        sim.turn(at="2026-12-01T12:00")
        assert used(sim) == 0

    def test_a_multicast_that_does_not_fit_reaches_nobody(self, sim, friend):
        sim.act(UNCLE, "follow")
        sim.knobs(monthly_quota=1)
        assert sim.multicast([AUNT, UNCLE], HELLO).status_code == 429
        assert sim.said(AUNT) == []


class TestFaultsOnOrder:
    def test_statuses_and_both_429(self, sim, friend):
        sim.knobs(fail_next=[500, "429rate", "429month", 403])
        answers = [sim.push(AUNT, HELLO) for _ in range(5)]
        assert [each.status_code for each in answers] == [500, 429, 429, 403, 200]
        assert [each.json()["message"] for each in answers[1:3]] == [RATE, MONTHLY]
        assert len(sim.said(AUNT)) == 1

    def test_dropped_after_it_was_taken(self, sim, friend):
        sim.knobs(fail_next=["drop"])
        key = str(uuid.uuid4())
        with pytest.raises(requests.ConnectionError):
            sim.push(AUNT, HELLO, key=key)
        assert (len(sim.said(AUNT)), used(sim)) == (1, 1)
        assert sim.push(AUNT, HELLO, key=key).status_code == 409

    def test_silence_until_the_bot_gives_up(self, sim, started, friend):
        sim.knobs(fail_next=["timeout"])
        key, body = str(uuid.uuid4()), {"to": AUNT, "messages": [HELLO]}
        headers = {"Authorization": f"Bearer {TOKEN}", "X-Line-Retry-Key": key}
        with pytest.raises(requests.Timeout):
            requests.post(f"{started[0]}/v2/bot/message/push", json=body, headers=headers, timeout=0.3)
        assert sim.said(AUNT) == []
        assert sim.push(AUNT, HELLO, key=key).status_code == 200

    def test_only_calls_that_send_meet_them(self, sim, friend):
        sim.knobs(fail_next=[500])
        assert sim.line("GET", "/v2/bot/info").status_code == 200
        assert sim.push(AUNT, HELLO).status_code == 500
