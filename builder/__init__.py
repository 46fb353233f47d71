"""From YAML to a site: load -> check -> link -> views -> pages -> render -> publish, in build.py.

Each room's __init__.py says what goes in and what comes out; a room imports only from those above it.

words/           plain strings, numbers, days, addresses elsewhere
problems.py      what is wrong, where, in words
model/           what editors may write
load/            folders -> Library
evidence/        the words of an item in the text of its source
relations/       what follows from what items say: origins, conflicts, sums
addresses.py     ids -> places on the site
checks/          Library -> problems
link/            Library -> Site
views/           Site -> words and links for readers
pages/           Views -> pages
render.py        pages -> Markdown, through site_templates/
data/            Site -> files for machines
publish/         the finished site: put in place, guarded, looked over
build.py         the straight line
references.py    model and checks -> schemas/ and docs/
mkdocs_plugin.py the door to MkDocs
cli.py           the commands
"""
