"""A headless Chromium for the tests and for the README's pictures."""

import os
from contextlib import contextmanager

import pytest
from playwright.sync_api import sync_playwright

from scripts.browser import find

SWITCHES = [
    "--disable-dev-shm-usage",  # containers give /dev/shm 64 MB, too little for a page with pictures
    "--font-render-hinting=none",  # so that a picture looks the same wherever it is taken
    "--disable-background-networking",  # no call home in the middle of a test
]


@pytest.fixture(scope="session")
def browser():
    """One Chromium for each test process. Without one the tests fail, with the line BROWSER MISSING."""
    with chromium() as opened:
        yield opened


@pytest.fixture
def page(browser):
    """A fresh page, with nothing remembered, as a volunteer's browser would be set. Wide enough for three phones."""
    with browser.new_context(**THAI, viewport={"width": 1440, "height": 1000}) as context:
        yield context.new_page()


THAI = {"locale": "th-TH", "timezone_id": "Asia/Bangkok"}


@contextmanager
def chromium():
    """Yields a playwright Browser, closed at the end. Raises scripts.browser.BrowserMissing."""
    path = find()
    switches = [*SWITCHES, *(["--no-sandbox"] if os.geteuid() == 0 else [])]  # its sandbox refuses to serve root
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=switches)
        try:
            yield opened
        finally:
            opened.close()
