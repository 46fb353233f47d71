"""From YAML to a site: load -> check -> link -> pages -> render -> publish, in build.py.

The line
yaml_file.py     bytes -> values as typed, with places    model/           what editors may write (fields.py: types)
characters.py    which characters are refused             by_hand.py       a page by hand -> what is no Markdown
places.py        a path into a file -> line and column    programs.py      two checkouts -> what differs besides content
shape.py         what does not fit the model, in words    load.py          folders -> Library (library.py)
walk.py          every record, reference, text and item   checks/          Library -> problems (problems.py)
link.py          Library -> Site (site.py: its types)     views.py         Site -> words and links (item_view.py)
pages/           Views -> pages                           render.py        pages -> Markdown (escape.py)
data.py          Site -> explainer.json                   publish.py       texts -> folder, in one step

What the story says
dates.py         EDTF -> days, words                      amounts.py       numbers as printed -> ranges
evidence.py      words in a text, receipts                utterances.py    the same words in several sources
relations.py     who derives from whom, what includes     origins.py       relay chains, independent origins
compare.py       do two readings conflict?                arithmetic.py    do sums, parts and shares fit?
changes.py       what a retelling has otherwise           positions.py     where a speaker's position changed
expectations.py  what became of a next step               provenance.py    who relays whom
today.py         the day that counts as today             letters.py       what counts as the same word
things.py        what a text says: names, numbers         coverage.py      what of it no item covers

What readers and machines get
addresses.py     ids -> places on the site                links.py         words that lead to a place
counts.py        a count and a noun -> words              lines.py         words -> lines
diagram.py       who relays whom -> a drawing             cards.py         what the pictures for sharing say
paint.py         cards -> pictures                        annotations.py   items -> W3C annotations
ics.py           next steps -> a calendar                 search_index.py  MkDocs's search index -> a lean one
policy.py        what a page may load and run             linkcheck.py     what of the finished site leads nowhere
urls.py          addresses elsewhere                      schema.py        model and checks -> references

The doors
cli.py           the commands                             mkdocs_plugin.py  texts -> MkDocs
audit.py         do the words still stand?                audit_file.py     sources/<source>.audit
fetch.py         whom to ask, and how politely            https.py          one question to one address
extract.py       page -> the article's text
"""
