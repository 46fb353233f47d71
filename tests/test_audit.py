"""The audit: pages on the loopback address that are edited between runs, and addresses that nobody may ask."""

import contextlib
import html
import http.server
import itertools
import shutil
import socket
import subprocess
import sys
import threading
import time

import pytest
from cases import BASE, lay_over_base, run_check
from click.testing import CliRunner
from conftest import PATIENCE, ROOT, build_site

from builder.build import build
from builder.cli import cli
from builder.evidence import https
from builder.evidence.answers import Dead, Page, Unasked
from builder.evidence.audit_file import read_audit, write_audit
from builder.evidence.extract import extract_text
from builder.evidence.fetch import MAX_ROBOTS_REDIRECTS, Door
from builder.evidence.https import Network
from builder.load import load

SOURCE = "lantern-2031-03-05"
URL = "https://lantern.example.org/lamps"
PUBLIC = "93.184.216.34"
PARAGRAPHS = (
    "Market Street shines now. The old lamps, which had stood there for sixty years, are gone.",
    "“It is brighter now.” Ada Berg, who heads the lighting office of the town, is glad.",
    "The office put up 40 new lamps on Monday, and its workers went home early that day.",
    "If people like them, other streets may follow, she said, but nobody knows when.",
)


class Town(http.server.ThreadingHTTPServer):
    """A server that answers for every host of the tests; its pages may change at any time."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), TownHandler)
        self.pages = {}
        self.hosts = {}
        self.asked = []
        self.told = []

    def resolve(self, host):
        if host not in self.hosts:
            raise socket.gaierror("no such host")
        return self.hosts[host]

    def reach(self, address):
        self.asked.append(address)
        return self.server_address

    def show(self, url, body=b"", status=200, kind="text/html; charset=utf-8", **headers):
        host, _, path = url.removeprefix("https://").partition("/")
        self.hosts.setdefault(host, [PUBLIC])
        body = body.encode() if isinstance(body, str) else body
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[host, f"/{path}"] = (status, {"Content-Type": kind} | named, body)

    def show_article(self, *paragraphs, head=""):
        text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
        self.show(
            URL,
            f"<!doctype html><html><head><title>The Lantern</title>{head}<script>var a = 'other';</script></head><body>"
            f"<nav><a href='/'>Home</a></nav><article><h1>New light in Market Street</h1>{text}</article>"
            "<footer>All rights reserved</footer></body></html>",
        )


class TownHandler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        status, headers, body = self.server.pages.get((self.headers["Host"], self.path), (404, {}, b"nothing here"))
        self.server.asked.append((self.headers["Host"], self.path, self.headers["User-Agent"]))
        self.server.told.append(dict(self.headers))
        self.send_response(status)
        for name, value in ({"Content-Length": len(body)} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def town():
    server = Town()
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def door(town):
    """The real door; behind it, instead of the public network, the server."""
    return Door(Network(town.resolve, town.reach, None), timeout=PATIENCE, pause=0)


@pytest.fixture
def story(tmp_path, town):
    """A story whose first article is on the server and was verified."""
    root = lay_over_base(BASE, tmp_path / "story")
    with open(root / f"sources/{SOURCE}.yml", "a", encoding="utf-8") as source:
        source.write(f"url: {URL}\nallow: {{W301: There is no copy.}}\n")
    (tmp_path / "lantern.txt").write_text("\n".join(("New light in Market Street", *PARAGRAPHS)))
    arguments = ["verify", "--root", str(root), SOURCE, str(tmp_path / "lantern.txt"), "--today", "2031-05-01"]
    assert 0 == CliRunner().invoke(cli, arguments).exit_code
    town.show_article(*PARAGRAPHS)
    return root


def run(story, door, *arguments, day="2031-06-01"):
    """Audit through a door of our own; return the exit code and the lines."""
    command = ["audit", "--root", str(story), "--today", day, *arguments]
    result = CliRunner().invoke(cli, command, obj=door, catch_exceptions=False)
    return result.exit_code, result.stdout.splitlines()


def archive(story):
    """Name an archive copy of the source, older than the audits."""
    source = story / f"sources/{SOURCE}.yml"
    archived = "archived: {url: 'https://archive.example.org/lamps', date: 2031-05-02}"
    source.write_text(source.read_text("utf-8").replace("allow: {W301: There is no copy.}", archived))


def page_of(story):
    """Return the page of the source, without what shields its texts from Markdown."""
    return html.unescape(build(story).texts[f"sources/{SOURCE}.md"].content).replace("\\", "")


def test_words_that_stand_are_still_there(story, door):
    assert (0, [f"{SOURCE}: 4 of 4 passages are still there"]) == run(story, door, SOURCE)
    assert "still there on 1 June 2031" in page_of(story)
    assert "" == run_check(story)


def test_an_audit_is_a_header_and_a_line_an_item(story, door):
    run(story, door, SOURCE)
    header, *lines = (story / f"sources/{SOURCE}.audit").read_text("utf-8").splitlines()
    assert f"audit 1 source {SOURCE} on 2031-06-01 text " == header[: header.index("text") + 5]
    assert ["facts/changed", "figures/lamps", "next/other-streets", "statements/brighter"] == [
        line.split()[0] for line in lines
    ]
    assert {"stands since 2031-06-01"} == {" ".join(line.split()[1:4]) for line in lines}


def test_no_words_of_the_article_stand_in_an_audit(story, door):
    run(story, door, SOURCE)
    text = (story / f"sources/{SOURCE}.audit").read_text("utf-8")
    assert [] == [word for word in ("old", "lamps of", "brighter now", "40") if word in text]


def test_a_source_without_an_audit_says_nothing_of_one(story):
    assert "still there" not in page_of(story)


def test_an_edited_quotation_has_vanished(story, door, town):
    run(story, door, SOURCE)
    former = PARAGRAPHS[1].replace("brighter", "darker")
    town.show_article(PARAGRAPHS[0], former, *PARAGRAPHS[2:])
    assert (
        1,
        [
            f"{SOURCE}: 3 of 4 passages are still there, 1 vanished; the text has changed since 2031-06-01",
            f"{SOURCE}: statements/brighter vanished since 2031-06-08",
        ],
    ) == run(story, door, SOURCE, day="2031-06-08")
    assert "the source has changed since: 3 of 4 passages are still there, 1 vanished (8 June 2031)" in page_of(story)
    assert "Vanished from the original on 8 June 2031" in page_of(story)
    assert (
        f"content/articles/{SOURCE}.yml:12:3: W501 the original has not shown these words since 2031-06-08; "
        "name an archive copy from before that, or withdraw the item\n" == run_check(story)
    )


def test_the_day_on_which_words_vanished_stays(story, door, town):
    town.show_article(*PARAGRAPHS[1:])
    run(story, door, SOURCE, day="2031-06-01")
    assert f"{SOURCE}: facts/changed vanished since 2031-06-01" in run(story, door, SOURCE, day="2031-06-08")[1]
    town.show(URL, status=410)
    run(story, door, SOURCE, day="2031-06-15")
    assert "Vanished from the original on 1 June 2031" in page_of(story)


def test_words_that_come_back_stand_again(story, door, town):
    town.show_article(*PARAGRAPHS[1:])
    assert 1 == run(story, door, SOURCE)[0]
    town.show_article(*PARAGRAPHS)
    assert 0 == run(story, door, SOURCE, day="2031-06-08")[0]
    assert "" == run_check(story)


def test_a_paragraph_elsewhere_has_moved(story, door, town):
    town.show_article(*PARAGRAPHS[1:], PARAGRAPHS[0])
    assert (
        1,
        [f"{SOURCE}: 3 of 4 passages are still there, 1 moved", f"{SOURCE}: facts/changed moved since 2031-06-01"],
    ) == run(story, door, SOURCE)
    assert "3 of 4 passages are still there, 1 moved (1 June 2031)" in page_of(story)
    assert "" == run_check(story)


def test_words_that_stand_twice_have_moved(story, door, town):
    town.show_article(*PARAGRAPHS, "Berg said it again: “It is brighter now.” That is what she said, word for word.")
    assert f"{SOURCE}: statements/brighter moved since 2031-06-01" in run(story, door, SOURCE)[1]


def test_a_number_that_was_edited_has_vanished(story, door, town):
    edited = PARAGRAPHS[2].replace("40", "140")
    town.show_article(*PARAGRAPHS[:2], edited, PARAGRAPHS[3])
    assert f"{SOURCE}: figures/lamps vanished since 2031-06-01" in run(story, door, SOURCE)[1]


def test_last_words_far_from_the_first_ones_have_moved(story, door, town):
    first, last = PARAGRAPHS[0][:40], "The times are gone."
    padding = "The council met on Monday and spoke of the budget, of the harbour and of the schools. " * 5
    town.show_article(first, *PARAGRAPHS[1:], padding, last)
    assert f"{SOURCE}: facts/changed moved since 2031-06-01" in run(story, door, SOURCE)[1]


def test_text_around_the_words_may_change(story, door, town):
    run(story, door, SOURCE)
    town.show_article(*PARAGRAPHS, "This article was updated in the evening with the name of the mayor.")
    assert (0, [f"{SOURCE}: 4 of 4 passages are still there; the text has changed since 2031-06-01"]) == run(
        story, door, SOURCE, day="2031-06-08"
    )
    assert "still there on 8 June 2031" in page_of(story)


def test_words_in_a_script_or_a_comment_do_not_stand(story, door, town):
    town.show_article(*PARAGRAPHS[1:], head=f"<!-- {PARAGRAPHS[0]} --><script>'{PARAGRAPHS[0]}'</script>")
    assert f"{SOURCE}: facts/changed vanished since 2031-06-01" in run(story, door, SOURCE)[1]


def test_a_dead_address_is_said_to_be_dead(story, door, town):
    town.show(URL, "gone", status=404)
    assert (1, [f"{SOURCE}: dead since 2031-06-01: 404 Not Found"]) == run(story, door, SOURCE)
    assert (1, [f"{SOURCE}: dead since 2031-06-01: 404 Not Found"]) == run(story, door, SOURCE, day="2031-06-08")
    assert "the address did not answer on 8 June 2031 (404 Not Found)" in page_of(story)


def test_a_wall_instead_of_the_article_is_no_edited_article(story, door, town):
    town.show(URL, "<html><body><p>Please log in.</p></body></html>")
    assert (1, [f"{SOURCE}: dead since 2031-06-01: a page without the article; perhaps it asks for a login"]) == run(
        story, door, SOURCE
    )


def test_corrected_words_are_not_those_that_vanished(story, door, town):
    town.show_article(*PARAGRAPHS[1:])
    run(story, door, SOURCE)
    article = story / f"content/articles/{SOURCE}.yml"
    article.write_text(article.read_text("utf-8").replace("start: The old lamps", "start: New light"))
    assert "W501" not in run_check(story)


def test_words_that_were_archived_in_time_need_no_warning(story, door, town):
    town.show_article(*PARAGRAPHS[1:])
    run(story, door, SOURCE)
    assert "W501" in run_check(story)
    archive(story)
    assert "" == run_check(story)


def test_a_withdrawn_item_is_not_looked_for(story, door, town):
    town.show_article(*PARAGRAPHS[1:])
    article = story / f"content/articles/{SOURCE}.yml"
    withdrawn = "    withdrawn: {date: 2031-05-20, reason: The Lantern took it back.}\nstatements:\n"
    article.write_text(article.read_text("utf-8").replace("statements:\n", withdrawn))
    assert (0, [f"{SOURCE}: 3 of 3 passages are still there"]) == run(story, door, SOURCE)


def test_a_source_without_address_is_said_to_have_none(story, door):
    assert (0, ["post-2031-03-06: no address to look at"]) == run(story, door, "post-2031-03-06")
    assert not (story / "sources/post-2031-03-06.audit").exists()


def test_without_names_all_sources_are_audited(story, door):
    assert (0, [f"{SOURCE}: 4 of 4 passages are still there", "post-2031-03-06: no address to look at"]) == run(
        story, door
    )


def test_the_command_line_has_a_door_of_its_own():
    result = CliRunner().invoke(cli, ["audit", "--root", str(BASE)], catch_exceptions=False)
    assert (0, 2) == (result.exit_code, result.stdout.count(": no address to look at\n"))


WITHOUT_EXTRA = """
import sys
sys.modules |= dict.fromkeys(["lxml", "protego", "trafilatura", "urllib3"])
import builder.mkdocs_plugin
from builder.cli import main
main()
"""


@pytest.mark.parametrize(
    ("command", "code", "said"),
    [("check", 0, ""), ("audit", 2, "builder: audit needs packages that no other command does; run: pip install")],
)
def test_only_the_audit_needs_the_packages_of_its_extra(command, code, said):
    line = [sys.executable, "-c", WITHOUT_EXTRA, command, "--root", str(BASE)]
    run = subprocess.run(line, capture_output=True, text=True, check=False)
    assert (code, True) == (run.returncode, run.stderr.startswith(said)), run.stderr


def test_a_source_that_there_is_not_is_wrong_use(story, door):
    assert 2 == run(story, door, "lantern-2031-03-04")[0]


def test_the_site_with_an_audit_is_built(story, door, town, tmp_path):
    town.show_article(*PARAGRAPHS[1:])
    run(story, door, SOURCE)
    archive(story)
    shutil.copy(ROOT / "mkdocs.yml", story / "mkdocs.yml")
    result = build_site(story, tmp_path / "site")
    assert 0 == result.returncode, result.stderr
    assert "3 of 4 passages are still there" in (tmp_path / f"site/sources/{SOURCE}/index.html").read_text("utf-8")


def test_an_audit_is_read_as_it_was_written(story, door, town):
    for status in (200, 503):
        town.show(URL, "".join(PARAGRAPHS), status=status)
        run(story, door, SOURCE)
        text = load(story).audits[SOURCE]
        assert text == write_audit(read_audit(text))


@pytest.mark.parametrize(
    "url",
    [
        "http://lantern.example.org/lamps",
        "https://user@lantern.example.org/lamps",
        "https://user:word@lantern.example.org/lamps",
        "https://lantern.example.org:8443/lamps",
        "https://127.0.0.1/",
        "https://10.1.2.3/",
        "https://169.254.169.254/latest/meta-data/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://2130706433/",
        "https://0x7f.1/",
        "https://localhost/",
        "file:///etc/passwd",
        "ftp://lantern.example.org/",
        "//lantern.example.org/",
        "https://lantern.example.org\\@127.0.0.1/",
        "https://lantern.example.org/\r\nX: y",
        "",
    ],
)
def test_an_address_that_is_none_of_the_public_web_is_refused(url, door, town):
    assert isinstance(door.fetch(url), Dead)
    assert [] == town.asked


@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"],
        ["10.1.2.3"],
        ["172.16.0.1"],
        ["192.168.1.1"],
        ["100.64.0.1"],
        ["169.254.169.254"],
        ["0.0.0.0"],
        ["224.0.0.1"],
        ["240.0.0.1"],
        ["::1"],
        ["fe80::1%eth0"],
        ["fc00::1"],
        ["fec0::1"],
        ["ff0e::1"],
        ["::ffff:127.0.0.1"],
        ["::ffff:10.1.2.3"],
        ["64:ff9b::7f00:1"],
        ["2002:7f00:1::"],
        [PUBLIC, "127.0.0.1"],
        ["not an address"],
        [],
    ],
    ids=str,
)
def test_a_name_that_leads_to_a_private_host_is_refused(addresses, door, town):
    town.hosts["lantern.example.org"] = addresses
    assert isinstance(door.fetch(URL), Dead)
    assert [] == town.asked


@pytest.mark.parametrize("address", [PUBLIC, "2606:2800:220:1:248:1893:25c8:1946", "::ffff:93.184.216.34"])
def test_a_public_address_is_the_one_that_is_connected_to(address, door, town):
    town.show(URL, "<p>Here.</p>")
    town.hosts["lantern.example.org"] = [address]
    assert isinstance(door.fetch(URL), Page)
    assert {address} == {asked for asked in town.asked if isinstance(asked, str)}


def test_a_name_that_changes_its_address_after_the_check_changes_nothing(town):
    answers = iter([[PUBLIC], [PUBLIC], ["127.0.0.1"]])
    town.show(URL, "<p>Here.</p>")
    door = Door(Network(lambda host: next(answers), town.reach, None), pause=0)
    assert isinstance(door.fetch(URL), Page)
    assert Dead("the host is not on the public network") == door.fetch(URL)
    assert [PUBLIC, PUBLIC] == [asked for asked in town.asked if isinstance(asked, str)]


def test_an_unknown_host_is_dead(door):
    assert Dead("no host of that name") == door.fetch("https://nowhere.example.org/")


def test_a_question_tells_a_site_nothing_but_what_it_needs(door, town, monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    town.show(URL, "<p>Here.</p>", Set_Cookie="reader=17; Path=/")
    assert isinstance(door.fetch(f"{URL}?a=1#words"), Dead)
    assert door.fetch(URL) == door.fetch(URL)
    asked = {"Host": "lantern.example.org", "User-Agent": https.AGENT, "Accept-Encoding": "identity"}
    assert [asked | {"Accept": "text/html, application/xhtml+xml, text/plain"}] * 4 == town.told
    assert ("lantern.example.org", "/lamps?a=1", https.AGENT) in town.asked


def test_a_redirect_to_another_public_page_is_followed(door, town):
    town.show(URL, status=301, Location="https://NEW.example.org:443/l%C3%A4mps?a=1#x")
    town.show("https://new.example.org/l%C3%A4mps?a=1", "<p>Here.</p>")
    assert Page(b"<p>Here.</p>", "utf-8") == door.fetch(URL)


@pytest.mark.parametrize(
    "location",
    [
        "https://inside.example.org/",
        "https://127.0.0.1/",
        "https://169.254.169.254/latest/",
        "https://[::1]/",
        "http://lantern.example.org/other",
        "https://lantern.example.org:8443/",
        "https://user@lantern.example.org/",
        "file:///etc/passwd",
        "//10.0.0.1/",
        "https://[",
    ],
)
def test_a_redirect_to_what_is_not_public_is_refused(location, door, town):
    town.hosts["inside.example.org"] = ["10.1.2.3"]
    town.show(URL, status=302, Location=location)
    assert isinstance(door.fetch(URL), Dead)
    assert {PUBLIC} == {asked for asked in town.asked if isinstance(asked, str)}


def test_redirects_in_a_ring_end(door, town):
    town.show(URL, status=302, Location=URL)
    assert Dead("more than 3 redirects") == door.fetch(URL)
    assert 4 == town.asked.count(("lantern.example.org", "/lamps", "explainer-builder audit"))


def test_robots_txt_is_heeded(story, door, town):
    town.show("https://lantern.example.org/robots.txt", "User-agent: *\nDisallow: /lamps\n", kind="text/plain")
    assert (0, [f"{SOURCE}: not asked; robots.txt of the site forbids it"]) == run(story, door, SOURCE)
    assert ["/robots.txt"] == [asked[1] for asked in town.asked if not isinstance(asked, str)]
    assert not (story / f"sources/{SOURCE}.audit").exists()


OURS = "User-agent: explainer-builder\n"
ALL = "User-agent: *\n"
ROBOTS = {
    "": True,
    ALL + "Disallow:": True,
    ALL + "Disallow: /": False,
    ALL + "Disallow: /lamps": False,
    ALL + "Disallow: /lam": False,
    ALL + "Disallow: /lamps/": True,
    ALL + "Disallow: /Lamps": True,
    ALL + "Disallow: /*.html": True,
    ALL + "Disallow: /*s": False,
    ALL + "Disallow: /*mp": False,
    ALL + "Disallow: *mps": False,
    ALL + "Disallow: /*/lamps": True,
    ALL + "Disallow: /l*m*s$": False,
    ALL + "Disallow: /lamp$": True,
    ALL + "Disallow: /lamps$": False,
    ALL + "Disallow: /$": True,
    ALL + "Disallow: /*?": True,
    ALL + "Disallow: /%6Camps": False,
    ALL + "Disallow: /lamps # but not on Sundays": False,
    ALL + "Disallow: /\nAllow: /lamps": True,
    ALL + "Allow: /lam\nDisallow: /lamps": False,
    ALL + "Disallow: /lam\nAllow: /lamps": True,
    ALL + "Allow: /lamps\nDisallow: /": True,
    ALL + "Disallow: /lamps\nAllow: /lamps": True,
    ALL + "Disallow: /lam*s\nAllow: /lam": False,
    ALL + "Disallow: /l*s\nAllow: /lam": True,
    ALL + "Disallow: /lamps\n\nAllow: /lamps": True,
    "user-AGENT : *\r\nDISALLOW : /lamps": False,
    "\ufeff" + ALL + "Disallow: /lamps": False,
    ALL + "Disallow: /\n" + OURS + "Allow: /": True,
    OURS + "Disallow: /\n" + ALL + "Allow: /": False,
    ALL + "Disallow: /\n\n" + OURS + "Disallow: /other": True,
    "User-agent: Explainer-Builder\nDisallow: /": False,
    "User-agent: other\n" + OURS + "Disallow: /": False,
    OURS + "User-agent: other\nCrawl-delay: 0\nDisallow: /": False,
    OURS + "Allow: /\nUser-agent: other\nDisallow: /": True,
    OURS + "Disallow: /a\nUser-agent: b\nDisallow: /\n" + OURS + "Disallow: /lamps": False,
    "User-agent: builder\nDisallow: /": True,
    "User-agent: audit\nDisallow: /": True,
    "Disallow: /": True,
    "Sitemap: https://lantern.example.org/map.xml\n" + ALL + "Disallow: /lamps": False,
    "<!doctype html><title>Not found</title>": True,
}
"""robots.txt -> whether it lets us ask for /lamps."""


@pytest.mark.parametrize("robots", ROBOTS)
def test_robots_txt_is_read_as_rfc_9309_says(robots, door, town):
    town.show(URL, "<p>Here.</p>")
    town.show("https://lantern.example.org/robots.txt", robots, kind="text/plain")
    assert ROBOTS[robots] == isinstance(door.fetch(URL), Page)


@pytest.mark.parametrize(
    ("robots", "seconds"),
    [
        (ALL + "Disallow: /x", 2),
        (ALL + "Crawl-delay: 1", 2),
        (ALL + "Crawl-delay: 7.5", 7.5),
        (ALL + "Crawl-delay: 600", 60),
        (ALL + "Crawl-delay: inf", 2),
        (ALL + "Crawl-delay: -5", 2),
        (ALL + "Crawl-delay: soon", 2),
        (ALL + "Crawl-delay: 9\n" + OURS + "Crawl-delay: 4", 4),
        (ALL + "Crawl-delay: 9\n" + OURS + "Disallow: /x", 2),
    ],
)
def test_a_site_may_ask_for_a_longer_pause_up_to_a_minute(robots, seconds, town):
    door = Door(Network(town.resolve, town.reach, None), pause=0)
    town.show("https://lantern.example.org/robots.txt", f"{robots}\nDisallow: /lamps", kind="text/plain")
    assert isinstance(door.fetch(URL), Unasked)
    door.pause = 2
    assert seconds == door.pause_for("lantern.example.org")


def test_a_robots_txt_that_would_take_hours_is_not_read(door, town):
    town.show(URL, "<p>Here.</p>")
    robots = "".join(f"User-agent: a{number}\n" for number in range(2000)) + "Disallow: /a\n" * 20_000
    town.show("https://lantern.example.org/robots.txt", robots, kind="text/plain")
    assert Dead("a robots.txt that is too long to read") == door.fetch(URL)


@pytest.mark.parametrize(("steps", "is_asked"), [(MAX_ROBOTS_REDIRECTS, True), (MAX_ROBOTS_REDIRECTS + 1, False)])
def test_redirects_of_robots_txt_are_followed_as_the_rfc_asks(steps, is_asked, door, town):
    town.show(URL, "<p>Here.</p>")
    places = ["robots.txt", *(f"step{number}" for number in range(steps))]
    for place, following in itertools.pairwise(places):
        town.show(f"https://lantern.example.org/{place}", status=302, Location=f"/{following}")
    town.show(f"https://lantern.example.org/{places[-1]}", ALL, kind="text/plain")
    assert is_asked == isinstance(door.fetch(URL), Page)


@pytest.mark.parametrize(("status", "is_asked"), [(401, True), (404, True), (499, True), (500, False), (302, False)])
def test_a_robots_txt_that_is_refused_allows_all_and_one_that_fails_nothing(status, is_asked, door, town):
    town.show(URL, "<p>Here.</p>")
    town.show("https://lantern.example.org/robots.txt", status=status)
    assert is_asked == isinstance(door.fetch(URL), Page)


def test_robots_txt_of_the_target_of_a_redirect_is_heeded(door, town):
    town.show(URL, status=302, Location="https://new.example.org/lamps")
    town.show("https://new.example.org/robots.txt", "User-agent: *\nDisallow: /\n", kind="text/plain")
    assert isinstance(door.fetch(URL), Unasked)


def test_robots_txt_is_read_once_a_host(door, town):
    town.show(URL, "<p>Here.</p>")
    assert door.fetch(URL) == door.fetch(URL)
    assert ["/robots.txt", "/lamps", "/lamps"] == [asked[1] for asked in town.asked if not isinstance(asked, str)]


def test_where_robots_txt_fails_nothing_is_asked(door, town):
    town.show(URL, "<p>Here.</p>")
    town.show("https://lantern.example.org/robots.txt", status=503)
    assert Dead("503 Service Unavailable") == door.fetch(URL)


def test_a_host_has_a_pause_between_two_questions(town):
    town.show(URL, "<p>Here.</p>")
    door = Door(Network(town.resolve, town.reach, None), pause=0.2)
    start = time.monotonic()
    door.fetch(URL)
    door.fetch(URL)
    assert time.monotonic() - start >= 0.4


def test_a_page_that_is_too_big_is_not_read(door, town, monkeypatch):
    monkeypatch.setattr(https, "MAX_BYTES", 2_000_000)
    town.show(URL, b"x" * 2_000_001)
    assert Dead("more than 2 MB") == door.fetch(URL)
    town.show(URL, b"x" * 2_000_000)
    assert isinstance(door.fetch(URL), Page)


@pytest.mark.parametrize(
    ("answer", "dead"),
    [
        ({"status": 404}, "404 Not Found"),
        ({"status": 500}, "500 Internal Server Error"),
        ({"status": 302}, "302 Found"),
        ({"status": 999}, "an answer with an unknown status"),
        ({"body": b"%PDF", "kind": "application/pdf"}, "not a web page but a file of another kind"),
        ({"body": b"x", "Content_Encoding": "gzip"}, "a packed page, which was not asked for"),
        ({"body": b"short", "Content_Length": 100}, https.BROKEN),
        ({"body": b"  \n"}, "an empty page"),
    ],
    ids=str,
)
def test_an_answer_that_is_no_page_is_dead(answer, dead, door, town):
    town.show(URL, **answer)
    assert Dead(dead) == door.fetch(URL)


@pytest.fixture
def blunt():
    """Makes doors to a server that answers every question with the given pieces; with none it is not there."""
    with contextlib.ExitStack() as stack:

        def make_door(pieces):
            listener = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
            place = listener.getsockname()
            threading.Thread(target=reply, args=(listener, pieces), daemon=True).start()
            if not pieces:
                listener.close()
            return Door(Network(lambda host: [PUBLIC], lambda address: place, None), 0.5 if len(pieces) > 1 else 30, 0)

        yield make_door


def reply(listener, pieces):
    """Send the pieces to all who connect, slowly, until they go."""
    with contextlib.suppress(OSError):
        while True:
            asker, _ = listener.accept()
            with asker, contextlib.suppress(OSError):
                asker.recv(1000)
                for piece in pieces:
                    asker.sendall(piece)
                    time.sleep(0.01)


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


@pytest.mark.parametrize(
    ("pieces", "dead"),
    [
        ([], "no connection"),
        ([b""], "no connection"),
        ([b"\x00\xff no such language\n\n"], https.BROKEN),
        ([HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nab"], https.BROKEN),
        ([HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n"], https.BROKEN),
        ([HEAD + b"Content-Length: 9\r\n\r\nabc"], https.BROKEN),
        ([HEAD, *[b"X: y\r\n"] * 9000], "no answer within 0.5 seconds"),
        ([HEAD + b"\r\n", *[b"x"] * 9000], "no answer within 0.5 seconds"),
    ],
    ids=lambda value: value if isinstance(value, str) else b"".join(value)[-20:],
)
def test_a_server_that_answers_wrongly_or_never_ends_is_dead(pieces, dead, blunt):
    assert Dead(dead) == blunt(pieces).fetch(URL)


@pytest.mark.parametrize(("name", "is_page"), [("lantern.example.org", True), ("other.example.org", False)])
def test_a_certificate_is_that_of_the_name_and_not_of_the_address(name, is_page, town):
    certificate = (
        ROOT / "tests" / "certificates" / f"{name}.pem"
    )  # made for this test, with its key; good for 100 years
    server_tls = https.ssl.SSLContext(https.ssl.PROTOCOL_TLS_SERVER)
    server_tls.load_cert_chain(certificate)
    town.socket = server_tls.wrap_socket(town.socket, server_side=True)
    town.show(URL, "<p>Here.</p>")
    ours = https.ssl.create_default_context(cafile=str(certificate))
    found = Door(Network(town.resolve, town.reach, ours), pause=0).fetch(URL)
    assert (Page(b"<p>Here.</p>", "utf-8") if is_page else Dead("no valid certificate")) == found


@pytest.mark.parametrize(
    ("body", "charset"),
    [
        ("<p>“Größe”</p>".encode(), "utf-8"),
        ("<p>“Größe”</p>".encode(), None),
        ("<p>“Größe”</p>".encode(), "no-such-encoding"),
        ("<p>“Größe”</p>".encode("cp1252"), "iso-8859-1"),
        ("<meta charset=windows-1252><p>“Größe”</p>".encode("cp1252"), None),
        ('<?xml version="1.0" encoding="utf-8"?><html><body><p>“Größe”</p></body></html>'.encode(), "utf-8"),
    ],
)
def test_a_page_is_read_in_its_encoding(body, charset):
    assert "“Größe”" == extract_text(Page(body, charset)).whole.strip()


def test_inline_marks_cut_no_word_and_blocks_join_none():
    text = extract_text(Page(b"<h1>Light</h1><p>It is bright<b>er</b> now</p><!-- not this --><div>Here</div>", None))
    assert "Light It is brighter now Here" == " ".join(text.whole.split())


@pytest.mark.parametrize("body", [b"", b"<!-- -->", b"\x00\x01", b"<script>x</script>", b"<div>" * 5000], ids=repr)
def test_a_page_without_text_is_dead(body):
    assert isinstance(extract_text(Page(body, None)), Dead)


@pytest.mark.parametrize(
    "lines",
    [
        "facts/a stands since 2031-06-01 0123456789abcde\n",
        "facts/a stands since 2031-02-30 0123456789abcdef\n",
        "facts/a stands since 2031-06-01 0123456789abcdef",
        "facts/a stood since 2031-06-01 0123456789abcdef\n",
        "a stands since 2031-06-01 0123456789abcdef\n",
        "\n",
    ],
)
def test_a_line_that_is_none_is_named(lines):
    header = "audit 1 source a on 2031-06-01 dead since 2031-06-01: 404 Not Found\n"
    assert (2 if lines.endswith("\n") else 1) == read_audit(header + lines)
