"""The folders content/ and sources/ -> Library: every record with its place, and everything wrong with the files.

folders.py     reads all of it, and the texts and the version before if they are asked for
disk.py        opens files without trusting them
yaml_file.py   bytes -> values as typed, each with its line and column
syntax.py      where the YAML parser gave up -> what to do there
records.py     values -> records by kind and id
misfits.py     what does not fit the model -> codes and words
gaps.py        records with faults -> two readings, so that checks can go on behind a fault
hand_pages.py  what in a hand-written page is not plain Markdown
checkouts.py   which programs differ between two checkouts
"""

from builder.load.folders import load, read_article

__all__ = ["load", "read_article"]
