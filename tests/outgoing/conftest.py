"""An outbox on both databases, with a LINE at the other end of the wire that does what it is told."""

import pytest

from bot.line import Line
from bot.outbox import Outbox
from bot.senders import Inline
from tests.outgoing.rows import Rows
from tests.stores import clock, db, store_url  # noqa: F401  (fixtures)
from tests.wire import SECRET, TOKEN, wire


@pytest.fixture
def there():
    with wire() as the_other_end:
        yield the_other_end


@pytest.fixture
def line(there):
    return Line(SECRET, TOKEN, there.url)


@pytest.fixture
def outbox(db, line):  # noqa: F811
    return Outbox(db, line, Inline())


@pytest.fixture
def rows(db, outbox):  # noqa: F811
    return Rows(db, outbox)
