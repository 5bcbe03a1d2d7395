"""A volunteer with a visit of hers, and both places where her photos may lie."""

import pytest

from tests.buckets import emulator_url, gcs, photostore, strict_photostore, strict_url
from tests.factories import volunteer
from tests.flows.test_visit import FIRST

__all__ = ["emulator_url", "gcs", "photostore", "strict_photostore", "strict_url"]


@pytest.fixture
def aunt(town):
    volunteer(town.db)
    town(FIRST)
    return town
