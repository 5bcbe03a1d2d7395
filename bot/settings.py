"""The environment, read once. What is missing or unsafe is said by name, and nothing starts."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationError, model_validator
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from bot.mail import checked_address, checked_server, read_recipients
from bot.photostore import checked_place
from bot.retention import DEFAULT_DAYS, read_days

HOW = "`openssl rand -base64 32` makes them"
LEAST_SECRET = 32  # characters; 32 of base64 hold 192 random bits, more than AES-256 loses to a birthday
# What may be left out where LINE is played by something else (LINE_API_BASE is set): nobody's real data is there.
LAPTOP = {
    "public_url": "https://thuengbaan.example",
    "secret_key": "a secret only for laptops and tests",
    "data_key": "a data key only for laptops and tests",
}
# By any of the names that hosts hand out; the driver is ours to choose.
DRIVERS = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}


class BadSettings(Exception):
    """What is wrong, a line each."""


def _known_database(url: str) -> str:
    try:
        told = make_url(url)
    except (ArgumentError, ValueError):  # ValueError: a port that is no number
        raise ValueError("is no database address; use sqlite:///data/thuengbaan.db or postgresql://…") from None
    kind = told.get_backend_name()
    if kind not in DRIVERS:
        raise ValueError(f"names a database that is not supported ({kind}); use sqlite or postgresql")
    return told.set(drivername=DRIVERS[kind]).render_as_string(hide_password=False)


def _stands_in(url: str | None) -> str | None:
    """Whoever names LINE itself here has a real channel, and would run it with the settings of a laptop."""
    host = urlsplit(url or "").hostname or ""
    if host == "line.me" or host.endswith(".line.me"):
        raise ValueError("leave it out where LINE itself is meant; it is for what stands in for LINE")
    return url and _no_slash(url)


def _web_address(url: str) -> str:
    """Whether it may be plain http is seen later, for a laptop may."""
    try:
        told = urlsplit(url)
        known = told.scheme in ("http", "https") and told.hostname and (told.port or True)
    except ValueError:  # a port that is no number
        known = False
    if not known or "@" in told.netloc:
        raise ValueError("must be an https address, without user and password")
    return url


def _no_slash(url: str) -> str:
    return url.rstrip("/")


class Settings(BaseModel):
    """Names are those of the environment, in capitals there. LINE_API_BASE stands in for LINE's hosts: unset in production."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    line_channel_secret: SecretStr
    line_channel_access_token: SecretStr
    line_api_base: Annotated[str | None, AfterValidator(_stands_in)] = None
    database_url: Annotated[str, AfterValidator(_known_database)] = "sqlite:///data/thuengbaan.db"
    media_url: Annotated[str, AfterValidator(checked_place)] = "data/media"
    media_days: Annotated[dict, BeforeValidator(read_days)] = DEFAULT_DAYS
    public_url: Annotated[str, AfterValidator(_no_slash)] = ""
    secret_key: SecretStr = SecretStr("")
    data_key: SecretStr = SecretStr("")
    codes_file: Path | None = None
    ladders_file: Path | None = None
    duty_file: Path | None = None
    alarm_reserve_percent: Annotated[int, Field(ge=0, le=90)] = 20  # of the month's messages (our own default)
    clock_offset_file: Path | None = None
    mail_url: Annotated[SecretStr | None, BeforeValidator(checked_server)] = None
    mail_from: Annotated[str, AfterValidator(checked_address)] = ""
    mail_to: Annotated[dict, BeforeValidator(read_recipients)] = {}
    hotline_url: Annotated[SecretStr | None, BeforeValidator(_web_address)] = None
    hotline_secret: SecretStr = SecretStr("")
    beat_url: Annotated[SecretStr | None, BeforeValidator(_web_address)] = None  # secret: who knows it can beat for us

    @model_validator(mode="after")
    def safe(self):
        wrong = [*([] if self.line_api_base else self._unsafe()), *self._incomplete()]
        if wrong:
            raise ValueError("\n".join(wrong))
        return self

    def _unsafe(self):
        if not self.public_url.startswith("https://"):
            yield "PUBLIC_URL: must be the https address under which this service is reached"
        for name in ("secret_key", "data_key"):
            if len(getattr(self, name).get_secret_value()) < LEAST_SECRET:
                yield f"{name.upper()}: at least {LEAST_SECRET} random characters are needed; {HOW}"
        if self.secret_key.get_secret_value() == self.data_key.get_secret_value():
            yield "DATA_KEY: must not be the same as SECRET_KEY"
        if self.clock_offset_file:
            yield "CLOCK_OFFSET_FILE: a clock that can be turned is for a laptop; take it out"
        for name in ("hotline_url", "beat_url"):
            if (url := getattr(self, name)) and not url.get_secret_value().startswith("https://"):
                yield f"{name.upper()}: must be an https address"

    def _incomplete(self):
        """What goes together, on a laptop too: half of it would be noticed only when an alarm does not leave."""
        if self.mail_url and not self.mail_from:
            yield "MAIL_FROM: is needed with MAIL_URL; the address from which the mails come"
        if self.mail_url and not self.mail_to:
            yield "MAIL_TO: is needed with MAIL_URL; who is written to, as in 52=duty@lampang.example *=all@e.example"
        if (self.mail_from or self.mail_to) and not self.mail_url:
            yield "MAIL_URL: is needed with MAIL_FROM and MAIL_TO; the mail server, as in smtp://user:password@host:587"
        secret = self.hotline_secret.get_secret_value()
        if self.hotline_url and len(secret) < LEAST_SECRET:
            yield f"HOTLINE_SECRET: at least {LEAST_SECRET} random characters are needed with HOTLINE_URL; {HOW}"
        if secret and not self.hotline_url:
            yield "HOTLINE_URL: is needed with HOTLINE_SECRET; the https address that is called"


def read_settings(environment=None) -> Settings:
    """Raises BadSettings that names each setting that is missing or unsafe and says what to do."""
    names = {name.upper(): name for name in Settings.model_fields}
    environment = os.environ if environment is None else environment
    given = {names[name]: value.strip() for name, value in environment.items() if name in names and value.strip()}
    on_a_laptop = LAPTOP if "line_api_base" in given else {}
    try:
        return Settings(**{**on_a_laptop, **given})
    except ValidationError as error:
        raise BadSettings("\n".join(_line(one) for one in error.errors())) from None


def _line(error) -> str:
    """One line of advice from one of pydantic's errors."""
    said = str(error.get("ctx", {}).get("error", "")) or error["msg"]
    if not error["loc"]:
        return said
    name = str(error["loc"][0]).upper()
    return f"{name}: is not set" if error["type"] == "missing" else f"{name}: {said}"


@dataclass(frozen=True)
class TurnedClock:
    """The machine's clock, shifted by the seconds that stand in a file: what lets a laptop turn time for all processes."""

    file: Path

    def seconds(self) -> float:
        try:
            return float(self.file.read_text() or 0)
        except (OSError, ValueError):
            return 0.0
