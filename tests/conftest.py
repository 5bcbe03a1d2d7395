"""The fixtures that more than one folder of tests uses."""
from tests.browser import browser, page
from tests.postgres import postgres_server, postgres_url
from tests.town import installation, line_on_a_laptop, port, town

__all__ = ["browser", "installation", "line_on_a_laptop", "page", "port", "postgres_server", "postgres_url", "town"]
