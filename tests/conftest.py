"""Fixtures: the network is closed but for the loopback address, sites are really built, pages really served."""

import contextlib
import functools
import http.server
import os
import shutil
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parent))
from browser import FLAGS, HELP, find_browser

ROOT = Path(__file__).parent.parent
HARBOUR = ROOT / "tests" / "sites" / "harbour"
FAULTS = ROOT / "tests" / "faults"


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
    """Run a real strict MkDocs build of the story below root into the folder out; return the finished process."""
    command = build_command(root, out, "--strict")
    settings = os.environ | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1742256000"} | environment
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


@pytest.fixture(scope="session")
def built_site(tmp_path_factory):
    """The real site, built."""
    return _built(ROOT, tmp_path_factory.mktemp("real") / "site")


@pytest.fixture(scope="session")
def harbour_site(tmp_path_factory):
    """The invented second story, built."""
    return _built(HARBOUR, tmp_path_factory.mktemp("harbour") / "site")


def _built(root, out):
    run = build_site(root, out)
    assert run.returncode == 0, run.stderr
    assert "WARNING" not in run.stderr
    return out


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """Serves without a word."""

    def log_message(self, *_):
        """Say nothing."""


@contextlib.contextmanager
def serve(folder):
    """Serve a folder on the loopback address, at a free port of its own; yield the address."""
    handler = functools.partial(QuietHandler, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture(scope="session")
def site_url(built_site):
    """The address of the real site, served."""
    with serve(built_site) as address:
        yield address


@pytest.fixture(scope="session")
def chromium():
    """A real headless browser."""
    path = find_browser()
    assert path, HELP
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()
