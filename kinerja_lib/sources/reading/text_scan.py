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
_QUOTE, _LF, _CR, _SPACE = 34, 10, 13, 32
# What Python's surrogateescape makes of bytes 0x80 to 0xFF that are no UTF-8.
_LAST_ASCII, _FIRST_STRAY, _LAST_STRAY = 0x7F, 0xDC80, 0xDCFF


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
        Empty lines after the first line; 0 for UTF-16.
    has_quotes : bool
        Whether a double quote occurs.
    suspects : frozenset of str
        Marks of `'=@(|!` that occur at all, so that a slow search can be left out.
    strays : int
        Bytes that are no UTF-8, in a file in which most letters with accents are; else 0.
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
    strays: int = 0

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
    scan = scan_bytes(path, *_guess_encoding(start))
    if scan.nuls * 10 > size:
        raise UnreadableError("berkas_rusak", _("Isinya bukan teks."))
    return scan


def scan_bytes(path: Path, encoding: str, bom: int) -> TextScan:
    """Count over a file whose encoding is known; UTF-8 may turn out to be cp1252."""
    counter = _Counter(encoding)
    with path.open("rb") as file:
        file.seek(bom)
        while chunk := file.read(SCAN_BYTES):
            counter.add(chunk)
    counter.finish()
    return counter.result(bom, path.stat().st_size)


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
    """Counts over the chunks of one file; UTF-8 falls back to cp1252 where most of it is bad."""

    def __init__(self, encoding: str) -> None:
        self.encoding = encoding
        self.nuls = 0
        self.lines = np.zeros(4, dtype=np.int64)
        self.quotes = False
        self.suspects: set[str] = set()
        self._decoder = None
        if encoding == "utf-8":
            self._decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
        self._good = self._bad = 0  # characters beyond ASCII, and bytes that are none
        self._tail = b""

    def add(self, chunk: bytes) -> None:
        if self.encoding.startswith("utf-16"):
            return
        self._decode(chunk, final=False)
        # What lies over the seam of two chunks is counted with the second chunk, nothing twice.
        seam = self._tail + chunk
        self.lines += _count_lines(seam) - _count_lines(self._tail)
        self.nuls += chunk.count(0) if b"\x00" in chunk else 0
        self.quotes = self.quotes or b'"' in chunk
        sought = set("'=@(|!") - self.suspects
        self.suspects |= {mark for mark in sought if mark.encode() in chunk}
        self._tail = seam[-3:]

    def finish(self) -> None:
        self._decode(b"", final=True)
        if self._bad > self._good:
            self.encoding, self._bad = "cp1252", 0

    def result(self, bom: int, size: int) -> TextScan:
        line_feeds, returns, pairs, blank_lines = map(int, self.lines)
        return TextScan(
            encoding=self.encoding,
            bom=bom,
            size=size,
            nuls=self.nuls,
            line_feeds=line_feeds,
            returns=returns,
            pairs=pairs,
            blank_lines=blank_lines,
            has_quotes=self.quotes,
            suspects=frozenset(self.suspects),
            strays=self._bad,
        )

    def _decode(self, chunk: bytes, *, final: bool) -> None:
        decoder = self._decoder
        if decoder is None or (chunk and chunk.isascii() and not decoder.getstate()[0]):
            return
        text = decoder.decode(chunk, final)
        marks = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
        bad = int(np.count_nonzero((marks >= _FIRST_STRAY) & (marks <= _LAST_STRAY)))
        self._bad += bad
        self._good += int(np.count_nonzero(marks > _LAST_ASCII)) - bad


def _count_lines(data: bytes) -> np.ndarray:
    """Count LF, CR, CR LF and empty lines."""
    text = np.frombuffer(data, dtype=np.uint8)
    feeds = text == _LF
    counts = [np.count_nonzero(feeds), 0, 0, np.count_nonzero(feeds[1:] & feeds[:-1])]
    if b"\r" in data:
        returns = text == _CR
        counts[1] = np.count_nonzero(returns)
        counts[2] = np.count_nonzero(returns[:-1] & feeds[1:])
        counts[3] += np.count_nonzero(feeds[:-2] & returns[1:-1] & feeds[2:])
    return np.array(counts, dtype=np.int64)


def has_blank_ends(path: Path, bom: int, separator: str) -> bool:
    """Say whether a cell of a UTF-8 file may begin or end with a blank; True where in doubt.

    A space counts beside a separator, a quote or a line end; any other blank counts anywhere.
    """
    with path.open("rb") as file:
        file.seek(bom)
        tail = b"\n"
        while chunk := file.read(SCAN_BYTES):
            data = tail + chunk
            if _is_loose(data, separator):
                return True
            tail = data[-3:]
    return tail.endswith(b" ")


def _is_loose(data: bytes, separator: str) -> bool:
    if not data.isascii() and (b"\xc2\xa0" in data or b"\xef\xbb\xbf" in data):
        return True
    if any(mark in data for mark in (b"\t", b"\x0b", b"\x0c") if mark != separator.encode()):
        return True
    text = np.frombuffer(data, dtype=np.uint8)
    spaces, edges = text == _SPACE, text == ord(separator)
    for mark in (_LF, _CR, _QUOTE):
        if mark in data:
            edges |= text == mark
    return bool((spaces[1:] & edges[:-1]).any() or (spaces[:-1] & edges[1:]).any())


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
