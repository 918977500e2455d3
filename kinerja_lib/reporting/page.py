"""Build the page of one edition from its blocks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from markupsafe import Markup

from kinerja_lib.i18n import (
    _,
    current_language,
    format_date,
    format_number,
    mark_foreign,
    name_period,
)
from kinerja_lib.privacy.sentences import is_withheld
from kinerja_lib.publish.display import (
    NUMERIC,
    WITHHELD,
    cell_status,
    cell_text,
    head_text,
    helper_value,
)
from kinerja_lib.publish.finding import fill_text
from kinerja_lib.publish.quantity import word_text
from kinerja_lib.publish.spread import spread_table
from kinerja_lib.reporting.class_names import mark_classes
from kinerja_lib.reporting.collect import Document, Section
from kinerja_lib.reporting.edition import Edition
from kinerja_lib.reporting.foreign_words import cell_language, mark_drawing
from kinerja_lib.reporting.lineage import Origin
from kinerja_lib.reporting.page_template import page_styles, template_environment
from kinerja_lib.reporting.prose_html import finding_html, markdown_html, split_notes
from kinerja_lib.reporting.release_page import describe_release
from kinerja_lib.reporting.verdicts import CELLS, EXCEPTED, SHEET, Verdict, summarize

EDITION_NAMES = {"internal": _("Internal"), "public": _("Publik")}
EDITION_PHRASES = {"internal": _("edisi internal"), "public": _("edisi publik")}
# The values of the run stand in the lineage; the cell itself holds the defaults.
_PARAMETERS = "parameters"
FOLD_ROWS = 25  # rows of a folded table on the page
CODE_LENGTH = 16  # characters; a code up to this length stays on one line
_FILE = "file"
_HERO_PLACES = ("headline", "answer", "ask", "glance", "lineage")


def render_page(
    document: Document,
    edition: Edition,
    facts: Mapping[str, Any],
    lineage: Sequence[Origin],
    verdicts: Sequence[Verdict] = (),
) -> str:
    """Write the page as one HTML file without script or outside address.

    Parameters
    ----------
    document : Document
        Title and question.
    edition : Edition
        Withheld, numbered and drawn blocks.
    facts : mapping
        run.json without anything of the clock, as this edition may show it.
    lineage : sequence of Origin
        Lines of `describe_lineage`.
    verdicts : sequence of Verdict
        Of all editions, for the internal page only.
    """
    opening, *sections = edition.sections
    environment = template_environment()
    period = name_period(facts["period"])
    context = {
        "lang": current_language(),
        "styles": page_styles(),
        "facts": facts,
        "kicker": f"{_(document.title)} {period}, {facts['region']}",
        "question": markdown_html(document.question),
        "headline": _of_place(opening, "headline"),
        "answers": _of_place(opening, "answer"),
        "asks": [ask for ask in _of_place(opening, "ask") if not is_withheld(ask)],
        "glance": [
            table_view(b) for b in opening.blocks if b["kind"] == "table" and b["place"] == "glance"
        ],
        "meta": describe_box(facts, edition.name, period),
        "release": describe_release(facts),
        "start": _section_view(_without_hero(opening), 0),
        "sections": [_section_view(s, i) for i, s in enumerate(sections, start=1)],
        "names": {section.id: _(section.name).partition(": ")[0] for section in sections},
        "files": [table_view(t) for t in edition.tables() if t["place"] == "lineage"],
        "opening_code": _code_cells(opening),
        "lineage": lineage,
        "verdicts": _verdict_view(verdicts) if edition.name == "internal" else None,
        "edition": _(EDITION_PHRASES[edition.name]),
        "depth": "../" * (4 if facts.get("unit") else 3),
    }
    return mark_classes(environment.get_template("report.html.j2").render(context))


def _verdict_view(verdicts: Sequence[Verdict]) -> dict[str, Any] | None:
    """List what was not shown whole, for insiders; None without a sheet."""
    if not verdicts:
        return None
    rows = summarize(verdicts)
    text = _("{count} keluaran diperiksa, {held} di antaranya tidak tampil seluruhnya.")
    held = sum(row[-1] != _(EXCEPTED) for row in rows)
    return {
        "summary": text.format(count=format_number(len(verdicts)), held=format_number(held)),
        "rows": rows[:FOLD_ROWS],
        "more": _more_rows(min(len(rows), FOLD_ROWS), len(rows)),
        "files": f"{SHEET}, {CELLS}",
    }


def _of_place(section: Section, place: str) -> list[dict[str, Any]]:
    return [b for b in section.blocks if b["kind"] == "finding" and b["place"] == place]


def describe_box(facts: Mapping[str, Any], edition: str, period: str) -> list[tuple[str, str, str]]:
    """List label, value and status shape of the box beside the answer."""
    rows = [
        (_("Status"), _("Selesai"), "ok"),
        (_("Edisi"), _(EDITION_NAMES[edition]), ""),
        (_("Periode"), period, ""),
        (_("Data per"), _day(facts["reference_date"]), ""),
        (_("Penanggung jawab"), mark_foreign(facts["owner"] or _("belum ditetapkan")), ""),
    ]
    if facts.get("next_release"):
        rows.append((_("Terbit berikutnya"), _day(facts["next_release"]), ""))
    return rows


def _day(text: str) -> str:
    return format_date(dt.date.fromisoformat(text))


def _without_hero(opening: Section) -> Section:
    """Keep what stands before the first section heading and is not on the first screen."""
    shown = [
        block
        for block in opening.blocks
        if block["kind"] != "code" and block.get("place") not in _HERO_PLACES
    ]
    return Section(opening.id, opening.name, shown)


def _section_view(section: Section, number: int) -> dict[str, Any]:
    notes, blocks = [], []
    for block in section.blocks:
        if block["kind"] == "prose":
            quotes, rest = split_notes(block["text"])
            notes += [markdown_html(quote) for quote in quotes]
            if rest.strip():
                blocks.append({"kind": "prose", "html": markdown_html(rest)})
        elif block["kind"] == "finding" and block["place"] == "note":
            notes.append(Markup("<p>{}</p>").format(finding_html(block)))
        elif block["kind"] == "table" and block["place"] != _FILE:
            blocks.append({"kind": "table", "table": table_view(block)})
        elif block["kind"] == "figure":
            blocks.append(_figure_view(block))
        elif block["kind"] == "finding" and block["place"] != "heading":
            blocks.append(block)
    blocks = [b for a, b in pairwise([None, *blocks]) if not (is_withheld(b) and _same(a, b))]
    leads = [b for b in blocks if b.get("place") == "lead"]
    heading = [b for b in _of_place(section, "heading") if not is_withheld(b)]
    name, _colon, subject = _(section.name).partition(": ")
    return {
        "id": section.id,
        "number": number,
        "name": name,
        "subject": subject,
        "notes": notes,
        "heading": heading[0] if heading else None,
        "blocks": leads + [b for b in blocks if b.get("place") != "lead"],
        "files": _file_views(section),
        "code": _code_cells(section),
    }


def _same(one: Mapping[str, Any] | None, other: Mapping[str, Any]) -> bool:
    """Say whether two sentences are withheld for the same reason: it is given once."""
    return one is not None and is_withheld(one) and one["message"] == other["message"]


def _file_views(section: Section) -> list[dict[str, str]]:
    """List the tables a section has as CSV files only; a note stands under the last it is for."""
    found = [b for b in section.blocks if b["kind"] == "table" and b["place"] == _FILE]
    views = [
        {
            "caption": fill_text(table["caption"], table["values"], mark=True),
            "file": f"tables/{table['id']}.csv",
            "note": fill_text(table["note"], table["values"], mark=True),
        }
        for table in found
    ]
    for view, later in pairwise(views):
        if view["note"] == later["note"]:
            view["note"] = ""
    return views


def _code_cells(section: Section) -> list[str]:
    return [
        block["source"]
        for block in section.blocks
        if block["kind"] == "code" and _PARAMETERS not in block["tags"]
    ]


def _figure_view(figure: Mapping[str, Any]) -> dict[str, Any]:
    table = figure["table"]
    return {
        "kind": "figure",
        "id": figure["id"],
        "number": figure["number"],
        "title": figure["title"],
        "remark": figure["remark"],
        "subtitle": fill_text(figure["subtitle"], table["values"], mark=True),
        "keys": [(symbol, _(text)) for symbol, text in figure["keys"]],
        "wide": mark_drawing(figure["wide"], table),
        "narrow": mark_drawing(figure["narrow"], table),
        "table": table_view(table),
        "source": fill_text(table["source"], table["values"], mark=True),
    }


def table_view(long: Mapping[str, Any]) -> dict[str, Any]:
    """Give what the templates need of a table's JSON, each cell as it reads."""
    table = spread_table(long)
    columns = [
        {
            "label": head_text(table, column, mark=True),
            "short": word_text(column["short"], mark=True),
            "number": column["role"] in NUMERIC and not column.get("row_head"),
            "key": column["role"] == "key" or column.get("row_head", False),
        }
        for column in table["columns"]
    ]
    rows = len(table["rows"])
    shown = min(rows, table.get("page_rows") or (FOLD_ROWS if table["fold"] else rows))
    return {
        "id": table["id"],
        "number": table.get("number"),
        "caption": fill_text(table["caption"], table["values"], mark=True),
        "columns": columns,
        "rows": [[_cell_view(table, row, i) for i in range(len(columns))] for row in range(shown)],
        "more": _more_rows(shown, rows),
        "note": fill_text(table["note"], table["values"], mark=True),
        "source": fill_text(table["source"], table["values"], mark=True),
        "fold": table["fold"],
        "keys": [(symbol, _(text)) for symbol, text in table["keys"]],
        "file": f"tables/{table['id']}.csv",
    }


def _more_rows(shown: int, rows: int) -> str:
    """Say how many rows of a long table the page has; the CSV file has all."""
    if shown == rows:
        return ""
    text = _("{shown} baris pertama dari {rows}; berkas CSV memuat semuanya.")
    return text.format(shown=format_number(shown), rows=format_number(rows))


def _cell_view(table: Mapping[str, Any], row: int, column: int) -> dict[str, Any]:
    value, spec = table["rows"][row][column], table["columns"][column]
    kind, verdict = cell_status(table, row, column)
    aside = ""
    if spec["status_from"] and verdict and value is not None:
        aside = f"{_(verdict)}, {_(spec['suffix'])}:" if spec["suffix"] else f"{_(verdict)}:"
    reason = helper_value(table, spec["reason_from"], row) if value is None else None
    text, lang = cell_language(cell_text(table, row, column, mark=True), spec)
    return {
        "text": text,
        "lang": lang,
        "whole": spec["role"] == "code" and len(text) <= CODE_LENGTH and " " not in text,
        "status": kind,
        "aside": aside,
        "brief": _(str(reason)) if reason and spec["short"] else "",
        "empty": value is None or value == WITHHELD,
        "code": spec["role"] == "digest",
    }
