"""The first screen of the survey report: one headline, the answers, what is asked."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

import pandas as pd

from kinerja_lib.basis import files
from kinerja_lib.basis.glance import Checked, tabulate_counts
from kinerja_lib.basis.trace import TraceLine
from kinerja_lib.change.comments import trace as comment_trace
from kinerja_lib.change.comments.review import CommentReview
from kinerja_lib.change.comparison import dialogue_findings
from kinerja_lib.change.comparison import trace as comparison_trace
from kinerja_lib.change.comparison.review import ComparisonReview
from kinerja_lib.change.drivers import findings as driver_findings
from kinerja_lib.change.drivers import trace as driver_trace
from kinerja_lib.change.drivers.behaviour import BehaviourReview
from kinerja_lib.change.drivers.results import ResultAssociations
from kinerja_lib.change.drivers.review import DriverReview
from kinerja_lib.change.headings import count_dialogue, has_tests, name_dialogue
from kinerja_lib.change.limits import PEOPLE
from kinerja_lib.change.quality import trace as quality_trace
from kinerja_lib.change.quality.flow import GIVEN, INSIDE
from kinerja_lib.change.quality.review import QualityReview
from kinerja_lib.change.responses.review import TABLE
from kinerja_lib.change.scales import trace as scale_trace
from kinerja_lib.change.scales.review import CANNOT as NO_FIGURE
from kinerja_lib.change.scales.review import ENOUGH, HIGH, ScalesReview
from kinerja_lib.change.structure import trace as structure_trace
from kinerja_lib.change.structure.review import StructureReview
from kinerja_lib.change.structure.verdict import FITS, UNTESTABLE
from kinerja_lib.change.themes import findings as theme_findings
from kinerja_lib.change.themes import trace as theme_trace
from kinerja_lib.change.themes.review import ThemesReview
from kinerja_lib.change.waves import comparison_findings
from kinerja_lib.change.waves import findings as wave_findings
from kinerja_lib.change.waves import trace as wave_trace
from kinerja_lib.change.waves.outreach import OutreachEffects
from kinerja_lib.change.waves.review import WaveReview
from kinerja_lib.config.instrument import Codebook
from kinerja_lib.i18n import _
from kinerja_lib.privacy.withholding import WITHHELD
from kinerja_lib.publish import Finding, Table
from kinerja_lib.publish.phrases import CANNOT, NONE, SOME, date_values, make_finding, name_few
from kinerja_lib.tables.columns import Column
from kinerja_lib.tables.registry import CONTRACTS

NO_ANSWERS, TOO_FEW = "tanpa jawaban", "terlalu sedikit"
HEADLINE = {
    SOME: _("Dialog kelompok perlu dimulai di {names}; belum ada dasar menilai seorang pun"),
    NONE: _("Data tidak menunjukkan kelompok yang perlu didahulukan untuk dialog"),
    CANNOT: _("Kelompok belum dapat dibandingkan, sehingga tempat dialog belum dapat ditentukan"),
    TOO_FEW: _("Survei belum dapat dibaca karena jawaban yang dapat dipakai kurang dari sepuluh"),
    NO_ANSWERS: _("Survei belum dapat dibaca karena tidak ada jawaban yang dapat dipakai"),
}
WAVES = {
    SOME: _(
        "**Dari {n} subskala, {up} naik dan {down} turun** antara gelombang {first} dan {second}."
    ),
    NONE: _(
        "**Dari {n} subskala, tidak satu pun naik atau turun secara berarti** antara gelombang "
        "{first} dan {second}."
    ),
    CANNOT: _("**Perubahan antargelombang tidak dapat dihitung.**"),
}
ASK = {
    "dialog": _(
        "Kepala {names}: adakan dialog kelompok tentang {subscales}, paling lambat {tanggal} "
        "{bulan} {tahun}."
    ),
    "arah": _(
        "Pengelola survei: cocokkan arah butir {items} pada berkas instrumen dengan kalimatnya, "
        "paling lambat {tanggal} {bulan} {tahun}."
    ),
    "respons": _(
        "Kepala {names}: jelaskan guna survei kepada pegawai, paling lambat {tanggal} {bulan} "
        "{tahun}."
    ),
}
# Tables that the report reads.
READ = (
    *("survei_asn", "koding_komentar", "pegawai", "unit", "sosialisasi", "peserta_sosialisasi"),
    *("hasil_penilaian", "penilaian", "tahap", "laporan_kinerja", "keberatan"),
)


@dataclass(frozen=True)
class SurveyParts:
    """Hold the parts of one survey report, each from the same responses."""

    quality: QualityReview
    scales: ScalesReview
    structure: StructureReview
    themes: ThemesReview
    comparison: ComparisonReview
    waves: WaveReview
    outreach: OutreachEffects
    drivers: DriverReview
    results: ResultAssociations
    behaviour: BehaviourReview
    comments: CommentReview


def find_headline(parts: SurveyParts) -> Finding:
    """State the one thing a reader takes away: where dialogue begins."""
    names = name_dialogue(parts.comparison)
    outcome = SOME if names else NONE if has_tests(parts.comparison) else CANNOT
    people = len(parts.themes.responses.kept())
    outcome = NO_ANSWERS if not people else TOO_FEW if people < PEOPLE else outcome
    values = {"names": name_few(names)}
    return make_finding("judul", outcome, HEADLINE, values, place="headline")


def find_answers(parts: SurveyParts) -> list[Finding]:
    """Answer in three sentences: what staff said, where dialogue begins, what changed."""
    themes = parts.themes
    outcome = theme_findings.name_summary(themes)
    known = outcome != theme_findings.CANNOT
    cause = {} if known else {"reason": theme_findings.name_cause(themes)}
    values = theme_findings.summary_values(themes) if known else cause
    about = {"n": int(themes.rows["n"].max()), "subject": "sikap"} if known else {}
    first = make_finding(
        "jawab-tema",
        outcome,
        theme_findings.SUMMARY,
        values,
        place="answer",
        section="tema",
        **about,
    )
    return [first, *dialogue_findings.find_answer(parts.comparison), _answer_waves(parts.waves)]


def _answer_waves(review: WaveReview) -> Finding:
    found = wave_findings.find_summary(review)
    values = {**found.values, "first": review.responses.earlier, "second": review.responses.wave}
    about = {"place": "answer", "section": "gelombang"}
    if found.outcome != CANNOT:
        about |= {"n": len(review.linked), "subject": "sikap"}
    return make_finding("jawab-gelombang", found.outcome, WAVES, values, **about)


def find_requests(parts: SurveyParts, deadline: dt.date) -> list[Finding]:
    """Ask for at most three things: keys, dialogue, what changed, drivers, and response."""
    asked = (
        *_ask_key(parts.scales, deadline),
        *_ask_dialogue(parts.comparison, deadline),
        *_ask_change(parts, deadline),
        *driver_findings.find_requests(parts.drivers, deadline)[:1],
        *_ask_response(parts.quality, deadline),
    )
    return list(asked)[:3]


def _ask_key(review: ScalesReview, deadline: dt.date) -> list[Finding]:
    """Ask to look at items that go against the others; results leave their subscales out."""
    items = [code.removeprefix("butir_") for code in review.opposed["butir"]]
    values = date_values(deadline) | {"items": name_few(items)}
    return [make_finding("minta-arah", "arah", ASK, values, place="ask")] if items else []


def _ask_dialogue(review: ComparisonReview, deadline: dt.date) -> list[Finding]:
    names = name_dialogue(review)
    if not names:
        return []
    named = dialogue_findings.list_named(review.dialogue)
    values = date_values(deadline) | {
        "names": name_few(names),
        "subscales": name_few(list(dict.fromkeys(named["subskala"]))),
    }
    return [make_finding("minta-dialog", "dialog", ASK, values, place="ask")]


def _ask_change(parts: SurveyParts, deadline: dt.date) -> list[Finding]:
    """Ask for the first thing that changed and that dialogue does not ask for yet."""
    asked = set(name_dialogue(parts.comparison))
    found = comparison_findings.find_requests(parts.outreach, deadline)
    return [one for one in found if one.values.get("kind") not in asked][:1]


def _ask_response(review: QualityReview, deadline: dt.date) -> list[Finding]:
    silent = review.silent if review.wave else []
    values = date_values(deadline) | {"names": name_few(silent)}
    return [make_finding("minta-respons", "respons", ASK, values, place="ask")] if silent else []


def tabulate_glance(parts: SurveyParts) -> Table:
    """Count what is in order and what needs attention, for the first screen."""
    note = _("Perlu perhatian bukan penilaian atas pegawai; hasil survei hanya tentang kelompok.")
    return tabulate_counts(_count_parts(parts), "ringkasan-survei", note)


def _count_parts(parts: SurveyParts) -> list[Checked]:
    """Count what was checked in each part of the report."""
    reliability = parts.scales.reliability["hasil"]
    tested = [part for part in parts.structure.parts if part.verdict != UNTESTABLE]
    units = parts.quality.units
    large = int((units["diundang"] >= parts.quality.limits.least).sum()) if len(units) else 0
    return [
        Checked(_("Unit: tingkat respons"), large, len(parts.quality.silent)),
        Checked(
            _("Subskala: reliabilitas"),
            int((reliability != NO_FIGURE).sum()),
            int((~reliability.isin([HIGH, ENOUGH, NO_FIGURE])).sum()),
        ),
        Checked(
            _("Instrumen: struktur"),
            len(tested),
            len([part for part in tested if part.verdict != FITS]),
        ),
        count_dialogue(parts.comparison),
    ]


def tabulate_basis(parts: SurveyParts) -> Table:
    """Count the rows of each table that the report reads."""
    table = files.tabulate_basis(parts.quality.responses.evidence, READ)
    return _withhold_rows(table, parts, "tabel", _(CONTRACTS[TABLE].title))


def tabulate_files(parts: SurveyParts) -> Table:
    """List the files that the report reads, for its lineage."""
    table = files.tabulate_files(parts.quality.responses.evidence, READ)
    return _withhold_rows(table, parts, "table", TABLE)


def _withhold_rows(table: Table, parts: SurveyParts, column: str, name: str) -> Table:
    """Leave out the rows of the survey where they tell how few questionnaires are not used."""
    if not parts.quality.hides_rows:
        return table
    frame = table.frame.astype(object)
    counts = ["rows_in", "accepted", "quarantined"]
    frame.loc[frame[column] == name, counts] = WITHHELD
    return replace(table, frame=frame)


def tabulate_instruments(book: Codebook) -> Table:
    """List the instruments with range, source, licence, and what is and is not validated."""
    frame = pd.DataFrame(
        [
            {
                "instrumen": one.name,
                "berkas": f"params/instruments/{one.code}.yaml",
                "butir": len(one.items),
                "subskala": len(one.subscales),
                "rentang": f"{one.low}–{one.high}",
                "validasi": one.evidence,
                "sumber": one.source,
                "lisensi": one.licence,
            }
            for one in book.instruments
        ]
    )
    columns = {
        "instrumen": Column(_("Instrumen"), "key"),
        "subskala": Column(_("Subskala")),
        "butir": Column(_("Butir")),
        "rentang": Column(_("Rentang jawaban"), "code"),
        "validasi": Column(_("Yang sudah dan belum divalidasi"), "text"),
        "sumber": Column(_("Sumber"), "text"),
        "lisensi": Column(_("Lisensi"), "text"),
        "berkas": Column(_("Berkas"), "code"),
    }
    id, caption = "instrumen", _("Instrumen survei")
    return Table(frame, id, caption, columns, subject="umum", fold=True)


def gather_lines(parts: SurveyParts) -> list[TraceLine]:
    """Gather how every number of the report was made, in the order of the page."""
    return [_hide_rows(line, parts.quality) for line in _gather(parts)]


def _hide_rows(line: TraceLine, review: QualityReview) -> TraceLine:
    """Leave out the number of questionnaires where it tells how few of them are not used."""
    told = GIVEN not in review.shown and line.rows in (review.flow[GIVEN], review.flow[INSIDE])
    return replace(line, rows=None) if told else line


def _gather(parts: SurveyParts) -> list[TraceLine]:
    return [
        *quality_trace.trace(parts.quality),
        *scale_trace.trace(parts.scales),
        *structure_trace.trace(parts.structure),
        *theme_trace.trace(parts.themes),
        *comparison_trace.trace(parts.comparison),
        *wave_trace.trace(parts.waves),
        *wave_trace.trace_outreach(parts.outreach),
        *driver_trace.trace(parts.drivers),
        *driver_trace.trace_results(parts.results),
        *driver_trace.trace_behaviour(parts.behaviour),
        *comment_trace.trace(parts.comments),
    ]
