"""Find a Chromium for the tests, or install Debian's, or say how to get one."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""The shell without windows first: a fresh window costs it a third of the time that it costs a whole browser."""
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HELP = (
    "The tests need a browser: install Chromium (Debian: apt-get install chromium), or set CHROMIUM to the path of one."
)


def find_browser():
    """Return the path of a browser: CHROMIUM, one on the PATH, Playwright's own; None where there is none."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named if Path(named).is_file() else None
    found = next(filter(None, map(shutil.which, NAMES)), None)
    return found or next(map(str, _playwright_browsers()), None)


def _playwright_browsers():
    cache = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache" / "ms-playwright")
    return (path for name in ("chrome", "headless_shell") for path in sorted(cache.glob(f"chromium*/*/{name}")))


def install_browser():
    """Install Debian's Chromium where that is allowed; return whether it worked."""
    if os.geteuid() != 0 or not shutil.which("apt-get") or os.environ.get("CHROMIUM"):
        return False
    print("No browser found; installing Debian's chromium …", flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends"]

    def works(*step):
        return subprocess.run(step, env=environment, check=False, stdout=subprocess.DEVNULL).returncode == 0

    if not works("apt-get", "update", "-qq"):
        return False
    return works(*install, "chromium-headless-shell") or works(*install, "chromium")


if __name__ == "__main__":
    if not (find_browser() or (install_browser() and find_browser())):
        sys.exit(HELP)
