"""Which cell styles of a workbook show a number as a percentage."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from kinerja_lib.sources.reading.problems import UnreadableError

# Formats that every spreadsheet program knows without a declaration: 0% and 0.00%.
_BUILT_IN = {"9": "0%", "10": "0.00%"}
# A sign behind \, _ or *, in quotes or in brackets is shown or left out as it is.
_LITERAL = re.compile(r'[\\_*].|"[^"]*(?:"|\Z)|\[[^\]]*(?:\]|\Z)', re.DOTALL)
# Excel holds 65,490 cell formats; a workbook swollen with them has some 20 MB of styles.
_MAX_STYLES = 100_000
_MAX_BYTES = 64 * 1024**2


def is_percent_code(code: str) -> bool:
    r"""Say whether a number format multiplies by 100: `0,0%` does, `0\%` and `0"%"` do not."""
    return "%" in _LITERAL.sub("", code)


def read_percent_styles(pieces: Iterator[bytes]) -> frozenset[int]:
    """Give the numbers of the cell styles with a percent format; none where the XML is damaged.

    Parameters
    ----------
    pieces : iterator of bytes
        The part `xl/styles.xml`, already searched for entities.

    Raises
    ------
    UnreadableError
        The part is larger than any list of styles.
    """
    parser = ElementTree.XMLParser(target=_Styles())
    size = 0
    try:
        for piece in pieces:
            size += len(piece)
            if size > _MAX_BYTES:
                raise UnreadableError("bom_zip")
            parser.feed(piece)
        return parser.close()
    except (ElementTree.ParseError, ValueError, LookupError):
        return frozenset()


class _Styles:
    """Collects formats and cell styles while the XML streams by; keeps no tree."""

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}
        self._styles: list[str] = []
        self._list = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition("}")[2]
        # Other lists, such as conditional formats, hold elements of the same names.
        if name in ("numFmts", "cellXfs"):
            self._list = name
        elif (self._list, name) == ("numFmts", "numFmt") and len(self._codes) < _MAX_STYLES:
            self._codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif (self._list, name) == ("cellXfs", "xf") and len(self._styles) < _MAX_STYLES:
            self._styles.append(attributes.get("numFmtId", ""))

    def end(self, tag: str) -> None:
        if tag.rpartition("}")[2] == self._list:
            self._list = ""

    def close(self) -> frozenset[int]:
        codes = _BUILT_IN | self._codes
        percent = {number for number, code in codes.items() if is_percent_code(code)}
        return frozenset(n for n, style in enumerate(self._styles) if style in percent)
