"""The whole of it as one Flask app."""

from flask import Flask, jsonify

from simulator.control.files import build_files
from simulator.control.people import build_people
from simulator.control.world import build_world
from simulator.hands.outcome import CannotDo
from simulator.line.aliases import build_aliases
from simulator.line.channel import build_channel
from simulator.line.contents import build_contents
from simulator.line.gate import build_no_such_thing
from simulator.line.menus import build_menus
from simulator.line.sending import build_sending
from simulator.webhooks.courier import Courier
from simulator.world import World
from simulator.world.clock import Clock

# The bot's own user id: "destination" of every webhook.
BOT = "Ub0000000000000000000000000000001"


def create_app(callback: str, secret: str, token: str, clock: Clock, public: dict[str, str] | None = None) -> Flask:
    """A new world with three people; `public` maps public https addresses to real ones."""
    app = Flask(__name__, static_folder=None)
    world = World(clock, callback, tuple(public or {}))
    courier = Courier(world, secret, BOT)
    app.extensions.update(world=world, courier=courier, token=token)
    app.json.sort_keys = False
    app.json.ensure_ascii = False  # Thai in an error should be readable as it stands
    for part in (
        build_sending(),
        build_channel(),
        build_contents(),
        build_menus(),
        build_aliases(),
        build_no_such_thing(),
        build_people(world, courier),
        build_world(world, courier),
        build_files(world, public or {}),
    ):
        app.register_blueprint(part)
    app.register_error_handler(CannotDo, lambda problem: (jsonify(problem.body), problem.status))
    return app
