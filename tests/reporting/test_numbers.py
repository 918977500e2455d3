"""Every number on a published page, alt texts included, is a cell of a table or of findings.csv."""

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from html.parser import HTMLParser
from itertools import chain

import pytest

from tests.csv_rows import read_records, read_rows

pytestmark = pytest.mark.slow

# Left out: style, drawn shapes, headings and the numbers of figures and tables, links to headings.
LEFT_OUT_TAGS = {"style", "title", "h1", "h2", "h3", "nav"}
NUMBER = re.compile(r"−?\d{1,3}(?:\.\d{3})+(?:,\d+)?|−?\d+(?:,\d+)?")
LABEL = re.compile(r"(?:Gambar|Tabel data Gambar|Tabel|Kode) \d+\.?")
YEAR = re.compile(r"(?:19|20)\d\d")
MONTHS = "Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember"
DATE = re.compile(rf"\d{{1,2}} (?:{MONTHS}) \d{{4}}")


class PageText(HTMLParser):
    """Collect visible text and aria-labels outside the parts that are left out."""

    def __init__(self):
        super().__init__()
        self.texts, self.depth = [], 0

    def handle_starttag(self, tag, attributes):
        if tag in LEFT_OUT_TAGS:
            self.depth += 1
        label = dict(attributes).get("aria-label")
        if label and not self.depth:
            self.texts.append(label)

    def handle_endtag(self, tag):
        if tag in LEFT_OUT_TAGS:
            self.depth -= 1

    def handle_data(self, data):
        if not self.depth and data.strip():
            self.texts.append(data)


def page_numbers(page):
    reader = PageText()
    reader.feed(page)
    for text in reader.texts:
        rest = LABEL.sub("", DATE.sub("", text))
        for token in NUMBER.findall(rest):
            if not YEAR.fullmatch(token):
                yield token, text.strip()


def cell_numbers(folder):
    """Give the numeric cells, and the text of all other cells."""
    numbers, texts = set(), []
    for path in [*sorted((folder / "tables").glob("*.csv")), folder / "findings.csv"]:
        for cell in chain.from_iterable(read_rows(path)):
            try:
                numbers.add(Decimal(cell))
            except InvalidOperation:
                texts.append(cell)
    return numbers, "\n".join(texts)


def is_cell(token, numbers):
    """Tell whether some cell, rounded half up to the digits shown, reads like the token."""
    plain = token.replace(".", "").replace(",", ".").replace("−", "-")
    shown = Decimal(plain)
    step = Decimal(1).scaleb(shown.as_tuple().exponent)
    return any(n.quantize(step, rounding=ROUND_HALF_UP) == shown for n in numbers if n.is_finite())


@pytest.mark.parametrize("edition", ["internal", "public"])
def test_every_number_of_the_page_is_a_published_cell(report_folders, edition):
    folder = report_folders[edition]
    numbers, texts = cell_numbers(folder)
    page = (folder / "index.html").read_text(encoding="utf-8")
    found = list(page_numbers(page))
    assert len(found) > 300
    lost = [(t, where) for t, where in found if not is_cell(t, numbers) and t not in texts]
    assert lost == []


def test_a_typed_number_would_be_found(report_folders):
    folder = report_folders["internal"]
    numbers, texts = cell_numbers(folder)
    typed = "<p>Sebanyak 4.711 pegawai, atau 33,37%.</p>"
    lost = [t for t, _where in page_numbers(typed) if not is_cell(t, numbers) and t not in texts]
    assert lost == ["4.711", "33,37"]


def test_csv_is_iso_with_a_decimal_point(report_folders):
    records = read_records(report_folders["public"] / "tables" / "capaian-2.csv")
    rows = {row["wilayah"]: row for row in records}
    assert rows["Indonesia"]["realisasi"] == "9.71"
    assert rows["Indonesia"]["kesimpulan"] == "tidak tercapai"
    assert rows["Jambi"]["kesimpulan"] == "lebih baik dari rentang"
