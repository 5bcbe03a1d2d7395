"""What an operator types: it works, it says what it did, and a mistake gets one line that says what to do."""

import pytest
from pydantic import SecretStr
from sqlalchemy import select

from app import create_app
from bot.senders import Inline
from models import people
from models.area import Area
from models.audit import Audit
from models.people import Friend
from models.work import Job
from tests.factories import volunteer
from tests.town import AUNT, OFFICER, settings_for

COLUMNS = "subdistrict_code,village_no,name\n"


def one_line(told: str) -> str:
    (line,) = told.splitlines()
    assert line.startswith("Error: ")
    return line


def menu_of(town, who: str):
    with town.db.reading() as tx:
        return tx.value(select(Friend.menu).where(Friend.line_user_id == who))


def villages(town) -> dict:
    with town.db.reading() as tx:
        return {row.code: row.name for row in tx.all(select(Area.code, Area.name).where(Area.level == "village"))}


# ---------------------------------------------------------------------- roles


def test_a_role_is_granted_once(town):
    grant = ("people", "grant", OFFICER, "--role", "officer", "--area", "52")
    assert town.flask(*grant) == f"{OFFICER} is officer of 52\n"
    assert town.flask(*grant) == f"{OFFICER} is officer of 52 already\n"
    with town.db.reading() as tx:
        assert [(row.role, row.area_code) for row in people.roles_of(tx, OFFICER)] == [("officer", "52")]
    (line,) = town.rows(Audit)
    assert (line.actor, line.action, line.subject, line.area_code, line.detail) == (
        "command",
        "granted",
        f"friend:{OFFICER}",
        "52",
        {"role": "officer"},
    )


def test_a_role_may_be_for_the_whole_country(town):
    assert "the whole country" in town.flask("people", "grant", OFFICER, "--role", "auditor", "--area", "")


def test_who_is_granted_a_role_gets_its_rich_menu_and_loses_it_with_the_role(town):
    volunteer(town.db)
    town.flask("people", "grant", AUNT, "--role", "officer", "--area", "52")
    assert menu_of(town, AUNT) == "officer"
    assert town.flask("people", "revoke", AUNT, "--role", "officer") == "1 grant(s) taken away\n"
    assert menu_of(town, AUNT) == "volunteer"
    assert [row.kind for row in town.rows(Job)] == ["menu", "menu"]
    with town.db.reading() as tx:
        assert people.roles_of(tx, AUNT) == []


def test_an_officer_sees_their_menu_also_if_they_add_the_account_later(town):
    """LINE takes a link of somebody who is no friend, and links nothing."""
    town.flask("line", "menus")
    town.flask("people", "grant", OFFICER, "--role", "officer", "--area", "52")
    town.go_round()
    town.act(OFFICER, do="follow")
    town.go_round()
    shown = town.sim.get(f"/sim/people/{OFFICER}/chat?after=0")["menu"]["object"]["name"]
    assert shown.startswith("thuengbaan:officer:")


@pytest.mark.parametrize("who", ["", "คุณอร", "U123", "u" + "0" * 32, "U" + "g" * 32, AUNT + "0"])
def test_somebody_who_is_no_line_user(town, who):
    for command in (("grant", who, "--role", "officer", "--area", "52"), ("revoke", who, "--role", "officer")):
        assert "no LINE user id" in one_line(town.refused("people", *command))


def test_an_area_that_there_is_not(town):
    for area in ("99", "5", "520", "52060799", "ลำปาง", "%"):
        assert "there is no area" in one_line(town.refused("people", "grant", OFFICER, "--role", "officer", "--area", area))


def test_a_role_that_there_is_not(town):
    assert "'king' is not one of 'officer'" in town.refused("people", "grant", OFFICER, "--role", "king", "--area", "52")


def test_a_role_that_nobody_holds_cannot_be_taken_away(town):
    assert "is no officer" in one_line(town.refused("people", "revoke", OFFICER, "--role", "officer"))
    assert town.rows(Audit) == []


# ---------------------------------------------------------------------- villages


def test_villages_are_loaded_and_renamed(town, tmp_path):
    file = tmp_path / "villages.csv"
    file.write_text("\ufeff" + COLUMNS + "520607,5,บ้านป่าตึง\n520607,๑๒, ทุ่งฝูง \n520607,5,ป่าตึง\n", encoding="utf-8")
    assert town.flask("villages", "import", str(file)) == "2 villages loaded\n"
    assert villages(town) == {"52060705": "ป่าตึง", "52060712": "ทุ่งฝูง"}
    file.write_text(COLUMNS + "520607,5,ป่าตึงใหม่\n")
    town.flask("villages", "import", str(file))
    assert villages(town)["52060705"] == "ป่าตึงใหม่"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("52060,5,ป่าตึง", "line 3"),
        ("520607,0,ป่าตึง", "line 3"),
        ("520607,100,ป่าตึง", "line 3"),
        ("520607,ห้า,ป่าตึง", "line 3"),
        ("520607,5,", "line 3"),
        ("520607,5", "line 3"),
        ("999999,5,ป่าตึง", "line 3: there is no sub-district 999999"),
        ("520607,1,อื่น", "line 3: village 52060701 has two names"),
    ],
)
def test_one_bad_line_and_nothing_is_loaded(town, tmp_path, wrong, told):
    file = tmp_path / "villages.csv"
    file.write_text(f"{COLUMNS}520607,1,ดี\n{wrong}\n")
    assert told in one_line(town.refused("villages", "import", str(file)))
    assert villages(town) == {}


def test_files_that_are_no_list_of_villages(town, tmp_path):
    file = tmp_path / "villages.csv"
    for content, told in (
        (b"", "the first line must name"),
        (b"code,name\n1,2\n", "missing: subdistrict_code, village_no"),
        ((COLUMNS + "520607,5,ป่าตึง\n").encode("cp874"), "not UTF-8"),
        (b"\x00\x01", ""),
    ):
        file.write_bytes(content)
        assert told in one_line(town.refused("villages", "import", str(file)))
    assert "does not exist" in town.refused("villages", "import", str(tmp_path / "none.csv"))


def test_a_list_without_villages(town, tmp_path):
    file = tmp_path / "villages.csv"
    file.write_text(COLUMNS)
    assert town.flask("villages", "import", str(file)) == "0 villages loaded\n"
    assert villages(town) == {}


# ---------------------------------------------------------------------- clock, menus, the channel


def test_one_round_of_the_clock(town):
    client = town.app.test_client()
    assert client.get("/readyz").status_code == 503
    assert town.flask("clock", "--once") == ""
    assert client.get("/readyz").json["wrong"] == []


def test_migrating_again_changes_nothing(town):
    assert "8,441 areas loaded; 0 names indexed" in town.flask("migrate")


@pytest.fixture
def reached(town, port, line_on_a_laptop):
    """The same installation under the address that LINE calls here; gives make(**changes of settings)."""
    settings = settings_for(town.db.engine.url.render_as_string(hide_password=False), *line_on_a_laptop)

    def make(**changes):
        changed = settings.model_copy(update={"public_url": port[1], **changes})
        return create_app(changed, db=town.db, senders=Inline()).test_cli_runner()

    return make


def check(runner) -> tuple:
    """(exit code, {what: "ok" or "LOOK"}) of `flask line check`, which must not end in a traceback."""
    result = runner.invoke(args=["line", "check"])
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    lines = [line.split(None, 1) for line in result.output.splitlines()]
    return result.exit_code, {words.split(":")[0]: state for state, words in lines}


def test_a_channel_that_is_set_up(reached):
    runner = reached()
    assert check(runner) == (1, {"token": "ok", "webhook": "ok", "redelivery": "ok", "quota": "ok", "menus": "LOOK"})
    assert runner.invoke(args=["line", "menus"]).output.startswith("made anew: guest, volunteer, officer · as they were: none")
    assert runner.invoke(args=["line", "menus"]).output.startswith("made anew: none · as they were: guest, volunteer, officer")
    assert check(runner) == (0, {"token": "ok", "webhook": "ok", "redelivery": "ok", "quota": "ok", "menus": "ok"})


def test_a_token_that_line_does_not_take(reached):
    runner = reached(line_channel_access_token=SecretStr("a-token-of-yesterday"))
    assert check(runner) == (1, {"LINE_CHANNEL_ACCESS_TOKEN": "LOOK", "menus": "LOOK"})
    menus = runner.invoke(args=["line", "menus"])
    assert menus.exit_code == 1
    assert "401" in one_line(menus.output)
    assert "a-token-of-yesterday" not in menus.output + runner.invoke(args=["line", "check"]).output


def test_a_webhook_that_is_elsewhere(reached):
    code, found = check(reached(public_url="https://thuengbaan.example"))
    assert (code, found["webhook"]) == (1, "LOOK")


def test_a_webhook_that_does_not_answer(reached, port):
    port[0].app = lambda environ, start: start("500 Broken", []) or [b""]
    code, found = check(reached())
    assert (code, found["webhook"]) == (1, "LOOK")


def test_a_quota_that_is_nearly_spent(reached, town):
    town.sim.post("/sim/knobs", monthly_quota=0)
    assert check(reached())[1]["quota"] == "LOOK"


def test_no_line_at_all(reached):
    assert check(reached(line_api_base="http://127.0.0.1:1")) == (1, {"LINE": "LOOK", "menus": "LOOK"})


def test_every_command_says_what_it_is_for(town):
    """`flask --help` is the operator's first page."""
    for name, command in town.app.cli.commands.items():
        for one in getattr(command, "commands", {"": command}).values():
            assert one.help or one.short_help, name
