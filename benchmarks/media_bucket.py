"""A Google Cloud Storage on a laptop, in a process of its own:   python -m benchmarks.media_bucket PORT

The emulator is the tests' one. At each upload it writes down everything that it holds, for a restart that never comes here;
after a thousand objects that would be all that it does, so it is left out.
"""

import sys
from functools import partial
from http.server import HTTPServer

from gcp_storage_emulator.server import RequestHandler
from gcp_storage_emulator.storage import Storage

from scripts import laptop


class Forgetful(Storage):
    def _write_config_to_file(self):
        pass


def main(port: int):
    HTTPServer((laptop.ADDRESS, port), partial(RequestHandler, Forgetful(use_memory_fs=True))).serve_forever()


if __name__ == "__main__":
    main(int(sys.argv[1]))
