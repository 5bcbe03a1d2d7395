"""How gunicorn serves app:app. It finds this file by its name, so the Procfile's line needs no options.

Settings from the environment: PORT, WEB_CONCURRENCY (workers), WEB_THREADS (threads of each worker).
"""

import os

# A platform that gives us $PORT sends its traffic from outside; a laptop answers nobody but itself.
on_a_platform = "PORT" in os.environ and os.environ.get("ENVIRONMENT") != "laptop"
bind = f"{'0.0.0.0' if on_a_platform else '127.0.0.1'}:{os.environ.get('PORT', '8000')}"

# Two cores are what the smallest paid machine has; gevent was at most a third faster and patches everything.
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
preload_app = True  # Thai dictionaries and LINE's models are read once and shared by the workers

# Seconds. A worker that has not blinked for 30 s is replaced; one told to go may finish what it has in hand, for as
# long as the strictest platform waits before it kills (10 s). Proxies keep a connection open between LINE's webhooks.
timeout = 30
umask = 0o077  # the database holds people's lives: its files are for nobody else on the machine
graceful_timeout = 10
keepalive = 30
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # the heartbeat must not wait for a disk

# LINE sends about a dozen short headers; a browser some twenty, with our cookie. The body's limit is the app's.
limit_request_line = 4094  # bytes: gunicorn's own default, enough for a signed link
limit_request_fields = 64
limit_request_field_size = 8190  # bytes

accesslog = None  # addresses and links are personal data; the app logs events by their id instead
errorlog = "-"
control_socket_disable = True  # a file in the home folder for `gunicornc`, which nobody here uses


def when_ready(server):
    """Before there are workers: they share what was read, and nobody's first message waits for it."""
    warm_up = getattr(server.app.wsgi(), "warm_up", None)
    if warm_up:
        warm_up()


def post_fork(server, worker):
    """A database connection opened before the fork must not be used by two processes: the app lets go of it."""
    after_fork = getattr(server.app.wsgi(), "after_fork", None)
    if after_fork:
        after_fork()
