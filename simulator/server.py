"""A threaded HTTP/1.1 server that stops at once: everything it holds is in memory and nobody will miss it.

gunicorn with one worker (the world lives in it) and many threads (a long poll occupies one). Flask's own server
closes the connection after each call, which no load test would forgive.
"""

import socket
from collections.abc import Callable

from flask import Flask
from gunicorn.app.base import BaseApplication

# Threads of the worker: more than the pages and tests that poll at once, plus the bot's own calls.
THREADS = 256
# Seconds an idle connection is kept.
KEEPALIVE_SECONDS = 75
# Connections that may wait to be taken.
BACKLOG = 2048


class Server(BaseApplication):
    """Serves what `make_app` returns, made inside the worker: threads do not survive a fork."""

    def __init__(self, make_app: Callable[[], Flask], listener: socket.socket):
        self._make_app, self._listener = make_app, listener
        super().__init__()

    def load_config(self):
        """gunicorn's settings."""
        settings = {
            "bind": f"fd://{self._listener.fileno()}",
            "workers": 1,
            "worker_class": "gthread",
            "threads": THREADS,
            "worker_connections": 2000,
            "keepalive": KEEPALIVE_SECONDS,
            "timeout": 0,  # a long poll is not a worker that hangs
            "graceful_timeout": 0,  # stop at once
            "proc_name": "simulator",
            "loglevel": "warning",
            "control_socket_disable": True,
        }
        for name, value in settings.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Flask:
        """Called by the worker."""
        return self._make_app()


def listen(port: int) -> socket.socket:
    """Take the port on this machine only; OSError if somebody has it. Port 0 takes any that is free."""
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", port))
    listener.listen(BACKLOG)
    return listener
