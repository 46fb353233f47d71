"""Fixtures: the network is closed but for the loopback address, sites are really built, pages really served."""

import contextlib
import fcntl
import functools
import http.server
import os
import shutil
import socket
import subprocess
import sys
import threading
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import expect, sync_playwright

sys.path.insert(0, str(Path(__file__).parent))
from browser import FLAGS, HELP, find_browser

ROOT = Path(__file__).parent.parent
HARBOUR = ROOT / "tests" / "sites" / "harbour"
FAULTS = ROOT / "tests" / "faults"
ALL = bool(os.environ.get("TEST_ALL"))
"""Set by make test-all: large samples, and examples that differ from run to run."""
PATIENCE = 120
"""Seconds until what does not come counts as missing; on a busy machine everything comes late."""

# No property may fail because the machine is busy: none has a deadline, and none is told to draw its examples faster.
# `make test` tries the same examples each time, so what turns it red is the change; `make test-all` tries new ones.
settings.register_profile(
    "everywhere", deadline=None, print_blob=True, derandomize=not ALL, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("everywhere")
expect.set_options(timeout=1000 * PATIENCE)


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    """Refuse every connection that leaves the machine."""
    connect = socket.socket.connect

    def guarded(self, address):
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in ("127.0.0.1", "::1", "localhost"):
            raise AssertionError(f"a test wants to reach {address}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


def build_command(root, out, *options, program=("-m", "mkdocs")):
    """Return the command that builds the story below root into the folder out."""
    return [sys.executable, *program, "build", *options, "-f", str(root / "mkdocs.yml"), "-d", str(out)]


def build_site(root, out, **environment):
    """Run a real strict MkDocs build of the story below root into the folder out; return the finished process.

    As its day counts the newest in its content, whatever the environment of the tests says.
    """
    command = build_command(root, out, "--strict")
    settings = {name: value for name, value in os.environ.items() if name not in ("SOURCE_DATE_EPOCH", "TODAY")}
    settings |= {"NO_MKDOCS_2_WARNING": "1"} | environment
    return subprocess.run(command, env=settings, capture_output=True, text=True, check=False)


def copy_story(story, place):
    """Copy a story, with the settings of the project's own mkdocs.yml, to where a test may change it."""
    for folder in ("content", "sources"):
        shutil.copytree(story / folder, place / folder)
    shutil.copy(ROOT / "mkdocs.yml", place / "mkdocs.yml")
    return place


def bytes_below(folder):
    """Return the bytes of each file and the mode of everything below a folder, hidden things too."""
    return {
        str(path.relative_to(folder)): (path.stat().st_mode, path.read_bytes() if path.is_file() else None)
        for path in sorted(folder.rglob("*"))
    }


def make_once(tmp_path_factory, name, make):
    """Return a folder for all workers: the first that asks for it makes it, the others wait until it is whole."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    place = shared / name
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not place.exists():
            make(place)
    return place


@pytest.fixture(scope="session")
def harbour_site(tmp_path_factory):
    """The invented story, built; nobody changes it."""
    return make_once(tmp_path_factory, "harbour", functools.partial(build_cleanly, HARBOUR))


def build_cleanly(root, out):
    """Build the story below root into the folder out, without a warning."""
    run = build_site(root, out)
    assert run.returncode == 0, run.stderr
    assert "WARNING" not in run.stderr


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """Serves without a word."""

    def log_message(self, *_):
        """Say nothing."""


@contextlib.contextmanager
def serve(folder):
    """Serve a folder on the loopback address, at a free port of its own; yield the address."""
    handler = functools.partial(QuietHandler, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def story_site(tmp_path_factory):
    """The story that this repository tells, built; only the tests in story/ ask for it."""
    return make_once(tmp_path_factory, "story", functools.partial(build_cleanly, ROOT))


@pytest.fixture(scope="session")
def story_url(story_site):
    """The address of this repository's own site, served."""
    with serve(story_site) as address:
        yield address


@pytest.fixture(scope="session")
def harbour_url(harbour_site):
    """The address of the invented story's site, served."""
    with serve(harbour_site) as address:
        yield address


@pytest.fixture(scope="session")
def chromium():
    """A real headless browser."""
    path = find_browser()
    assert path, HELP
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS, timeout=1000 * PATIENCE)
        yield browser
        browser.close()


@contextlib.contextmanager
def open_page(chromium, **settings):
    """Open a page in a fresh window of the browser."""
    context = chromium.new_context(**settings)
    context.set_default_timeout(1000 * PATIENCE)
    yield context.new_page()
    context.close()


@pytest.fixture
def page(chromium):
    """A fresh page on which nothing may go wrong: no error in the console or of a script, no request to others."""
    with open_page(chromium, viewport={"width": 1280, "height": 900}) as page:
        faults = watch(page)
        yield page
        assert [] == faults


def watch(page):
    """Collect what goes wrong on a page."""
    faults = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda request: faults.append(f"asked {request.url}") if is_foreign(request.url) else None)
    return faults


def is_foreign(url):
    """Say whether an address is of anybody but this machine."""
    parts = urlsplit(url)
    return parts.scheme not in ("data", "blob", "file", "about") and parts.hostname != "127.0.0.1"
