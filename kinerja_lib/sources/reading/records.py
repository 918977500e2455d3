"""Records of a text file, one by one, with bounded memory and no line lost to a stray quote."""

from __future__ import annotations

import codecs
import csv
from collections import deque
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path

from kinerja_lib.i18n import _
from kinerja_lib.sources.reading.limits import MAX_CELL_LINES, MAX_LINE_CHARACTERS
from kinerja_lib.sources.reading.problems import UnreadableError
from kinerja_lib.sources.reading.text_scan import TextScan

_STRAYS = "kinerja-cp1252"  # name of the error handler


def open_text(path: Path, scan: TextScan) -> TextIOWrapper:
    """Open a text file behind its byte order mark; line ends stay as they are.

    Stray bytes in UTF-8 are read as Windows-1252; what no encoding knows becomes the replacement
    mark, so that no row is lost.
    """
    raw = path.open("rb")
    raw.seek(scan.bom)
    errors = _STRAYS if scan.strays else "replace"
    return TextIOWrapper(raw, encoding=scan.encoding, errors=errors, newline="")


def _read_strays(error: UnicodeError) -> tuple[str, int]:
    """Read the bytes that UTF-8 does not know as Windows-1252."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(_STRAYS, _read_strays)


def read_lines(stream: TextIOWrapper) -> Iterator[str]:
    """Yield lines with their ends and without NUL; a line over the limit is refused.

    Raises
    ------
    UnreadableError
        A line has more than `MAX_LINE_CHARACTERS` characters.
    """
    while line := stream.readline(MAX_LINE_CHARACTERS + 1):
        if len(line) > MAX_LINE_CHARACTERS:
            raise UnreadableError("terlalu_besar", _("Satu barisnya lebih dari 10 MB."))
        yield line.replace("\x00", "") if "\x00" in line else line


class Records:
    """Records of one file, each a list of cells; a blank line is an empty list.

    Quotes are read as Python's `csv` module reads them, with one difference: where an opening
    quote finds no end within `MAX_CELL_LINES` lines, or only by swallowing the next record (the
    end is followed by text, or the number of cells is wrong and right for the first line alone),
    its line is split as plain text. `unbalanced` counts those lines.

    Parameters
    ----------
    lines : iterator of str
        Lines with their ends.
    separator : str
        One character.
    width : int
        Cells of a usual record, to notice a quote that swallowed records; 0 if not known.
    """

    def __init__(self, lines: Iterator[str], separator: str, width: int = 0) -> None:
        self.unbalanced = 0
        self.separator = separator
        self._width = width
        self._lines = lines
        self._waiting: deque[str] = deque()
        self._taken: list[str] = []
        # Holds for the whole process: the default would cut cells off at 131,072 characters.
        csv.field_size_limit(MAX_LINE_CHARACTERS)
        self._reader = self._new_reader()

    def __iter__(self) -> Iterator[list[str]]:
        while (line := self._next_line()) is not None:
            yield self._split_plain(line) if '"' not in line else self._read_quoted(line)

    def _read_quoted(self, line: str) -> list[str]:
        """Read the record that starts with this line, which holds a quote."""
        self._waiting.appendleft(line)
        self._taken = []
        try:
            cells = next(self._reader)
        except _UnclosedError:
            return self._give_back()
        except csv.Error:
            return self._give_back() if len(self._taken) > 1 else self._read_loosely(line)
        if len(self._taken) > 1 and len(cells) != self._width:
            plain = self._split_plain(self._taken[0])
            if len(plain) == self._width:
                return self._give_back()
        return cells

    def _read_loosely(self, line: str) -> list[str]:
        """Read one line in which text follows a closing quote, as spreadsheets do."""
        self._reader = self._new_reader()
        return next(csv.reader([line], delimiter=self.separator))

    def _give_back(self) -> list[str]:
        """Read the first line taken as plain text, and the others again."""
        self.unbalanced += 1
        first, *rest = self._taken
        self._waiting.extendleft(reversed(rest))
        self._reader = self._new_reader()
        return self._split_plain(first)

    def _split_plain(self, line: str) -> list[str]:
        bare = line.rstrip("\r\n")
        return bare.split(self.separator) if bare else []

    def _new_reader(self) -> Iterator[list[str]]:
        return csv.reader(self._feed(), delimiter=self.separator, strict=True)

    def _feed(self) -> Iterator[str]:
        """Give the reader of `csv` its lines; stop it where a quote stays open."""
        while True:
            line = self._next_line()
            too_long = len(self._taken) >= MAX_CELL_LINES
            if line is not None and too_long:
                self._waiting.appendleft(line)
            if line is None or too_long:
                raise _UnclosedError
            self._taken.append(line)
            yield line

    def _next_line(self) -> str | None:
        return self._waiting.popleft() if self._waiting else next(self._lines, None)


class _UnclosedError(Exception):
    """An opening quote without an end."""
