"""A proposed mapping as text: lines for the terminal, YAML for params/mappings."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kinerja_lib.config.wording import quote
from kinerja_lib.i18n import _, clean_text
from kinerja_lib.sources.column_content import show_shape
from kinerja_lib.sources.column_match import Match
from kinerja_lib.sources.header_words import may_be_record
from kinerja_lib.sources.reading.sheet import RawSheet

_LONGEST_HEADER = 300  # as mapping files accept
_MOST_NEAR = 3
_MOST_HEADERS = 40
_MOST_MARKS = 5  # headers that identify the export


@dataclass(frozen=True)
class ProposedColumn:
    """One header with what it probably is.

    Parameters
    ----------
    header : str
        As written.
    column : str
        Contract column; empty where nothing is proposed.
    confidence : str
        `sama persis`, `mirip`, `dari isi` or `tidak tahu`, in the language in use.
    example : str
        Cell of the first row, or its shape where it may tell who someone is.
    warning : str
        What a person must decide first; the column is then proposed as a comment only.
    sentence : str
        For a column that has a direction: the first row in words.
    labels : tuple of str
        For such a column, and for answers in words: the first different labels in it.
    """

    header: str
    column: str
    confidence: str
    example: str
    warning: str = ""
    sentence: str = ""
    labels: tuple[str, ...] = ()


def describe_place(sheet: RawSheet) -> str:
    """Name file and sheet."""
    return clean_text(" / ".join(part for part in (sheet.file, sheet.sheet) if part), 200)


def describe_unknown(sheet: RawSheet, ranked: Sequence[Match]) -> Iterator[str]:
    """Say that a sheet is no known table, which columns it has, and what comes near and why not."""
    near = [match for match in ranked if match.columns]
    near = sorted(near, key=lambda m: (not m.fault, m.score), reverse=True)[:_MOST_NEAR]
    headless = _is_headless(sheet, ranked)
    headers = [_show_header(h, headless=headless) for h in sheet.headers if h.strip()]
    shown = ", ".join(headers[:_MOST_HEADERS]) + (", …" if len(headers) > _MOST_HEADERS else "")
    yield _(
        "{place}: belum dapat dikenali; kolom yang ada: {headers}; paling dekat: {tables}."
    ).format(
        place=describe_place(sheet),
        headers=shown or _("tidak ada"),
        tables="; ".join(map(_explain, near)) or _("tidak ada"),
    )
    if headless:
        yield "  " + _("Baris judul kolom tampaknya tidak ada. Tambahkan, lalu jalankan lagi.")
    elif near:
        yield "  " + _(
            "Lengkapi kolomnya, atau beri berkas atau lembar nama tabelnya, lalu jalankan lagi."
        )


def _is_headless(sheet: RawSheet, matches: Sequence[Match]) -> bool:
    """Say whether the headers may be the first record, so that a person may stand there."""
    return may_be_record(sheet.headers, max((len(m.by_words) for m in matches), default=0))


def _show_header(header: str, *, headless: bool) -> str:
    return f'"{show_shape(header)}"' if headless else quote(header)


def _explain(match: Match) -> str:
    reasons = [match.fault] if match.fault else []
    if match.missing:
        reasons.insert(0, _("belum ada: {names}").format(names=", ".join(match.missing)))
    return f"{match.contract.name} ({'; '.join(reasons)})"


def list_columns(sheet: RawSheet, match: Match, columns: Sequence[ProposedColumn]) -> Iterator[str]:
    """Give the lines of a proposal for the terminal."""
    yield _("{place}: kemungkinan tabel {table} ({title})").format(
        place=describe_place(sheet),
        table=match.contract.name,
        title=_(match.contract.title).lower(),
    )
    headless = _is_headless(sheet, [match])
    for column in columns:
        target = column.column or "?"
        line = (
            f"  {_show_header(column.header, headless=headless)} -> {target} ({column.confidence})"
        )
        example = column.example or _("kosong")
        yield line + ", " + _("contoh: {example}").format(example=example)
        remark = "; ".join(part for part in (column.sentence, column.warning) if part)
        if remark:
            yield f"      {remark}"
    yield from (f"  {remark}" for remark in _remarks(match))


def describe_instead(named: Match) -> str:
    """Say which table the name of a file or sheet says, where another one is proposed."""
    words = _(
        "  Nama berkas atau lembarnya menunjuk tabel {table}, tetapi kolom wajibnya tidak ada "
        "({names}) dan judulnya lebih cocok dengan tabel di atas. Bila {table} yang benar, ekspor "
        "ulang dengan kolom wajib itu."
    )
    return words.format(table=named.contract.name, names=", ".join(named.missing) or named.fault)


def _remarks(match: Match) -> Iterator[str]:
    if match.ordered and match.contract.name == "skm":
        yield _(
            "Urutan unsur harus dicocokkan dengan kuesionernya: u8 penanganan pengaduan, u9 sarana "
            "dan prasarana; pada sebagian aplikasi keduanya tertukar."
        )
    elif match.ordered:
        yield _("Urutan butir harus dicocokkan dengan kuesionernya.")
    if any(name.startswith("butir_") for name in match.by_content.values()):
        yield _(
            "Kode butir di sini dipakai pula pada berkas instrumen; lihat docs/survei-sendiri.md."
        )
    if match.missing:
        words = _(
            "Kolom wajib yang belum ditemukan: {names}. Tambahkan kolomnya, atau tulis isi yang "
            "sama untuk semua baris pada 'constants'."
        )
        yield words.format(names=", ".join(match.missing))


def write_yaml(sheet: RawSheet, match: Match, columns: Sequence[ProposedColumn]) -> str:
    """Write a proposal as a mapping file; what a person must decide first stands as a comment."""
    contract = match.contract
    headless = _is_headless(sheet, [match])
    usable = [c for c in columns if len(c.header) <= _LONGEST_HEADER and not headless]
    sure = [c for c in usable if c.column and not c.warning]
    marks = sorted(sure, key=lambda c: c.column not in contract.required)[:_MOST_MARKS]
    lines = [
        "# " + _("Usulan pemetaan kolom. Periksa setiap baris sebelum dipakai."),
        *(f"# {remark}" for remark in _remarks(match)),
        f"table: {contract.name}",
        f"source: {_quoted(describe_place(sheet))}",
        f"signature: [{', '.join(_quoted(c.header) for c in marks)}]" if marks else "",
        f"from_name: [{', '.join(match.from_name)}]" if match.from_name else "",
        f"number: [{', '.join(match.number)}]" if match.number else "",
        "columns:" + ("" if sure else " {}"),
        *(f"  {c.column}: {_quoted(c.header)}  # {c.confidence}" for c in sure),
    ]
    for column in usable:
        if column.column and column.warning:
            lines += _directed(column)
    lines += _worded(sure)
    rest = [c for c in usable if not c.column]
    if rest:
        lines += [
            "# " + _("Belum dikenal. Yang dipakai: pindahkan ke 'columns'."),
            "# " + _("Yang tidak dipakai: hapus tanda # di awal baris berikut."),
            f"#ignore: [{', '.join(_quoted(c.header) for c in rest)}]",
        ]
    return "\n".join(line for line in lines if line) + "\n"


def _worded(columns: Sequence[ProposedColumn]) -> list[str]:
    """Write answers in words as a comment: which number each one is, only the office can say."""
    items = [c for c in columns if c.column.startswith("butir_")]
    labels = dict.fromkeys(clean_text(label, 60) for c in items for label in c.labels)
    if not labels:
        return []
    return [
        "# "
        + _(
            "Jawaban berupa kata: hapus tanda # di awal baris-baris berikut, dan tulis angka tiap "
            "jawaban menurut kuesionernya pada tempat titik-titik."
        ),
        "#values:",
        "#  butir_*:",
        *(f"#    {_quoted(label)}: ..." for label in list(labels)[:_MOST_HEADERS]),
    ]


def _quoted(text: str, limit: int = _LONGEST_HEADER) -> str:
    """Write a text as a quoted YAML scalar on one line."""
    return json.dumps(clean_text(text, limit), ensure_ascii=False)


def _directed(column: ProposedColumn) -> list[str]:
    """Write a column whose labels need a person's decision, as a comment."""
    return [
        f"  # {column.sentence}",
        f"  # {column.warning}",
        "  # "
        + _(
            "Setelah artinya pasti, hapus tanda # di awal baris-baris berikut, dan tulis arti tiap "
            "label pada tempat titik-titik."
        ),
        f"  #{column.column}: {_quoted(column.header)}",
        "#values:",
        f"#  {column.column}:",
        *(f"#    {_quoted(label)}: ..." for label in column.labels),
    ]
