"""Changes of a file as by slips, broken tools and strangers, chosen by a seeded generator."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

Mutation = Callable[[bytes, Random], bytes]

LONGEST = 200_000
"""How many bytes a mutant has at most: limits of size have tests of their own."""

TOKENS = (
    *("\n", "\r", "\r\n", "\t", " ", "  ", ": ", "- ", ", ", "#", " #", "---\n", "...\n", "%"),
    *(
        "{",
        "}",
        "[",
        "]",
        '"',
        "'",
        "&a ",
        "*a",
        "!!str ",
        "!",
        ">-\n",
        "|\n",
        "~",
        "<<: ",
        "? ",
        "@",
    ),
    *("\x00", "\x07", "\x1b[2J", "\x7f", "\x85", "\u00ad", "\u200b", "\u200f", "\u2028", "\u202e"),
    *("\ufeff", "\ufffe", "\U000e0069", "\U0010ffff", "e\u0301", "ﬁ", "İ", "ß", "中", "👩\u200d🚒"),
    *(
        "0",
        "-1",
        "1e400",
        ".nan",
        "0x1f",
        "1_000",
        "9" * 30,
        "9" * 5_000,
        "2031-02-30",
        "0000-00-00",
    ),
    *("null", "true", "no", "2031-13", "9999-12-31", "2031-05-20", "12:30:45"),
    *(
        "</script>",
        "<svg/onload=x>",
        "&lt;",
        "&#0;",
        "]]>",
        "<!--",
        "javascript:x",
        "https://[::1",
        "//x",
    ),
    *(
        "\\",
        "\\u0000",
        "\\ud800",
        "\\N{",
        "{{",
        "}}",
        "{% x %}",
        "${x}",
        "$",
        "`",
        "*",
        "_",
        "**a",
        "[a](b)",
    ),
    *(
        "../../etc/passwd",
        "/dev/zero",
        "CON",
        "a" * 3_000,
        "(" * 500,
        "[" * 500,
        "- " * 300,
        "{" * 300,
    ),
    *(
        "::error file=a::b",
        "##[error]",
        "=1+1",
        "+cmd",
        ";",
        "\\emph{",
        "\\input{x}",
        "@article{",
        "#, fuzzy",
    ),
)


def mutant(data: bytes, random: Random) -> bytes:
    """Return data with one to three changes, which are the same for the same state of `random`."""
    for _ in range(random.choice((1, 1, 2, 3))):
        data = random.choice(MUTATIONS)(data, random)[:LONGEST]
    return data


def _lines(data: bytes) -> list[bytes]:
    return data.splitlines(keepends=True) or [b""]


def _delete_lines(data: bytes, random: Random) -> bytes:
    lines = _lines(data)
    start = random.randrange(len(lines))
    del lines[start : start + random.randint(1, 4)]
    return b"".join(lines)


def _duplicate_lines(data: bytes, random: Random) -> bytes:
    lines = _lines(data)
    start = random.randrange(len(lines))
    block = lines[start : start + random.randint(1, 12)]
    place = random.choice((start, random.randrange(len(lines))))
    return b"".join([*lines[:place], *block, *lines[place:]])


def _swap_lines(data: bytes, random: Random) -> bytes:
    lines = _lines(data)
    one, other = random.randrange(len(lines)), random.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"".join(lines)


def _indent(data: bytes, random: Random) -> bytes:
    """Move some lines to the left or to the right, by blanks or by a tab."""
    lines = _lines(data)
    start, end = random.randrange(len(lines)), random.randint(1, 6)
    by = random.choice((b" ", b"  ", b"    ", b"\t", b""))
    for number in range(start, min(start + end, len(lines))):
        lines[number] = by + lines[number] if by else lines[number].lstrip(b" ")
    return b"".join(lines)


def _change_bytes(data: bytes, random: Random) -> bytes:
    changed = bytearray(data or b"x")
    for _ in range(random.randint(1, 4)):
        changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed)


def _insert_token(data: bytes, random: Random) -> bytes:
    place = random.randrange(len(data) + 1)
    return data[:place] + random.choice(TOKENS).encode() + data[place:]


def _replace_value(data: bytes, random: Random) -> bytes:
    """Put a token in the place of what follows a colon, a comma or an equals sign in a line."""
    lines = _lines(data)
    number = random.randrange(len(lines))
    mark = random.choice((b": ", b",", b"=", b";"))
    key, found, _ = lines[number].partition(mark)
    lines[number] = key + (found or mark) + random.choice(TOKENS).encode() + b"\n"
    return b"".join(lines)


def _replace_word(data: bytes, random: Random) -> bytes:
    """Put a word of the file in the place of another."""
    words = data.split(b" ")
    words[random.randrange(len(words))] = random.choice(words)
    return b" ".join(words)


def _cut(data: bytes, random: Random) -> bytes:
    return data[: random.randrange(len(data) + 1)]


def _repeat(data: bytes, random: Random) -> bytes:
    start = random.randrange(len(data) + 1)
    piece = data[start : start + random.randint(1, 60)]
    return data[:start] + piece * random.choice((2, 3, 300)) + data[start:]


def _other_line_ends(data: bytes, random: Random) -> bytes:
    return data.replace(b"\n", random.choice((b"\r\n", b"\r", b"\n\n", b"\x0c\n")))


def _other_encoding(data: bytes, random: Random) -> bytes:
    text = data.decode("utf-8", errors="replace")
    return text.encode(random.choice(("utf-16", "latin-1", "cp1251", "utf-8-sig")), "replace")


MUTATIONS: tuple[Mutation, ...] = (
    _delete_lines,
    _duplicate_lines,
    _swap_lines,
    _indent,
    _change_bytes,
    _insert_token,
    _insert_token,
    _replace_value,
    _replace_value,
    _replace_word,
    _cut,
    _repeat,
    _other_line_ends,
    _other_encoding,
)
