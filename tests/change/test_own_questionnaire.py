"""A questionnaire of an office's own: any name of a subscale, themes of its own, and the guide."""

import re
from pathlib import Path

import numpy as np
import pytest

from kinerja_lib.change.comparison.dialogue import NEEDED
from kinerja_lib.change.comparison.limits import DIALOGUE
from kinerja_lib.change.comparison.review import review_comparison
from kinerja_lib.change.drivers.findings import find_drivers
from kinerja_lib.change.drivers.review import OUTCOMES, DriverLimits, review_drivers
from kinerja_lib.change.responses.review import review_responses
from kinerja_lib.change.themes import findings as theme_findings
from kinerja_lib.change.themes import tables as theme_tables
from kinerja_lib.change.themes.review import review_themes
from kinerja_lib.change.waves import findings as wave_findings
from kinerja_lib.change.waves import tables as wave_tables
from kinerja_lib.change.waves.limits import WaveLimits
from kinerja_lib.change.waves.review import review_waves
from kinerja_lib.config.instrument import THEMES
from kinerja_lib.config.instrument_file import read_instrument
from kinerja_lib.config.mappings import read_mapping
from kinerja_lib.tables.names import squash
from kinerja_lib.tables.registry import CONTRACTS
from tests.change.evidence import (
    draw_answers,
    make_book,
    make_evidence,
    make_responses,
    make_rows,
    name_book,
)

PROJECT = Path(__file__).resolve().parents[2]
GUIDE = (PROJECT / "docs/survei-sendiri.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```yaml\n(.*?)```", GUIDE, re.S)


def items(first):
    return [f"butir_q{first + n:02d}" for n in range(3)]


def test_no_name_of_a_subscale_is_the_name_of_a_table():
    names = ("perubahan", "galat", "sisi", "skor")
    book = name_book({name: ("lain", items(3 * n)) for n, name in enumerate(names)})
    rows = [
        row
        for seed, wave in enumerate(("2025-1", "2026-1"))
        for row in make_rows(draw_answers(150, book, seed, shift=np.full(4, seed)), book, wave)
    ]
    responses = review_responses(make_evidence(rows), book)
    waves, themes = review_waves(responses, WaveLimits(people=20)), review_themes(responses)
    found = [*wave_findings.find_changes(waves), *theme_findings.find_themes(themes)]
    tables = [*wave_tables.tabulate_changes(waves), *theme_tables.tabulate_themes(themes)]
    tables += theme_tables.tabulate_items(themes)
    ids = [one.id for one in (*found, *tables)]
    assert len(ids) == len(set(ids))
    assert {f"gelombang-subskala-{name}" for name in names} <= set(ids)


def test_the_drivers_of_a_subscale_called_like_a_table_have_an_id_of_their_own():
    book = name_book({"hasil": ("kesiapan", items(0)), "lain": ("lain", items(3))})
    review = review_drivers(make_responses(draw_answers(120, book), book), DriverLimits(draws=20))
    assert {found.id for found in find_drivers(review)} & {
        "pendorong-hasil",
        "pendorong-minta",
    } == set()


def test_a_scale_without_a_theme_of_the_kit_is_compared_for_dialogue():
    book = make_book((4, 4), themes=("lain", "manfaat"))
    shift = np.zeros((240, 2))
    shift[::8] = -1.5  # everyone in unit U0, on both scales
    answers = draw_answers(240, book, shift=shift)
    rows = make_rows(answers, book, units=8)
    found = review_comparison(review_responses(make_evidence(rows), book)).dialogue
    needed = found[found["hasil"] == NEEDED]
    assert needed[["kelompok", "kode"]].values.tolist() == [["U0", "skala_1"]]
    assert set(found["kode"]) == {"skala_1"}


def test_the_instrument_and_the_mapping_of_the_guide_go_together(tmp_path):
    mapping, instrument, params = BLOCKS
    (tmp_path / "survei.yaml").write_text(mapping, encoding="utf-8")
    (tmp_path / "budaya_kerja.yaml").write_text(instrument, encoding="utf-8")
    book = read_instrument(tmp_path / "budaya_kerja.yaml")
    columns = read_mapping(tmp_path / "survei.yaml", CONTRACTS, squash)
    codes = [item.code for item in book.items]
    assert set(codes) <= set(columns.columns) and set(columns.values) == set(codes)
    numbers = sorted(int(number) for number in columns.values[codes[0]].values())
    assert numbers == list(range(book.low, book.high + 1))
    assert [item.code for item in book.items if item.reverse] == ["butir_q02"]
    assert "instruments: [budaya_kerja]" in params


def test_the_guide_says_which_part_uses_a_theme():
    table = GUIDE.partition("| Tema |")[2].partition("\n\n")[0]
    said = {
        theme: tuple(cell.strip() == "ya" for cell in row.split("|")[2:4])
        for row in table.splitlines()[2:]
        for theme in re.findall(r"`(\w+)`", row)
    }
    assert said == {theme: (theme in DIALOGUE, theme in OUTCOMES) for theme in THEMES}


@pytest.mark.parametrize(
    "quote", re.findall(r"^\| `([^`]+)` \|", GUIDE.partition("## Bila ada pesan")[2], re.M)
)
def test_messages_that_the_guide_quotes_are_those_of_the_code(quote):
    messages = (PROJECT / "kinerja_lib/locale/en/LC_MESSAGES/kinerja.po").read_text("utf-8")
    plain = messages.replace('"\n"', "").replace("{n}", "985")
    assert quote in plain
