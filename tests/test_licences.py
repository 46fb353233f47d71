"""The list of licences has every locked package."""

from licences import ROOT, locked


def test_every_locked_package_is_on_the_page_with_its_version():
    rows = (ROOT / "docs" / "licences.md").read_text("utf-8").splitlines()
    listed = [tuple(row.strip("| ").split(" | ")[:2]) for row in rows if row.startswith("| ")][2:]
    assert locked() == listed
