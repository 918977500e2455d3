"""Write the page of each unit and the page that lists them; one that fails stops no other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from kinerja_lib.errors import KinerjaError
from kinerja_lib.i18n import _, clean_text, current_language, translate_value
from kinerja_lib.privacy.primary_rules import MINIMUM
from kinerja_lib.reporting.catalogue_words import name_period
from kinerja_lib.reporting.class_names import mark_classes
from kinerja_lib.reporting.collect import Document
from kinerja_lib.reporting.csv_files import write_csv
from kinerja_lib.reporting.edition import Edition, refuse_nip
from kinerja_lib.reporting.page import EDITION_PHRASES, describe_box
from kinerja_lib.reporting.page_size import check_page_size
from kinerja_lib.reporting.page_template import page_styles, template_environment
from kinerja_lib.reporting.release_page import describe_release, strip_release
from kinerja_lib.reporting.sharing import make_folder
from kinerja_lib.reporting.unit_files import (
    ABSENT,
    FAILED,
    FOLDER,
    LIST_PAGE,
    MADE,
    MEDIANS,
    OUTCOMES,
    SMALL,
)
from kinerja_lib.reporting.units.cut import EditionCut, cut_edition
from kinerja_lib.reporting.units.listing import Outcome, list_view
from kinerja_lib.reporting.units.roster import Unit, read_roster
from kinerja_lib.reporting.units.views import view_sections, view_sentences

OUTCOME_COLUMNS = ("unit", "jenis", "halaman", "keadaan", "ukuran", "sebab")
MEDIAN_COLUMNS = ("tabel", "kolom", "median")


def write_unit_pages(
    folder: Path, document: Document, edition: Edition, facts: Mapping[str, Any]
) -> list[Outcome]:
    """Write `unit.html` and `unit/<name>.html` for one edition, in the language in use.

    Parameters
    ----------
    folder : Path
        The edition's folder.
    document : Document
        What the notebook showed; it holds the list of units.
    edition : Edition
        What this edition shows. The pages are cut from it, so nothing hidden there comes back.
    facts : mapping
        run.json without anything of the clock, as this edition may show it.

    Returns
    -------
    list of Outcome
        What became of each unit, in the order of names; nothing without a list of units, and then
        nothing is written.

    Raises
    ------
    DisclosureError
        A NIP stands in the name or kind of a unit of a public edition.
    """
    roster = read_roster(document)
    if not roster:
        return []
    if edition.name == "public":
        refuse_nip([(unit.name, unit.kind) for unit in roster], _("daftar unit"))
    maker = _Maker(folder, edition, _describe(document, edition, facts), roster)
    outcomes = [maker.make(unit) for unit in roster]
    maker.write_lists(outcomes)
    return outcomes


def _describe(document: Document, edition: Edition, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Give what all pages of one edition say alike."""
    period = name_period(facts["period"])
    return {
        "lang": current_language(),
        "styles": page_styles(),
        "facts": facts,
        "kicker": f"{_(document.title)} {period}, {facts['region']}",
        "meta": describe_box(facts, edition.name, period),
        "release": describe_release(facts),
        "edition": _(EDITION_PHRASES[edition.name]),
        "list_page": LIST_PAGE,
    }


class _Maker:
    """Makes the pages of one edition."""

    def __init__(
        self, folder: Path, edition: Edition, context: Mapping[str, Any], roster: Sequence[Unit]
    ) -> None:
        self._folder, self._context = folder, context
        self._public = edition.name == "public"
        self._minimum = MINIMUM[edition.name]["kinerja"]
        self._cut = cut_edition(edition, {unit.name for unit in roster})
        make_folder(folder / FOLDER, exist_ok=True)

    def make(self, unit: Unit) -> Outcome:
        """Write one page where the edition may have it; a failure is told by its cause."""
        if self._public and not self._may_show(unit):
            return Outcome(unit, SMALL)
        if not self._cut.names_unit(unit.name):
            return Outcome(unit, ABSENT)
        try:
            page = self._render(unit)
            check_page_size(unit.file, page)
            (self._folder / unit.file).write_bytes(page)
        except KinerjaError as error:
            return Outcome(unit, FAILED, reason=str(error))
        except (LookupError, TypeError, ValueError, OSError) as error:
            text = _("Halaman tidak dapat dibuat: {type}.")
            return Outcome(unit, FAILED, reason=text.format(type=type(error).__name__))
        return Outcome(unit, MADE, len(strip_release(page.decode()).encode()))

    def _may_show(self, unit: Unit) -> bool:
        """Ask of a public page that the unit is large enough, and that the report shows so."""
        return unit.people >= self._minimum and self._cut.counts_people(unit.name)

    def write_lists(self, outcomes: Sequence[Outcome]) -> None:
        """Write the page that lists the units, and both lists as CSV."""
        rows = [
            (one.unit.name, one.unit.kind, one.file, one.state, one.size, one.reason)
            for one in outcomes
        ]
        write_csv(self._folder / OUTCOMES, OUTCOME_COLUMNS, rows)
        write_csv(self._folder / MEDIANS, MEDIAN_COLUMNS, _list_medians(self._cut))
        view = {**self._context, **list_view(outcomes)}
        page = mark_classes(template_environment().get_template("units.html.j2").render(view))
        (self._folder / LIST_PAGE).write_bytes(check_page_size(LIST_PAGE, page.encode()))

    def _render(self, unit: Unit) -> bytes:
        asks, sentences = view_sentences(self._cut, unit.name)
        view = {
            **self._context,
            "unit": {"name": clean_text(unit.name), "kind": translate_value(unit.kind)},
            "asks": asks,
            "sentences": sentences,
            "sections": view_sections(self._cut, unit.name),
        }
        page = template_environment().get_template("unit.html.j2").render(view)
        return mark_classes(page).encode()


def _list_medians(cut: EditionCut) -> Iterator[tuple[str, str, float]]:
    for section in cut.sections:
        for one in section.tables:
            for place, value in one.medians.items():
                yield one.table["id"], one.table["columns"][place]["name"], value
