"""Write the expected Markdown of the second story and the receipts of the base case again; read the difference."""

import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from vouching import vouch

from builder.build import build

HARBOUR = Path(__file__).parent / "sites" / "harbour"

if __name__ == "__main__":
    vouch(Path(__file__).parent / "checks" / "base")
    texts = build(HARBOUR).texts
    shutil.rmtree(HARBOUR / "expected", ignore_errors=True)
    for path, text in texts.items():
        if not path.endswith(".schema.json"):
            place = HARBOUR / "expected" / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text.content, "utf-8")
            print(place)
