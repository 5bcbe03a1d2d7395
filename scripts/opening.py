"""What a laptop's installation needs before anybody chats: an officer, and the rich menus on LINE.

Both in one process, because every `flask` on its own costs three seconds of imports.
"""

from flask.cli import ScriptInfo

from app import app

OFFICER = "U00000000000000000000000000000003"  # คุณอร, whom the simulator is born with
LAMPANG = "52"
COMMANDS = (
    ["people", "grant", OFFICER, "--role", "officer", "--area", LAMPANG],
    ["people", "name", OFFICER, "คุณอร"],
    ["line", "menus"],
)


def main():
    """Runs the commands as an operator would. Leaves with the error of the first that fails."""
    for command in COMMANDS:
        app.cli.main(args=command, prog_name="flask", standalone_mode=False, obj=ScriptInfo(create_app=lambda: app))


if __name__ == "__main__":
    main()
