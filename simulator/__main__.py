"""python -m simulator: the command line."""

import argparse
import os
import sys
from urllib.parse import urlsplit

from simulator.server import Server, listen
from simulator.world.clock import Clock


def main():
    """Start, or say in one line why not and leave with 2."""
    given = _parser().parse_args(_glued(sys.argv[1:]))
    clock = _clock(given.clock_file)
    try:
        listener = listen(given.port)
    except OSError as problem:
        _stop(f"port {given.port} cannot be opened: {problem.strerror}")
    print(f"LINE simulator: http://127.0.0.1:{listener.getsockname()[1]}/", flush=True)
    sys.argv[1:] = []  # gunicorn would read our command line as its own
    Server(lambda: _app(given, clock), listener).run()


def _app(given, clock):
    """Imported late: LINE's models take a second, and a mistyped option should be told at once."""
    from simulator.web import create_app

    return create_app(given.callback, given.secret, given.token, clock, dict(given.public))


def _glued(words: list[str]) -> list[str]:
    """`--token -x` as `--token=-x`: one token in 64 begins with a dash, and argparse would take it for an option."""
    glued = []
    for word in words:
        if glued and glued[-1] in ("--secret", "--token"):
            word = f"{glued.pop()}={word}"
        glued.append(word)
    return glued


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m simulator", description="LINE on a laptop")
    parser.add_argument("--port", type=_port, default=os.environ.get("SIMULATOR_PORT", "8100"))
    parser.add_argument("--callback", type=_address, default="http://127.0.0.1:8000/callback", help="where webhooks go")
    parser.add_argument("--secret", required=True, help="the channel secret that webhooks are signed with")
    parser.add_argument("--token", required=True, help="the channel access token that the bot must show")
    parser.add_argument("--clock-file", help="where the shift of the world's clock is written, in seconds")
    parser.add_argument(
        "--public",
        type=_public,
        action="append",
        default=[],
        metavar="HTTPS=HTTP",
        help="a public https address of the bot, and where it really listens",
    )
    return parser


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port (0 to 65535)")
    return int(text)


def _address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise argparse.ArgumentTypeError(f"{text!r} is not an http address")
    return text


def _public(text: str) -> tuple[str, str]:
    https, equals, real = text.partition("=")
    if not equals or urlsplit(https).scheme != "https":
        raise argparse.ArgumentTypeError(f"{text!r} is not of the form https://public=http://real")
    return _address(https).rstrip("/"), _address(real).rstrip("/")


def _clock(path: str | None) -> Clock:
    try:
        return Clock(path)
    except (OSError, ValueError) as problem:
        return _stop(f"the clock file {path} cannot be used: {problem}")


def _stop(why: str):
    print(f"simulator: {why}", file=sys.stderr)
    sys.exit(2)


if __name__ == "__main__":
    main()
