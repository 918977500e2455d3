"""Damage inputs: bytes, cells, rows, parts of a workbook, and tables drawn by hypothesis."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Sequence

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as fix_seed
from hypothesis import strategies as st

Rows = list[list[str]]
_PIECES = (
    b"\x00",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xfe\xff",
    b'"',
    b'""',
    b"'",
    b"\r",
    b"\n",
    b"\r\n",
    b",",
    b";",
    b"\t",
    b"9" * 400,
    b"1e309",
    b"\xff",
    b"\xed\xa0\x80",
    b"\xe2\x80\xae",
    b"\x1a",
    b"=1+1",
    b"<!ENTITY x SYSTEM 'file:///etc/passwd'>",
    b"{name}%s",
)
HOSTILE = (
    *("", " ", "\u00a0", "'", "''", '"', '""', "-", "--", ".", ",", "%", "0", "-0", "+5", "NULL"),
    *("nan", "NaN", "inf", "-Infinity", "1e309", "-1e309", "1e-400", "9" * 400, "0x1F", "1_000"),
    *("1,5", "1.234,5", "1.234.567", "1,234,567.8", "1/0", "12 dokumen", "95%", "9,2-9,7"),
    *("<= 5 hari", ">= 3", "20 JP", "31-02-2024", "2026-13-01", "0000-00-00", "99999-01-01"),
    *("-4712-01-01", "01/02/2026", "2/1/26", "24:00", "2026-01-01 24:00", "46000", "60", "2958466"),
    *("2026-TW3", "2026-TW5", "2026-S1", "TW III 2026", "=1+1", "@SUM(1)", "+A1(", "-x|y!A1"),
    *("'; DROP TABLE unit; --", 'x" OR "1"="1', "{name}", "{0}", "{", "%s", "%(x)s", "\\", "\\x00"),
    *("<script>alert(1)</script>", "../../etc/passwd", "file:///etc/passwd", "Jumlah", "TOTAL"),
    *("1.98E+17", "1,98507E+17", "198507152010011001", "'198507152010011001", "19850715 201001 1"),
    *("\u202e abc", "\ufeff", "\u200b", "\u2028", "\x0b", "\x1f", "\x7f", "\U0001f600", "e\u0301"),
    *("\uff11\uff19\uff18", "\u0663", "\u2162/a", "III/a", "ya", "TIDAK", "a\nb", "a\r\nb", "a;b"),
    *("a,b\tc", "x" * 5000, "\n" * 30, "Sangat Baik", "sangat  baik", "kurang/misconduct"),
)


def mutate_bytes(rng: random.Random, content: bytes) -> bytes:
    """Change bytes in one to six places."""
    for _ in range(rng.randint(1, 6)):
        content = rng.choice(_BYTE_CHANGES)(rng, content)
    return content


def _flip(rng: random.Random, content: bytes) -> bytes:
    if not content:
        return b"\x01"
    at = rng.randrange(len(content))
    return content[:at] + bytes([content[at] ^ (1 << rng.randrange(8))]) + content[at + 1 :]


def _delete(rng: random.Random, content: bytes) -> bytes:
    at = rng.randrange(len(content) + 1)
    return content[:at] + content[at + rng.choice((1, 2, 3, 16, 200)) :]


def _insert(rng: random.Random, content: bytes) -> bytes:
    at = rng.randrange(len(content) + 1)
    return content[:at] + rng.choice((*_PIECES, rng.randbytes(rng.randint(1, 8)))) + content[at:]


def _overwrite(rng: random.Random, content: bytes) -> bytes:
    at = rng.randrange(len(content) + 1)
    piece = rng.choice(_PIECES)
    return content[:at] + piece + content[at + len(piece) :]


def _truncate(rng: random.Random, content: bytes) -> bytes:
    return content[: rng.randrange(len(content) + 1)] if rng.random() < 0.3 else content


def _splice(rng: random.Random, content: bytes) -> bytes:
    one, two = sorted(rng.randrange(len(content) + 1) for _ in range(2))
    return content[two:] + content[one:two] + content[:one] if rng.random() < 0.3 else content


def _double(rng: random.Random, content: bytes) -> bytes:
    one, two = sorted(rng.randrange(len(content) + 1) for _ in range(2))
    return content[:two] + content[one:two] + content[two:]


def _line_ends(rng: random.Random, content: bytes) -> bytes:
    return content.replace(b"\n", rng.choice((b"\r\n", b"\r", b"\n\n", b"\n\r")))


_BYTE_CHANGES: tuple[Callable[[random.Random, bytes], bytes], ...] = (
    *(_flip, _flip, _delete, _delete, _insert, _insert, _insert, _overwrite, _overwrite),
    *(_truncate, _splice, _double, _line_ends),
)


def mutate_cells(rng: random.Random, grid: Sequence[Sequence[str]], first: int) -> Rows:
    """Replace one to eight cells of the rows from `first` on by hostile or odd values."""
    rows = [list(row) for row in grid]
    for _ in range(rng.randint(1, 8)):
        row = rows[rng.randrange(first, len(rows))]
        at = rng.randrange(len(row))
        row[at] = rng.choice(HOSTILE) if rng.random() < 0.85 else row[at] + rng.choice(HOSTILE)
    return rows


def mutate_rows(rng: random.Random, grid: Sequence[Sequence[str]], first: int) -> Rows:
    """Delete, double, swap, blank, shorten and lengthen rows from `first` on."""
    rows = [list(row) for row in grid]
    for _ in range(rng.randint(1, 5)):
        at = rng.randrange(first, len(rows))
        other = rng.randrange(first, len(rows))
        change = rng.randrange(7)
        if change == 0 and len(rows) > first + 1:
            del rows[at]
        elif change == 1:
            rows.insert(other, list(rows[at]))
        elif change == 2:
            rows[at], rows[other] = rows[other], rows[at]
        elif change == 3:
            rows.insert(at, [""] * len(rows[at]))
        elif change == 4:
            rows[at] = rows[at][: rng.randint(1, len(rows[at]))]
        elif change == 5:
            rows[at] = [*rows[at], *rng.choices(HOSTILE, k=rng.randint(1, 3))]
        else:
            rows.append([rng.choice(("Jumlah", "Total", "Keterangan", "1")), "5"])
    return rows


def mutate_parts(rng: random.Random, content: bytes) -> bytes:
    """Change the parts inside a workbook and pack it again."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    for _ in range(rng.randint(1, 3)):
        at = rng.randrange(len(parts))
        name, part = parts[at]
        change = rng.randrange(6)
        if change == 0 and len(parts) > 1:
            del parts[at]
        elif change == 1:
            parts.append((name, part))
        elif change == 2:
            parts[at] = (name, parts[rng.randrange(len(parts))][1])
        else:
            parts[at] = (name, _change_xml(rng, part))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in dict(parts).items():
            archive.writestr(zipfile.ZipInfo(name), part)
    return buffer.getvalue()


_XML = (
    (b'r="A', b'r="XFD'),
    (b'r="', b'r="-'),
    (b't="s"', b't="n"'),
    (b't="s"', b't="e"'),
    (b't="s"', b't="d"'),
    (b"<v>", b"<v>9999999"),
    (b"<v>", b"<v>-"),
    (b"<v>", b"<v>x"),
    (b"</v>", b""),
    (b"<row ", b"<row hidden='1' "),
    (b"<row r=", b"<row x="),
    (b"<sheetData>", b""),
    (b"<c ", b"<c s='99999' "),
    (b"mergeCell ref=", b"mergeCell ref='A1:XFD1048576' x="),
    (b"<dimension ref=", b"<dimension ref='A1:XFD1048576' x="),
    (b"?>", b"?><!DOCTYPE x [<!ENTITY a 'b'>]>"),
    (b"worksheets/sheet1.xml", b"../../../etc/passwd"),
    (b"UTF-8", b"UTF-16"),
    (b"count=", b"count='99999999' x="),
    (b"rId1", b"rId9"),
    (b"</t>", b"&#0;</t>"),
    (b"</t>", b"_x0000_</t>"),
)


def _change_xml(rng: random.Random, part: bytes) -> bytes:
    fitting = [pair for pair in _XML if pair[0] in part]
    if not fitting or rng.random() < 0.3:
        return mutate_bytes(rng, part)
    old, new = rng.choice(fitting)
    times = rng.choice((1, 1, 3, -1))
    if rng.random() < 0.5:
        at = rng.randrange(len(part))
        return part[:at] + part[at:].replace(old, new, times)
    return part.replace(old, new, times)


_LINES = ("- [", "? x", "&a *a", "!!python/object/apply:os.system ['id']", "\t", "x: &a [*a, *a]")


def mutate_yaml(rng: random.Random, content: bytes) -> bytes:
    """Change bytes, or delete, double, move and indent lines."""
    if rng.random() < 0.4:
        return mutate_bytes(rng, content)
    lines = content.split(b"\n")
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(len(lines))
        change = rng.randrange(5)
        if change == 0 and len(lines) > 1:
            del lines[at]
        elif change == 1:
            lines.insert(rng.randrange(len(lines)), lines[at])
        elif change == 2:
            lines[at] = b" " * rng.randint(1, 5) + lines[at]
        elif change == 3:
            lines.insert(at, rng.choice(_LINES).encode())
        else:
            words = lines[at].split(b" ")
            rng.shuffle(words)
            lines[at] = b" ".join(words)
    return b"\n".join(lines)


_TEXT = st.text(max_size=12) | st.sampled_from(HOSTILE)
_NUMBERS = st.integers().map(str) | st.floats().map(str) | st.decimals().map(str)
_DATES = st.dates().map(str) | st.datetimes().map(str) | st.times().map(str)
_CELL = _TEXT | _NUMBERS | _DATES


def draw_tables(count: int, seed: int, columns: int = 24, rows: int = 8) -> list[Rows]:
    """Draw tables of `columns` cells with hypothesis; the same numbers give the same tables."""
    found: list[Rows] = []
    quick = settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    row = st.lists(_CELL, min_size=1, max_size=columns)

    @fix_seed(seed)
    @quick
    @given(st.lists(row, min_size=1, max_size=rows))
    def collect(table: Rows) -> None:
        found.append(table)

    collect()
    return found[:count]
