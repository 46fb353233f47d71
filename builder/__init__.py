"""From YAML to a site: load -> check -> link -> pages -> render -> publish, in build.py.

yaml_file.py   bytes -> values as typed, with places      model/        what editors may write (fields.py: types)
shape.py       what does not fit the model, in words      load.py       folders -> Library
walk.py        every record, reference, text and item     checks/       Library -> problems
evidence.py    words in a text, receipts                  utterances.py the same words in several sources
things.py      what a text says: names, numbers, dates    coverage.py    what of it no item covers
origins.py     relay chains, independent origins          compare.py    do two readings conflict?
link.py        Library -> Site (site.py has its types)    views.py      Site -> words and links
pages/         Site -> pages                              render.py     pages -> Markdown
data.py        Site -> explainer.json                     publish.py    texts -> folder, in one step
cards.py       what the pictures for sharing say          paint.py      cards -> pictures (lines.py: words -> lines)
search_index.py  MkDocs's search index -> a lean one
audit.py       do the words still stand?                  audit_file.py  sources/<source>.audit
fetch.py       whom to ask, and how politely              https.py    one question to one address
extract.py     page -> the article's text
cli.py         the commands                               mkdocs_plugin.py  texts -> MkDocs
"""
