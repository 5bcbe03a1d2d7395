"""GET /metrics: what the database knows of the work, for whoever draws it. The same from any process, at any time."""

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from sqlalchemy import func, select

from bot import quota
from models import work
from models.event import Event
from models.media import Media
from models.message import Message
from models.work import Job

COUNTED = (
    ("events", "What LINE told us, by what became of it", Event, ("kind", "state")),
    ("messages", "What we gave LINE to deliver, by what became of it", Message, ("kind", "purpose", "state")),
    ("media", "Photos, sounds, films and papers, by what became of them", Media, ("kind", "state")),
    ("jobs", "What is done later, by what became of it", Job, ("kind", "state")),
)


class Figures:
    """A collector of prometheus-client that asks the database when it is asked."""

    def __init__(self, db):
        self._db = db

    def collect(self):
        with self._db.reading() as tx:
            for name, words, table, labels in COUNTED:
                yield counted(tx, name, words, table, labels)
            beat = work.last_beat(tx, "clock")
            yield GaugeMetricFamily(
                "thuengbaan_clock_silence_seconds",
                "Since the clock last went round",
                value=(tx.now - beat).total_seconds() if beat else -1,
            )
            yield from of_quota(tx)


def of_quota(tx):
    """-1 where LINE sets no limit, or was not asked yet this month."""
    told, left = quota.limit(tx), quota.left(tx)
    most = -1 if told is None else told.most
    left = -1 if left is None else max(left, 0)
    yield GaugeMetricFamily("thuengbaan_quota_most", "Messages that LINE allows this month; -1: no limit known", value=most)
    yield GaugeMetricFamily("thuengbaan_quota_left", "Messages left of this month's; -1: no limit known", value=left)


def counted(tx, name: str, words: str, table, labels) -> GaugeMetricFamily:
    family = GaugeMetricFamily(f"thuengbaan_{name}", words, labels=labels)
    columns = [getattr(table, label) for label in labels]
    for *values, count in tx.all(select(*columns, func.count()).group_by(*columns)):
        family.add_metric(values, count)
    return family


def figures_of(db) -> tuple[bytes, str]:
    """The text that Prometheus reads, and its content type."""
    registry = CollectorRegistry()
    registry.register(Figures(db))
    return generate_latest(registry), CONTENT_TYPE_LATEST
