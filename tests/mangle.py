"""Good files -> mangled ones, as a bad disk, a bad editor program or a bad night makes them; how loading bears them.

python tests/mangle.py 100000     loads so many and prints the worst time of the processor and the growth of memory
"""

import random
import re
import resource
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
STORIES = (ROOT / "tests" / "sites" / "harbour", ROOT / "tests" / "checks" / "base")
SIGNS = [b": ", b"- ", b"#", b" # ", b"&a ", b"*a", b"!t ", b"<<: ", b"[", b"]", b"{", b"}", b"|\n", b">", b"? "]
SIGNS += [b"'", b'"', b"---\n", b"...\n", b"%", b"@", b"`", b"\\", b",", b"~", b"null", b"=", b"\n", b"\n\n"]
ODD = ["\0", "\r", "\r\n", "\t", "\ufeff", "\x85", "\u2028", "\u202e", "\u200b", "\ud800", "\U0010ffff", "\ufffe", "é"]
HUGE = [b"9" * 400, b"1e999", b"-1", b"0" * 70, b"1/0", b"12345678901234567890", b"99999-99-99", b"\xd9\xa3", b"1_000"]


def flip_bit(content, dice):
    place = dice.randrange(len(content))
    return content[:place] + bytes([content[place] ^ 1 << dice.randrange(8)]) + content[place + 1 :]


def put_byte(content, dice):
    place = dice.randrange(len(content))
    return content[:place] + bytes([dice.randrange(256)]) + content[place + 1 :]


def cut_stretch(content, dice):
    place = dice.randrange(len(content))
    return content[:place] + content[place + dice.randint(1, 200) :]


def cut_end(content, dice):
    return content[: dice.randrange(len(content))]


def double_stretch(content, dice):
    place = dice.randrange(len(content))
    return (
        content[:place] + content[place : place + dice.randint(1, 2000)] * dice.choice([2, 2, 3, 50]) + content[place:]
    )


def put_sign(content, dice):
    return insert(content, dice, dice.choice(SIGNS))


def put_many_signs(content, dice):
    return insert(content, dice, dice.choice(SIGNS) * dice.choice([2, 13, 400, 4000]))


def put_odd_character(content, dice):
    return insert(content, dice, dice.choice(ODD).encode("utf-8", "surrogatepass"))


def put_any_character(content, dice):
    return insert(content, dice, chr(dice.randrange(0x110000)).encode("utf-8", "surrogatepass"))


def put_mark_first(content, dice):
    return dice.choice([b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf\xef\xbb\xbf"]) + content


def insert(content, dice, what):
    place = dice.randrange(len(content))
    return content[:place] + what + content[place:]


def cut_line(content, dice):
    return with_lines(content, dice, lambda lines, at: lines[:at] + lines[at + 1 :])


def double_line(content, dice):
    return with_lines(content, dice, lambda lines, at: lines[: at + 1] + lines[at:])


def swap_lines(content, dice):
    def swap(lines, at):
        other = dice.randrange(len(lines))
        lines[at], lines[other] = lines[other], lines[at]
        return lines

    return with_lines(content, dice, swap)


def indent_line(content, dice):
    return change_line(content, dice, lambda line: b" " * dice.randint(1, 5) + line)


def outdent_line(content, dice):
    return change_line(content, dice, lambda line: line[dice.randint(1, 4) :] if line.startswith(b" ") else line)


def indent_with_tab(content, dice):
    return change_line(content, dice, lambda line: re.sub(rb"^(  )*", lambda blanks: b"\t" * len(blanks[0]), line))


def end_line_otherwise(content, dice):
    return change_line(content, dice, lambda line: line.rstrip(b"\n") + dice.choice([b"\r", b"\r\n", b"", b" \n"]))


def change_line(content, dice, change):
    return with_lines(content, dice, lambda lines, at: [*lines[:at], change(lines[at]), *lines[at + 1 :]])


def with_lines(content, dice, change):
    lines = content.splitlines(keepends=True)
    return b"".join(change(lines, dice.randrange(len(lines))))


def drop_quote(content, dice):
    return replace_one(content, dice, rb"[\"']", b"")


def put_huge_number(content, dice):
    return replace_one(content, dice, rb"\d+", dice.choice(HUGE))


def replace_one(content, dice, pattern, other):
    found = list(re.finditer(pattern, content))
    if not found:
        return content
    first, last = dice.choice(found).span()
    return content[:first] + other + content[last:]


WAYS = [
    flip_bit,
    put_byte,
    cut_stretch,
    cut_end,
    double_stretch,
    put_sign,
    put_many_signs,
    put_odd_character,
    put_any_character,
    put_mark_first,
    cut_line,
    double_line,
    swap_lines,
    indent_line,
    outdent_line,
    indent_with_tab,
    end_line_otherwise,
    drop_quote,
    put_huge_number,
]


def good_files():
    """Return path and bytes of every file that editors write, of both stories."""
    files = [
        (path.relative_to(story).as_posix(), path.read_bytes())
        for story in STORIES
        for folder in ("content", "sources")
        for path in sorted((story / folder).rglob("*.yml"))
    ]
    return [(path, content) for path, content in files if content]


def mangled_files(count, seed):
    """Yield path, bytes and what was done, in turn for every file: one to three ways each."""
    dice = random.Random(seed)
    files = good_files()
    for number in range(count):
        path, content = files[number % len(files)]
        ways = dice.choices(WAYS, k=dice.choice([1, 1, 1, 2, 3]))
        for way in ways:
            content = way(content, dice) or b"\n"
        yield path, content, [way.__name__ for way in ways]


def load_alone(root, path, content):
    """Load a story that has this file only, and none of it afterwards."""
    from builder.load import load  # noqa: PLC0415 - the script prepares the path first

    place = root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)
    try:
        return load(root)
    finally:
        place.unlink()


def main(count, seed):
    """Load so many mangled files and print what the worst of them cost."""
    sys.path.insert(0, str(ROOT))
    worst, refused = [], 0
    with tempfile.TemporaryDirectory() as folder:
        for path, content in good_files():
            load_alone(Path(folder), path, content)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        for path, content, ways in mangled_files(count, seed):
            started = time.process_time()
            library = load_alone(Path(folder), path, content)
            worst.append((time.process_time() - started, path, len(content), ways))
            worst = sorted(worst, key=lambda entry: -entry[0])[:5]
            refused += any(problem.path == path for problem in library.problems)
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"{count} files, {refused} refused, no traceback; memory grew by {(after - before) / 1024:.1f} MB")
    for seconds, path, size, ways in worst:
        print(f"{1000 * seconds:.1f} ms: {path}, {size} bytes, {', '.join(ways)}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000, seed=1)
