"""Both stores of photos, for tests that must hold on either, and a Google Cloud Storage on a laptop for whoever needs one.

    with emulator() as url:                      the package gcp-storage-emulator, in this process, on a port of its own
        MEDIA_URL = f"gs://{make_bucket(url)}"   with STORAGE_EMULATOR_HOST=url

It does not keep to preconditions: what they promise is proven with tests/gcs_fake.py.
"""

import secrets
import threading
from contextlib import contextmanager
from functools import partial
from http.server import HTTPServer

import pytest
import requests
from gcp_storage_emulator.server import RequestHandler
from gcp_storage_emulator.storage import Storage

from bot.photostore import opened
from tests.gcs_fake import gcs_fake


@contextmanager
def emulator():
    """Yields the URL of a new one. It holds everything in memory and serves one call after the other."""
    server = HTTPServer(("127.0.0.1", 0), partial(RequestHandler, Storage(use_memory_fs=True)))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def make_bucket(url: str, name: str = "") -> str:
    """The name of a new bucket there."""
    name = name or f"bucket-{secrets.token_hex(6)}"
    requests.post(f"{url}/storage/v1/b", json={"name": name}, timeout=10).raise_for_status()
    return name


@pytest.fixture(scope="session")
def emulator_url():
    with emulator() as url:
        yield url


@pytest.fixture
def gcs(monkeypatch):
    """The fake that keeps to preconditions and misbehaves on order; "gs://a-bucket" leads there."""
    with gcs_fake() as fake:
        monkeypatch.setenv("STORAGE_EMULATOR_HOST", fake.url)
        yield fake


@pytest.fixture(params=["folder", "bucket"])
def photostore(request, tmp_path, monkeypatch):
    """A folder; a bucket of the emulator."""
    if request.param == "folder":
        return opened(str(tmp_path / "media"))
    url = request.getfixturevalue("emulator_url")
    monkeypatch.setenv("STORAGE_EMULATOR_HOST", url)
    return opened(f"gs://{make_bucket(url)}/photos")


@pytest.fixture(params=["folder", "bucket"])
def strict_url(request, tmp_path):
    """MEDIA_URL of a folder; of a bucket of the fake."""
    if request.param == "folder":
        return str(tmp_path / "media")
    request.getfixturevalue("gcs")
    return "gs://a-bucket/photos"


@pytest.fixture
def strict_photostore(strict_url):
    return opened(strict_url)
