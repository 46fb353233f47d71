"""Cards -> pictures (PNG), the same bytes everywhere; the only importer of PIL."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from builder.views.pictures import Card
from builder.words.tables import Partial
from builder.words.wrapping import balance, cut, fit, wrap

WIDTH, HEIGHT = 1200, 630
"""What networks ask for."""
MARGIN = 72
PAPER, INK, SOFT, LINE, ACCENT = "#fcfbf8", "#1d1f24", "#595d66", "#ddd7ca", "#0b5566"
STATUS_COLOURS: Partial[str, str] = {"agreed": "#1d6b3f", "disputed": "#a32c14", "qualified": "#80540a"}
"""As in the light scheme of explainer.css; a test compares them."""

_INNER = WIDTH - 2 * MARGIN
_HEAD_BASE, _HEAD_LINE = 90, 122
_TEXT_TOP, _TEXT_BOTTOM = 140, 432
_RULE = 452
_FOOT_BASE = 54
_FOOT_STEP = 38
_SIZES = range(72, 39, -4)
_SPACING = 1.17
_NOTE = 28
_RLE = 3
"""zlib.Z_RLE looks for runs only, so every processor finds the same ones; and it is quick."""

# Places in the palette of sixteen: from paper to each colour, in steps that smooth the letters.
_INKS, _SOFTS, _STATES = (0, 1, 2, 3), (0, 4, 5, 6), (0, 7, 8, 9)
_LINE, _TINT = 10, 11
_CUES = (_TINT, 12, 13)
_RING = (0, *_CUES)
_TINT_OF_RING = 255 // 3


class Face:
    """A font: its letters are measured and painted once, at whole pixels, without the machine's own layout."""

    def __init__(self, path: Path) -> None:
        basic = ImageFont.Layout.BASIC
        self._sized = lru_cache(None)(lambda size: ImageFont.truetype(path, size, layout_engine=basic))
        self._advance = lru_cache(None)(lambda letter: self._sized(1000).getlength(letter) / 1000)
        self._glyph = lru_cache(None)(self._paint_glyph)
        self.measure = lru_cache(1 << 16)(lambda text: sum(map(self._advance, text)))
        """The width of a text as a multiple of the size."""

    def has(self, letter: str) -> bool:
        """Say whether the font has a letter; it shows one and the same shape for all that it lacks."""
        return self._shape_of(letter) != self._shape_of("\uffff")

    def write(self, mask: Image.Image, place: tuple[float, int], text: str, size: int) -> None:
        """Write a line from a place, which is where its base line begins."""
        left, base = place
        for letter in text:
            glyph, right, down = self._glyph(letter, size)
            if glyph:
                mask.paste(255, (round(left) + right, base + down), glyph)
            left += self._advance(letter) * size

    def _shape_of(self, letter: str) -> tuple[tuple[int, int], bytes]:
        mask = self._sized(32).getmask(letter)
        return mask.size, bytes(mask)

    def _paint_glyph(self, letter: str, size: int) -> tuple[Image.Image | None, int, int]:
        """Return the shape of a letter, or None for a space, and how far right and down of its place it is."""
        left, top, right, bottom = map(int, self._sized(size).getbbox(letter, anchor="ls"))
        if right <= left or bottom <= top:
            return None, 0, 0
        mask = Image.new("L", (right - left, bottom - top), 0)
        ImageDraw.Draw(mask).text((-left, -top), letter, 255, self._sized(size), anchor="ls")
        return mask, left, top


class Painter:
    """Paints cards with the fonts in a folder; what many cards share is painted once."""

    def __init__(self, fonts: Path) -> None:
        self.serif = Face(fonts / "SourceSerifPro-Semibold.otf")
        self._sans = Face(fonts / "SourceSansPro-Regular.otf")
        self._bold = Face(fonts / "SourceSansPro-Semibold.otf")
        self._has = lru_cache(None)(self._has_letter)
        self._frame = lru_cache(8)(self._paint_frame)
        self._foot = lru_cache(256)(self._paint_foot)

    def can_paint(self, card: Card) -> bool:
        """Say whether all words of a card can be set: in Latin, Greek or Cyrillic letters.

        The fonts have no others, which would be boxes. Marks above letters, and letters that run from right
        to left, need a layout, for which PIL uses a library of the machine: it may be missing or of another version.
        """
        return all(map(self._has, set("".join(map(_plain, card.words)))))

    def paint(self, card: Card) -> bytes:
        """Return the picture: the words as large as they fit, cut at a word where they are too long."""
        canvas = self._frame(card.head, card.day).copy()
        canvas.paste(self._foot(card.status, card.status_word, card.count, card.note), (MARGIN, _RULE))
        self._paint_text(canvas, _plain(card.text), card.status == "withdrawn")
        canvas.putpalette(_make_palette(STATUS_COLOURS.get(card.status, SOFT)))
        file = BytesIO()
        canvas.save(file, "PNG", bits=4, compress_type=_RLE)
        return file.getvalue()

    def _has_letter(self, letter: str) -> bool:
        if unicodedata.category(letter)[0] in "CM" or unicodedata.bidirectional(letter) in {"R", "AL", "AN"}:
            return False
        return letter == " " or (self.serif.has(letter) and self._sans.has(letter))

    def _paint_frame(self, head: str, day: str) -> Image.Image:
        """Paint what is above the words: the same on all claims of a story."""
        canvas = Image.new("L", (WIDTH, HEIGHT), 0)
        width = self._sans.measure(day) * 26
        title = cut(_plain(head), self.serif.measure, (_INNER - width - 40) / 30)
        _write(canvas, (MARGIN, _HEAD_BASE), title, (self.serif, 30), _INKS)
        _write(canvas, (WIDTH - MARGIN - int(width) - 1, _HEAD_BASE), day, (self._sans, 26), _SOFTS)
        ImageDraw.Draw(canvas).rectangle((MARGIN, _HEAD_LINE, WIDTH - MARGIN - 1, _HEAD_LINE + 1), _LINE)
        return canvas

    def _paint_foot(self, status: str, word: str, count: str, note: str) -> Image.Image:
        """Paint the rule and what is below it, which many claims share."""
        canvas = Image.new("L", (_INNER, HEIGHT - _RULE - MARGIN // 2), 0)
        ImageDraw.Draw(canvas).rectangle((0, 0, _INNER - 1, 3), _INKS[-1])
        base, rows = _FOOT_BASE - 8, 3
        if status:
            self._paint_status(canvas, word, count)
            base, rows = _FOOT_BASE + 52, 1
        lines = fit(_plain(note), self._sans.measure, _INNER / _NOTE, rows)
        for number, row in enumerate(lines):
            _write(canvas, (0, base + number * _FOOT_STEP), row, (self._sans, _NOTE), _SOFTS)
        return canvas

    def _paint_status(self, canvas: Image.Image, word: str, count: str) -> None:
        """Paint a dot, the status, and the count in the shape of the cue that opens the evidence on the site."""
        canvas.paste(_round((18, 18), 0).point(_ramp(_STATES)), (1, _FOOT_BASE - 20))
        _write(canvas, (32, _FOOT_BASE), word, (self._bold, 34), _STATES)
        left = 32 + int(self._bold.measure(word) * 34) + 22
        width = int(self._bold.measure(count) * 26) + 44
        canvas.paste(_round((width, 44), 2).point(_ramp(_RING)), (left, _FOOT_BASE - 33))
        _write(canvas, (left + 22, _FOOT_BASE - 2), count, (self._bold, 26), _CUES)

    def _paint_text(self, canvas: Image.Image, text: str, is_struck: bool) -> None:
        """Paint the words in the middle of their place, and strike out those that we no longer say."""
        size, rows = self.fit_text(text)
        step = int(size * _SPACING)
        mask = Image.new("L", (_INNER, step * len(rows) + size // 8), 0)  # with room for marks over capitals
        for number, row in enumerate(rows):
            base = number * step + size
            self.serif.write(mask, (0, base), row, size)
            if is_struck:
                right, top = int(self.serif.measure(row) * size), base - size // 4
                ImageDraw.Draw(mask).rectangle((0, top, right, top + size // 20), 255)
        top = (_TEXT_TOP + _TEXT_BOTTOM - mask.height) // 2 - size // 16
        canvas.paste(mask.point(_ramp(_SOFTS if is_struck else _INKS)), (MARGIN, top))

    def fit_text(self, text: str) -> tuple[int, list[str]]:
        """Return the largest size at which a text fits, and its lines, of about equal length as on the site."""
        words, measure = text.split(" "), self.serif.measure
        widest = max(map(measure, words))
        for size in _SIZES:
            limit = _INNER / size
            rows = (_TEXT_BOTTOM - _TEXT_TOP) // int(size * _SPACING)
            if widest <= limit and len(wrap(words, measure, limit)) <= rows:
                return size, balance(words, measure, limit)
        return size, fit(text, measure, limit, rows)


def _plain(text: str) -> str:
    """Return a text with single spaces, and with marks and letters composed."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


def _write(
    canvas: Image.Image, place: tuple[int, int], text: str, font: tuple[Face, int], inks: tuple[int, ...]
) -> None:
    """Write a line in a colour."""
    face, size = font
    mask = Image.new("L", (int(face.measure(text) * size) + 2, size * 5 // 4), 0)
    face.write(mask, (0, size), text, size)
    canvas.paste(mask.point(_ramp(inks)), (place[0], place[1] - size), mask.point(bool, "1"))


def _round(size: tuple[int, int], ring: int) -> Image.Image:
    """Return a shape with round ends, painted four times as large and reduced; with a ring it is light inside."""
    width, height = size[0] * 4, size[1] * 4
    mask = Image.new("L", (width, height), 0)
    pen = ImageDraw.Draw(mask)
    pen.rounded_rectangle((0, 0, width - 1, height - 1), height // 2, 255)
    if ring:
        edge = ring * 4
        pen.rounded_rectangle((edge, edge, width - 1 - edge, height - 1 - edge), height // 2 - edge, _TINT_OF_RING)
    return mask.reduce(4)


@lru_cache
def _ramp(inks: tuple[int, ...]) -> list[int]:
    """Return the place in the palette for each lightness of a mask."""
    return [inks[(value * (len(inks) - 1) + 127) // 255] for value in range(256)]


@lru_cache
def _make_palette(status: str) -> bytes:
    """Return the colours, with that of a status."""
    paper, accent = _read(PAPER), _read(ACCENT)
    tint = _mix(paper, accent, 8, 100)
    ramps = [step for colour in (INK, SOFT, status) for step in _steps(colour, 3)]
    colours = [paper, *ramps, _read(LINE), tint, _mix(tint, accent, 1, 2), accent]
    return bytes(part for colour in colours for part in colour)


def _steps(colour: str, count: int) -> list[tuple[int, ...]]:
    return [_mix(_read(PAPER), _read(colour), step, count) for step in range(1, count + 1)]


def _mix(one: tuple[int, ...], other: tuple[int, ...], part: int, whole: int) -> tuple[int, ...]:
    return tuple((a * (whole - part) + b * part) // whole for a, b in zip(one, other, strict=True))


def _read(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour[1:]))
