"""Collect every message of pages and terminal, and bring the English catalogue up to date.

Indonesian text is the message itself, so there is no template file: messages are read from

- Python: the text in each `_("...")` call of `kinerja_lib`, also when it is written in pieces;
- templates: the same, with Jinja's own extractor;
- notebooks: title, question, section names and each paragraph, cut by the functions the page uses;
- names of the instruments of the kit and of their subscales;
- words that code keeps as plain constants and translates when it shows them: verdicts, missing
  words, outcomes, units of the example indicator cards.

`make messages` runs this file. It keeps the translations that are still needed, adds new messages
with an empty translation, drops the others and prints them, so that a reworded message can take
its old translation along. `tests/test_locale.py` fails until every translation is there.
"""

from __future__ import annotations

import ast
import csv
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from jinja2.ext import babel_extract

from kinerja_lib.config.rule_declaration import EXPECTATION, EXPECTED
from kinerja_lib.config.rule_settings import DECLARATIONS, use_default_settings
from kinerja_lib.performance.alignment.figures import GOAL, MISSION, STATES
from kinerja_lib.performance.alignment.tables import FAIR, NO_PLAN, OVERLOAD
from kinerja_lib.performance.alignment.tables import KINDS as WORK_KINDS
from kinerja_lib.performance.appraisal.gaps import QUADRANTS
from kinerja_lib.performance.calibration.review import NO_PREDIKAT
from kinerja_lib.performance.charts import STATUS
from kinerja_lib.performance.cycle.people import ACTIVE, AWAY, LEFT, MOVED, NEW
from kinerja_lib.performance.cycle.tables import KINDS as CYCLE_KINDS
from kinerja_lib.performance.plans.review import CHECKS
from kinerja_lib.performance.productivity.figures import USUAL
from kinerja_lib.performance.productivity.tables import SHAPES
from kinerja_lib.performance.trajectories.review import FALLING, RISING
from kinerja_lib.publish import display
from kinerja_lib.reporting.collect import Document, collect_document
from kinerja_lib.reporting.prose_html import split_blocks, split_notes
from kinerja_lib.rules.distribution import GuideVerdict
from kinerja_lib.rules.person_job_match import Purpose
from kinerja_lib.rules.register import all_rules
from kinerja_lib.rules.targets import Verdict
from kinerja_lib.rules.training_need import WEIGHT_NAMES
from kinerja_lib.stats.outcomes import Outcome
from kinerja_lib.tables import choices, columns
from kinerja_lib.tables.registry import CONTRACTS

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "kinerja_lib"
CATALOGUE = PACKAGE / "locale" / "en" / "LC_MESSAGES" / "kinerja.po"
HEADER = """\
# English translations for kinerja_lib.
# The message is the Indonesian text itself. `make messages` brings this file up to date."""

_SHOWN_CHOICES = (("kompetensi", "sumber"), ("unit", "jenis"), ("jabatan", "bidang"))
_UNITS = (
    *("persen", "poin", "hari kerja", "dokumen", "kunjungan", "kematian", "kegiatan", "rapat"),
    *("temuan", "kali", "inovasi"),
)
Messages = dict[str, set[str]]


def collect_messages() -> Messages:
    """Give every message with the files it comes from, relative to the project folder."""
    found: Messages = {}
    sources = (_from_python, _from_templates, _from_notebooks, _from_words)
    for message, place in (pair for source in sources for pair in source()):
        if any(letter.isalpha() for letter in message):
            found.setdefault(message, set()).add(place)
    return found


def _from_python() -> Iterator[tuple[str, str]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        place = str(path.relative_to(ROOT))
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (
                isinstance(call, ast.Call)
                and isinstance(call.func, ast.Name)
                and call.func.id == "_"
            ):
                continue
            message = call.args[0]
            if isinstance(message, ast.Constant):
                yield str(message.value), place
            elif isinstance(message, ast.JoinedStr | ast.BinOp):
                raise ValueError(f"{place}:{call.lineno}: a message is one text with {{fields}}")


def _from_templates() -> Iterator[tuple[str, str]]:
    options = {"silent": "false", "trim_blocks": "true", "lstrip_blocks": "true"}
    for path in sorted((PACKAGE / "reporting" / "templates").glob("*.j2")):
        with path.open("rb") as file:
            for _line, _function, message, _comments in babel_extract(file, ["_"], [], options):
                if isinstance(message, str):
                    yield message, str(path.relative_to(ROOT))


def _from_notebooks() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        for cell in notebook["cells"]:
            cell["outputs"] = []
        for message in document_messages(collect_document(notebook)):
            yield message, str(path.relative_to(ROOT))


def document_messages(document: Document) -> Iterator[str]:
    """Give the messages of a notebook's Markdown, cut as the page hands them to translation."""
    yield document.title
    texts = [document.question]
    for section in (document.opening, *document.sections):
        yield section.name
        for block in section.blocks:
            if block["kind"] == "prose":
                notes, rest = split_notes(block["text"])
                texts += [*notes, rest]
    for text in texts:
        yield from split_blocks(text)


def _from_words() -> Iterator[tuple[str, str]]:
    """Give words that are data of the code and are translated as `_(word)` when shown."""
    missing = (columns.NO_DATA, columns.NOT_COMPUTABLE, columns.NOT_APPLICABLE, columns.PER_UNIT)
    missing = (*missing, display.WITHHELD)
    words = {
        "kinerja_lib/tables/columns.py": missing,
        "kinerja_lib/rules/targets.py": [*Verdict],
        "kinerja_lib/stats/outcomes.py": [*Outcome],
        "kinerja_lib/performance/charts/targets.py": STATUS,
        "kinerja_lib/tables/choices.py": [*choices.STAGES, *choices.RELATIONS],
        "kinerja_lib/rules/distribution.py": [*GuideVerdict],
        "kinerja_lib/performance/alignment/figures.py": [*STATES, MISSION, GOAL],
        "kinerja_lib/performance/alignment/tables.py": [NO_PLAN, OVERLOAD, FAIR, *WORK_KINDS],
        "kinerja_lib/performance/appraisal/gaps.py": QUADRANTS,
        "kinerja_lib/basis/comparisons.py": [*SHAPES, USUAL],
        "kinerja_lib/performance/cycle/people.py": [ACTIVE, NEW, MOVED, LEFT, *AWAY],
        "kinerja_lib/performance/cycle/tables.py": [*CYCLE_KINDS, NO_PREDIKAT],
        "kinerja_lib/performance/plans/review.py": CHECKS,
        "kinerja_lib/performance/trajectories/review.py": [RISING, FALLING],
    }
    for place, texts in words.items():
        yield from ((str(text), place) for text in texts)
    yield from _from_instruments()
    yield from _from_rules()
    yield from _from_contracts()
    cards = ROOT / "examples" / "kartu_iku.csv"
    with cards.open(encoding="utf-8-sig", newline="") as file:
        yield from ((row["satuan"], "examples/kartu_iku.csv") for row in csv.DictReader(file))


def _from_instruments() -> Iterator[tuple[str, str]]:
    """Give names, sources and notes of the survey instruments of the kit, and their subscales."""
    told = re.compile(r"^ *(?:nama|sumber|lisensi|validasi): *(.+?) *$", re.MULTILINE)
    for path in sorted((ROOT / "params" / "instruments").glob("*.yaml")):
        names = told.findall(path.read_text(encoding="utf-8"))
        yield from ((name.strip("\"'"), str(path.relative_to(ROOT))) for name in names)


def _from_rules() -> Iterator[tuple[str, str]]:
    """Give titles and sources of the rules, and the words and sources of their settings."""
    for rule in all_rules():
        yield from ((text, "kinerja_lib/rules/register.py") for text in (rule.title, rule.source))
    words = [*EXPECTED, *EXPECTATION, *WEIGHT_NAMES.values(), *map(str, Purpose)]
    words += DECLARATIONS["jp.setahun"].default
    words.append(use_default_settings().name)
    sources = (declaration.source for declaration in DECLARATIONS.values())
    yield from (
        (text, "kinerja_lib/config/rule_settings.py") for text in (*map(str, words), *sources)
    )


def _from_contracts() -> Iterator[tuple[str, str]]:
    """Give the words that a table contract accepts and a page shows, and the sample's units."""
    for name, column in _SHOWN_CHOICES:
        field = next(field for field in CONTRACTS[name].fields if field.name == column)
        yield from ((word, "kinerja_lib/tables/registry.py") for word in field.choices)
    yield from ((unit, "kinerja_lib/synthetic/indicators.py") for unit in _UNITS)


def read_catalogue() -> Catalog:
    """Read the English catalogue."""
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en")


def update_catalogue() -> tuple[list[str], dict[str, str]]:
    """Write the catalogue anew; give the messages without translation, and what was dropped."""
    old = read_catalogue() if CATALOGUE.exists() else Catalog(locale="en")
    known = {str(m.id): m for m in old if m.id}
    found = collect_messages()
    new = Catalog(
        locale="en",
        project="kinerja_lib",
        version="1",
        header_comment=HEADER,
        msgid_bugs_address="kinerja_lib",
        creation_date=old.creation_date,
        fuzzy=False,
        revision_date=old.creation_date,
        last_translator="kinerja_lib",
        language_team="en",
    )
    for message, places in sorted(found.items(), key=lambda item: (min(item[1]), item[0])):
        was = known.get(message)
        entry = new.add(
            message,
            was.string if was else "",
            [(p, 0) for p in sorted(places)],
            user_comments=was.user_comments if was else (),
        )
        entry.flags = {"fuzzy"} & set(was.flags) if was else set()
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    with CATALOGUE.open("wb") as file:
        write_po(file, new, width=100, include_lineno=False)
    empty = [message for message in found if not new[message].string]
    return empty, {m: str(known[m].string) for m in known if m not in found}


def main() -> None:
    """Update the catalogue and say what is left to translate."""
    empty, dropped = update_catalogue()
    for message, translation in dropped.items():
        sys.stdout.write(f"dropped: {message!r}\n     was: {translation!r}\n")
    for message in empty:
        sys.stdout.write(f"to translate: {message!r}\n")
    sys.stdout.write(f"{CATALOGUE.relative_to(ROOT)}: {len(empty)} to translate\n")


if __name__ == "__main__":
    main()
