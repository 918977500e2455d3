"""One pass over the bytes of a text file: encoding, line ends, and what decides how to read."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kinerja_lib.i18n import _
from kinerja_lib.sources.reading.limits import MAX_FILE_BYTES, SCAN_BYTES
from kinerja_lib.sources.reading.problems import UnreadableError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# First bytes of files that are no text: zip, OLE, Parquet, PDF, PNG, gzip, 7z, JPEG.
_BINARY = (
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"PAR1",
    b"%PDF",
    b"\x89PNG",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"\xff\xd8\xff",
)
_PROBE_BYTES = 4096
_QUOTE, _LF, _CR = 34, 10, 13


@dataclass(frozen=True)
class TextScan:
    """What the bytes of a text file say.

    Attributes
    ----------
    encoding : str
        "utf-8", "utf-16-le", "utf-16-be" or "cp1252".
    bom : int
        Bytes of the byte order mark.
    size : int
        Bytes of the file.
    nuls : int
        Zero bytes that are no part of UTF-16.
    line_feeds, returns, pairs : int
        LF, CR and CR LF.
    blank_lines : int
        Empty lines after the first line, 0 only where there is none; 0 for UTF-16.
    has_quotes : bool
        Whether a double quote occurs.
    suspects : frozenset of str
        Marks of `'=@(|!` that occur at all, so that a slow search can be left out.
    """

    encoding: str
    bom: int
    size: int
    nuls: int
    line_feeds: int
    returns: int
    pairs: int
    blank_lines: int
    has_quotes: bool
    suspects: frozenset[str]

    @property
    def newline(self) -> str:
        """Give the one line end of the file, or "" where several kinds are mixed."""
        if self.returns == 0:
            return "\n"
        return "\r\n" if self.returns == self.pairs == self.line_feeds else ""


def scan_text(path: Path) -> TextScan:
    """Read all bytes once and say how the text is to be read.

    Raises
    ------
    UnreadableError
        The file is empty, too large, or no text.
    OSError
        The file cannot be read.
    """
    size = path.stat().st_size
    if size > MAX_FILE_BYTES:
        raise UnreadableError("terlalu_besar")
    with path.open("rb") as file:
        start = file.read(_PROBE_BYTES)
    if not start.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise UnreadableError("berkas_kosong" if size <= _PROBE_BYTES else "berkas_rusak")
    if start.startswith(_BINARY):
        raise UnreadableError("berkas_rusak", _("Isinya bukan teks."))
    encoding, bom = _guess_encoding(start)
    counter = _Counter(encoding)
    with path.open("rb") as file:
        file.seek(bom)
        while chunk := file.read(SCAN_BYTES):
            counter.add(chunk)
    counter.finish()
    if counter.nuls * 10 > size:
        raise UnreadableError("berkas_rusak", _("Isinya bukan teks."))
    return counter.result(bom, size)


def _guess_encoding(start: bytes) -> tuple[str, int]:
    for mark, encoding in _BOMS:
        if start.startswith(mark):
            return encoding, len(mark)
    # Text of this country in UTF-16 has a zero byte in nearly every second place.
    even, odd = start[0::2], start[1::2]
    if odd and odd.count(0) * 3 > len(odd) and even.count(0) * 20 < len(even):
        return "utf-16-le", 0
    if odd and even.count(0) * 3 > len(even) and odd.count(0) * 20 < len(odd):
        return "utf-16-be", 0
    return "utf-8", 0


class _Counter:
    """Counts over the chunks of one file; UTF-8 falls back to cp1252 at the first bad byte."""

    def __init__(self, encoding: str) -> None:
        self.encoding = encoding
        self.nuls = self.line_feeds = self.returns = self.pairs = self.blank_lines = 0
        self.quotes = False
        self.suspects: set[str] = set()
        self._decoder = codecs.getincrementaldecoder("utf-8")() if encoding == "utf-8" else None
        self._tail = b""

    def add(self, chunk: bytes) -> None:
        if self.encoding.startswith("utf-16"):
            return
        self._decode(chunk, final=False)
        seam = self._tail + chunk
        self.nuls += chunk.count(0)
        self.line_feeds += chunk.count(b"\n")
        self.returns += chunk.count(b"\r")
        # Pairs over the seam of two chunks are counted with the second chunk, none twice.
        self.pairs += seam.count(b"\r\n") - self._tail.count(b"\r\n")
        self.blank_lines += _count_blank(seam) - _count_blank(self._tail)
        self.quotes = self.quotes or b'"' in chunk
        sought = set("'=@(|!") - self.suspects
        self.suspects |= {mark for mark in sought if mark.encode() in chunk}
        self._tail = seam[-3:]

    def finish(self) -> None:
        self._decode(b"", final=True)

    def result(self, bom: int, size: int) -> TextScan:
        return TextScan(
            encoding=self.encoding,
            bom=bom,
            size=size,
            nuls=self.nuls,
            line_feeds=self.line_feeds,
            returns=self.returns,
            pairs=self.pairs,
            blank_lines=self.blank_lines,
            has_quotes=self.quotes,
            suspects=frozenset(self.suspects),
        )

    def _decode(self, chunk: bytes, *, final: bool) -> None:
        if self._decoder is None:
            return
        try:
            self._decoder.decode(chunk, final)
        except UnicodeDecodeError:
            self.encoding, self._decoder = "cp1252", None


def _count_blank(data: bytes) -> int:
    """Count empty lines; 0 exactly where there is none."""
    return data.count(b"\n\n") + data.count(b"\n\r\n")


def count_quoted_records(path: Path, bom: int, separator: str) -> tuple[int, bool] | None:
    """Count line ends outside quotes, if every quote stands where RFC 4180 wants it.

    Returns
    -------
    tuple of int and bool, or None
        Line ends outside quotes, and whether any lies inside; None where a quote opens in the
        middle of a cell, closes before other text, or is never closed.
    """
    data = np.memmap(path, dtype=np.uint8, mode="r")[bom:]
    before_open = np.array([ord(separator), _LF, _CR, _QUOTE], dtype=np.uint8)
    inside, outside, quoted = False, 0, False
    for low in range(0, len(data), SCAN_BYTES):
        chunk = np.asarray(data[low : low + SCAN_BYTES])
        places = np.flatnonzero(chunk == _QUOTE)
        opening, closing = (places[1::2], places[0::2]) if inside else (places[0::2], places[1::2])
        previous = data[np.maximum(opening + low - 1, 0)]
        following = data[np.minimum(closing + low + 1, len(data) - 1)]
        starts = np.isin(previous, before_open) | (opening + low == 0)
        ends = np.isin(following, before_open) | (closing + low == len(data) - 1)
        if not (starts.all() and ends.all()):
            return None
        lines = np.flatnonzero(chunk == _LF)
        within = (np.searchsorted(places, lines) + inside) % 2 == 1
        quoted = quoted or bool(within.any())
        outside += int(len(lines) - np.count_nonzero(within))
        inside = bool((len(places) + inside) % 2)
    return None if inside else (outside, quoted)
