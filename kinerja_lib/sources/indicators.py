"""Read indicator figures and indicator cards from CSV files."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from kinerja_lib.config.project import find_project, resolve_source
from kinerja_lib.errors import DataError
from kinerja_lib.i18n import _, clean_text, format_number
from kinerja_lib.publish import Table
from kinerja_lib.sources.digests import digest_file
from kinerja_lib.tables.columns import Column

FIGURE_COLUMNS = (
    "provinsi",
    "indikator",
    "tahun",
    "satuan",
    "polaritas",
    "realisasi",
    "target_bawah",
    "target_atas",
)
CARD_COLUMNS = (
    "indikator",
    "nama",
    "nama_pendek",
    "satuan",
    "arah",
    "desimal",
    "putus_seri",
    "total_turunan",
    "definisi",
    "sumber",
    "catatan",
)
POLARITIES = ("naik", "turun", "rentang")
YEAR = r"(19|20)[0-9]{2}"
LARGEST_FILE = 50_000_000
LONGEST_TEXT = 500
FILE_COLUMNS = {
    "file": Column(_("Berkas"), "key"),
    "digest": Column(_("Sidik digital"), "digest"),
    "rows_in": Column(_("Masuk"), "count"),
    "accepted": Column(_("Diterima"), "count"),
    "quarantined": Column(_("Dikarantina"), "count"),
}


@dataclass(frozen=True)
class IndicatorData:
    """Hold what was read.

    Parameters
    ----------
    figures : DataFrame
        One row per area, indicator and year, columns `FIGURE_COLUMNS`; numbers are floats in the
        indicator's unit, missing is NaN.
    cards : DataFrame
        One row per indicator, columns `CARD_COLUMNS`; every indicator of `figures` has one.
    files : DataFrame
        One row per file read: name, digest, rows in, accepted, quarantined.
    """

    figures: pd.DataFrame
    cards: pd.DataFrame
    files: pd.DataFrame

    def file_table(self) -> Table:
        """List the files for the page's lineage; internal edition only."""
        return Table(
            self.files,
            "berkas",
            _("Berkas sumber, sidik digital, dan jumlah baris"),
            FILE_COLUMNS,
            subject="umum",
            place="lineage",
            editions=("internal",),
        )


def read_indicators(source: str, cards: str) -> IndicatorData:
    """Read and check indicator figures and their cards.

    Parameters
    ----------
    source : str
        CSV file of figures, relative to the project folder; columns `FIGURE_COLUMNS`.
    cards : str
        CSV file of indicator cards; columns `CARD_COLUMNS`.

    Raises
    ------
    DataError
        A column, number, year, polarity, band or key is wrong; the message gives row numbers.
        Texts are cleaned of control marks and cut at 500 characters.
    """
    project = find_project(Path.cwd())
    figure_path, card_path = resolve_source(source, project), resolve_source(cards, project)
    raw_figures = _read_csv(figure_path, FIGURE_COLUMNS)
    raw_cards = _read_csv(card_path, CARD_COLUMNS)
    figures = _check_figures(raw_figures, figure_path)
    card_frame = _check_cards(raw_cards, card_path)
    _check_together(figures, card_frame, figure_path, card_path)
    files = pd.DataFrame(
        [_file_row(figure_path, len(figures)), _file_row(card_path, len(card_frame))]
    )
    return IndicatorData(figures, card_frame, files)


def _read_csv(path: Path, columns: tuple[str, ...]) -> pd.DataFrame:
    if path.is_dir():
        raise DataError(_("{file} adalah folder. Sebutkan satu berkas CSV.").format(file=path.name))
    if path.stat().st_size > LARGEST_FILE:
        raise DataError(_("{file} lebih besar dari 50 MB. Pecah berkasnya.").format(file=path.name))
    header, lines = _read_lines(path)
    _check_header(path, header, columns)
    width = len(header)
    too_long = pd.Series([any(line[width:]) for line in lines], dtype=bool)
    _refuse(path, too_long, _("mempunyai isi lebih banyak daripada judul kolom"))
    padded = [[*line, *[""] * width][:width] for line in lines]
    frame = pd.DataFrame(padded, columns=header, dtype=str)[list(columns)]
    frame = frame.map(lambda text: clean_text(text, LONGEST_TEXT))
    filled = frame[(frame != "").any(axis=1)]
    if filled.empty:
        raise DataError(_("{file} tidak memuat satu baris pun.").format(file=path.name))
    return filled


def _check_header(path: Path, header: list[str], columns: tuple[str, ...]) -> None:
    absent = [name for name in columns if name not in header]
    if absent and len(header) == 1 and ";" in header[0]:
        raise DataError(
            _(
                "{file} memakai titik koma sebagai pemisah kolom. Simpan ulang sebagai CSV dengan "
                "koma dan titik desimal, lalu jalankan lagi."
            ).format(file=path.name)
        )
    if absent:
        raise DataError(
            _(
                "{file} tidak memuat kolom {absent}. Kolom yang ada: {present}. "
                "Ubah nama kolomnya, lalu jalankan lagi."
            ).format(
                file=path.name,
                absent=", ".join(absent),
                present=", ".join(clean_text(c, 40) for c in header[:20]),
            )
        )
    twice = [name for name in columns if header.count(name) > 1]
    if twice:
        raise DataError(
            _(
                "{file} memuat kolom {twice} lebih dari sekali. Hapus salah satunya, "
                "lalu jalankan lagi."
            ).format(file=path.name, twice=", ".join(twice))
        )


def _read_lines(path: Path) -> tuple[list[str], list[list[str]]]:
    """Give the header and every line after it, blank ones included so that row numbers hold."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            header, *lines = csv.reader(file, strict=True)
    except (UnicodeDecodeError, csv.Error, ValueError):
        raise DataError(
            _(
                "{file} tidak dapat dibaca sebagai CSV berkode UTF-8 dengan koma. "
                "Simpan ulang sebagai CSV UTF-8, lalu jalankan lagi."
            ).format(file=path.name)
        ) from None
    return [name.strip() for name in header], lines


def _numbers(frame: pd.DataFrame, column: str, path: Path) -> pd.Series:
    """Read a column of numbers with a point; empty is missing, anything else is refused."""
    text = frame[column]
    values = pd.to_numeric(text.where(text != ""), errors="coerce")
    wrong = ((text != "") & values.isna()) | ~values.fillna(0).abs().lt(1e15)
    what = _("kolom '{column}' bukan angka (pakai titik desimal)").format(column=column)
    _refuse(path, wrong, what, text)
    return values


def _refuse(path: Path, wrong: pd.Series, what: str, column: pd.Series | None = None) -> None:
    """Refuse the rows marked in `wrong`, with the first value of `column` as the example."""
    if not wrong.any():
        return
    rows = [str(i + 2) for i in wrong.index[wrong][:3]]
    example = "" if column is None else clean_text(column[wrong].iloc[0], 30)
    sample = _(", misalnya '{example}'").format(example=example) if example else ""
    raise DataError(
        _(
            "{file}: {count} baris {what}{sample} (baris {rows}). "
            "Perbaiki berkasnya, lalu jalankan lagi."
        ).format(
            file=path.name,
            count=format_number(int(wrong.sum())),
            what=what,
            sample=sample,
            rows=", ".join(rows) + (", …" if wrong.sum() > len(rows) else ""),
        )
    )


def _check_figures(raw: pd.DataFrame, path: Path) -> pd.DataFrame:
    _refuse_empty(raw, ("provinsi", "indikator"), path)
    year = raw["tahun"].str.fullmatch(YEAR)
    _refuse(path, ~year, _("kolom 'tahun' bukan tahun"), raw["tahun"])
    known = raw["polaritas"].isin(POLARITIES)
    what = _("kolom 'polaritas' bukan naik, turun, atau rentang")
    _refuse(path, ~known, what, raw["polaritas"])
    figures = raw.assign(
        tahun=raw["tahun"].astype(int),
        **{c: _numbers(raw, c, path) for c in ("realisasi", "target_bawah", "target_atas")},
    )
    upside_down = figures["target_bawah"] > figures["target_atas"]
    _refuse(path, upside_down, _("mempunyai target_bawah di atas target_atas"))
    # Two spellings of one area get one name on the page, so they count as the same.
    keys = figures[["provinsi", "indikator", "tahun"]].assign(provinsi=raw["provinsi"].str.upper())
    twice = keys.duplicated(keep=False)
    _refuse(path, twice, _("berulang untuk provinsi, indikator, dan tahun yang sama"))
    return figures


def _refuse_empty(raw: pd.DataFrame, columns: tuple[str, ...], path: Path) -> None:
    for column in columns:
        _refuse(path, raw[column] == "", _("kolom '{column}' kosong").format(column=column))


def _check_cards(raw: pd.DataFrame, path: Path) -> pd.DataFrame:
    _refuse_empty(raw, ("indikator", "nama", "nama_pendek"), path)
    twice = raw["indikator"].duplicated(keep=False)
    _refuse(path, twice, _("berulang untuk indikator yang sama"), raw["indikator"])
    known = raw["arah"].isin(POLARITIES)
    _refuse(path, ~known, _("kolom 'arah' bukan naik, turun, atau rentang"), raw["arah"])
    decimals = raw["desimal"].str.fullmatch("[0-6]")
    _refuse(path, ~decimals, _("kolom 'desimal' bukan angka 0 sampai 6"), raw["desimal"])
    year = (raw["putus_seri"] == "") | raw["putus_seri"].str.fullmatch(YEAR)
    _refuse(path, ~year, _("kolom 'putus_seri' bukan tahun"), raw["putus_seri"])
    return raw.assign(
        desimal=raw["desimal"].astype(int), putus_seri=_numbers(raw, "putus_seri", path)
    )


def _check_together(
    figures: pd.DataFrame, cards: pd.DataFrame, path: Path, card_path: Path
) -> None:
    missing = ~figures["indikator"].isin(cards["indikator"])
    what = _("memakai indikator tanpa kartu di {cards}").format(cards=card_path.name)
    _refuse(path, missing, what, figures["indikator"])
    declared = figures["indikator"].map(cards.set_index("indikator")["arah"])
    what = _("mempunyai polaritas yang berbeda dari kartu di {cards}").format(cards=card_path.name)
    _refuse(path, figures["polaritas"] != declared, what, figures["indikator"])
    areas = set(zip(figures["indikator"], figures["provinsi"], strict=True))
    named = cards["total_turunan"] != ""
    pairs = zip(cards["indikator"], cards["total_turunan"], strict=True)
    unknown = pd.Series([pair not in areas for pair in pairs], index=cards.index)
    what = _("menyebut total_turunan yang tidak ada di {figures}").format(figures=path.name)
    used = cards["indikator"].isin(figures["indikator"])
    _refuse(card_path, named & used & unknown, what, cards["total_turunan"])
    unit = figures["indikator"].map(cards.set_index("indikator")["satuan"])
    what = _("mempunyai satuan yang berbeda dari kartu di {cards}").format(cards=card_path.name)
    _refuse(
        path, figures["satuan"].map(_same_unit) != unit.map(_same_unit), what, figures["satuan"]
    )


def _same_unit(unit: str) -> str:
    """Give one spelling for units that mean the same."""
    return {"persen": "%"}.get(unit.lower(), unit.lower())


def _file_row(path: Path, rows: int) -> dict[str, object]:
    return {
        "file": path.name,
        "digest": digest_file(path),
        "rows_in": rows,
        "accepted": rows,
        "quarantined": 0,
    }
