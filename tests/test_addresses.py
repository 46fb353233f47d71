"""Addresses: where things are on the site, which web addresses an editor may write, which hosts are public."""

import pytest
from pydantic_core import PydanticCustomError

from builder import addresses
from builder.addresses import Target
from builder.model import Organisation, Person
from builder.model.library import Library
from builder.words.urls import check_url, find_fault, is_public, link_to_words, same_page


@pytest.mark.parametrize(
    ("target", "url", "from_home", "from_claim", "path_from_claim"),
    [
        (Target("index.md"), "", "./", "../../", "../index.md"),
        (Target("facts.md"), "facts/", "facts/", "../../facts/", "../facts.md"),
        (Target("facts.md", "a"), "facts/#a", "facts/#a", "../../facts/#a", "../facts.md#a"),
        (Target("index.md", "a"), "#a", "#a", "../../#a", "../index.md#a"),
        (Target("people/index.md"), "people/", "people/", "../../people/", "../people/index.md"),
        (Target("claims/b.md"), "claims/b/", "claims/b/", "../../claims/b/", "../claims/b.md"),
    ],
)
def test_a_place_has_one_address_and_ways_to_it(target, url, from_home, from_claim, path_from_claim):
    assert url == target.url
    assert from_home == target.url_from("index.md")
    assert from_claim == target.url_from("claims/a.md")
    assert path_from_claim == target.path_from("claims/a.md")
    assert path_from_claim.removeprefix("../") == target.path_from("index.md")


PLACES = {
    "claim_target": "claims/x/",
    "source_target": "sources/x/",
    "quantity_target": "figures/x/",
    "topic_target": "facts/#topic-x",
    "event_target": "timeline/#event-x",
    "question_target": "next/#question-x",
    "utterance_target": "said/#utterance-x",
    "correction_target": "corrections/#correction-x",
    "term_target": "glossary/#term-x",
}


@pytest.mark.parametrize(("function", "url"), PLACES.items(), ids=PLACES)
def test_an_address_once_published_never_changes(function, url):
    assert url == getattr(addresses, function)("x").url


def test_the_address_of_an_item_and_of_the_lists_never_changes():
    assert "sources/a/#facts-b" == addresses.item_target("a/facts/b").url
    lists = [value for name, value in vars(addresses).items() if name.isupper()]
    assert [
        "", "facts/", "said/", "said-by-date/", "said-by-topic/", "people/", "organisations/", "figures/", "compare/",
        "timeline/", "next/", "sources/", "provenance/", "corrections/", "glossary/", "method/", "data/next.ics/",
    ] == [target.url for target in lists]  # fmt: skip


ADA, OFFICE = Person(name="Ada"), Organisation(name="Office", kind="other")


@pytest.mark.parametrize(
    ("name", "url"),
    [("ada", "people/ada/"), ("office", "organisations/#organisation-office"), ("post", "sources/post/")],
)
def test_a_name_leads_to_a_person_an_organisation_or_a_source(name, url):
    assert url == addresses.name_target(Library(people={"ada": ADA}, organisations={"office": OFFICE}), name).url


CHARACTERS = "has characters that no web address may have; copy it from the address bar of the browser"
NONE = "is not a web address; copy it from the address bar of the browser"
SCHEME = "does not start with https://; write the https address"
USER = "names a user before the host; leave that part out"
PORT = "names a port; write the public address without it"
HOST = "has no host name such as www.example.org; numbers and local names are not public addresses"


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("https://example.org", None),
        ("https://www.example.org/a-b_c.d~e/?f=g&h=i,j;k=%20#l:m@n!$*+()", None),
        ("https://a.bc", None),
        ("https://ab.org/", None),
        (f"https://a.{'b' * 63}/", None),
        (f"https://a.{'b' * 64}/", HOST),
        ("https://a-b.x1y/", None),
        ("https://xn--80ak6aa92e.example/", None),
        (f"https://{'a' * 63}.org/", None),
        (f"https://{'a' * 64}.org/", HOST),
        (f"https://{'a.' * 124}abcde/", None),
        (f"https://{'a.' * 124}abcdef/", HOST),
        ("https://a.b/", HOST),
        ("https://a.b1/", None),
        ("https://example.1a/", HOST),
        ("https://-a.org/", HOST),
        ("https://a-.org/", HOST),
        ("https://a..org/", HOST),
        ("https://a_b.org/", HOST),
        ("https://example.o-/", HOST),
        ("https://example.org./", HOST),
        ("https://Example.org/", HOST),
        ("https://localhost/", HOST),
        ("https://127.0.0.1/", HOST),
        ("https:///a", HOST),
        ("https://", HOST),
        ("", CHARACTERS),
        ("https://example.org/a b", CHARACTERS),
        ("https://example.org/\n", CHARACTERS),
        ("https://example.org/<", CHARACTERS),
        ("https://exämple.org/", CHARACTERS),
        ("https://[::1]/", CHARACTERS),
        ("https://example.org/'", CHARACTERS),
        ("https://example.org:99999/", NONE),
        ("https://example.org:a/", NONE),
        ("https://example.org:443/", PORT),
        ("https://example.org:0/", PORT),
        ("https://ada@example.org/", USER),
        ("https://ada:x@example.org:80/", USER),
        ("http://example.org/", SCHEME),
        ("HTTPS://example.org/", SCHEME),
        ("//example.org/", SCHEME),
        ("www.example.org", SCHEME),
        ("javascript:alert(1)", SCHEME),
        ("https:example.org", SCHEME),
    ],
)
def test_only_the_https_address_of_a_named_host_is_taken(url, fault):
    assert fault == find_fault(url)
    if fault is None:
        assert url == check_url(url)
    else:
        with pytest.raises(PydanticCustomError) as error:
            check_url(url)
        assert ("url", fault) == (error.value.type, error.value.message())


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("64:ff9b::5db8:d822", True),
        ("2002:5db8:d822::1", True),
        ("::ffff:93.184.216.34", True),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::a00:1", False),
        ("2002:7f00:1::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:10.0.0.1", False),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("233.252.0.5", False),
        ("239.1.1.1", False),
        ("240.0.0.1", False),
        ("0.0.0.0", False),
        ("::1", False),
        ("fe80::1", False),
        ("fec0::1", False),
        ("fd00::1", False),
        ("ff02::1", False),
        ("ff0e::1", False),
        ("example.org", False),
        ("", False),
    ],
)
def test_only_numbers_of_the_public_network_are_public(address, public):
    assert public is is_public(address)


@pytest.mark.parametrize(
    ("url", "start", "end", "expected"),
    [
        ("https://a.org/b", "one two", None, "https://a.org/b#:~:text=one%20two"),
        (
            "https://a.org/b",
            " one\n two ",
            "three-four, five",
            "https://a.org/b#:~:text=one%20two,three%2Dfour%2C%20five",
        ),
        ("https://a.org/#c", "d", None, "https://a.org/#c:~:text=d"),
        ("https://a.org/#c:~:text=x:~:y", "d/e&f", None, "https://a.org/#c:~:text=d%2Fe%26f"),
        ("https://a.org/#:~:text=x#y", "д", None, "https://a.org/#:~:text=%D0%B4"),
    ],
)
def test_the_link_to_a_passage_replaces_another_one(url, start, end, expected):
    assert expected == link_to_words(url, start, end)


TRACKERS = ("utm_source=a", "fbclid=a", "gclid=a", "igshid=a", "mc_cid=a", "mc_eid=a", "ref=a", "ref")


@pytest.mark.parametrize(
    ("url", "page"),
    [
        ("https://example.org", "example.org?"),
        ("https://www.example.org/a/b/#c", "example.org/a/b?"),
        ("https://example.org/%C3%A9//", "example.org/é?"),
        ("https://example.org/a?b=1&&a=2&", "example.org/a?a=2&b=1"),
        ("https://example.org/a?xref=1&reference=2&xutm_=3", "example.org/a?reference=2&xref=1&xutm_=3"),
        *((f"https://example.org/a?{tracker}&b=1", "example.org/a?b=1") for tracker in TRACKERS),
    ],
)
def test_what_addresses_of_one_page_have_in_common(url, page):
    assert page == same_page(url)
