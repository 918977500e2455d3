"""Check a published report: its files as they lie there, then every number by a new run.

The files are held against the list of check codes in the folder, the page against run.json and the
tables, and, inside the office, against the run's own record. A new run from that record then gives
every table, sentence and page again.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from kinerja_lib.errors import KinerjaError
from kinerja_lib.i18n import _, format_number
from kinerja_lib.reporting.compare import exact
from kinerja_lib.reporting.compare.causes import CODE, RULES, TOOLS, Cause, name_causes
from kinerja_lib.reporting.compare.contents import CONTENTS
from kinerja_lib.reporting.compare.earlier import ABOUT, digest_numbers
from kinerja_lib.reporting.compare.page_values import find_contradictions, read_page_values
from kinerja_lib.reporting.compare.rerun import Rerun, find_missing_inputs, rerun_report
from kinerja_lib.reporting.compare.seal import SEAL, Damage, digest_files, find_damage, read_seal
from kinerja_lib.reporting.compare.verification import DIFFERENT, SAME, UNKNOWN, Check, Verification
from kinerja_lib.reporting.record import RECORD, read_record
from kinerja_lib.reporting.release_page import stamp_pages
from kinerja_lib.reporting.request import Progress

_TIMED = "plan_seconds"  # a search that ends by the clock, so that its result depends on it
PLACES = 10  # differing places that are told one by one
_NEVER_SAME = ("id", "measured")
_DECIDED = ("release", "releases", "approval")  # a draft does not know what was decided on it
_BYTES = ("index.html", CONTENTS, "notebook.ipynb")


def check_files(report: Verification) -> None:
    """Hold the files of the folder against their check codes, and the page against the rest."""
    sealed = read_seal(report.folder)
    if sealed is None:
        text = _("SHA256SUMS tidak ada atau tidak terbaca, sehingga berkas tidak dapat diperiksa.")
        report.checks.append(Check(DIFFERENT, text))
    else:
        report.checks.append(_judge_damage(find_damage(report.folder, sealed), len(sealed), SEAL))
    if not report.shown:
        report.checks.append(Check(DIFFERENT, _("run.json tidak dapat dibaca.")))
        return
    report.checks.append(_check_record(report))
    if report.withdrawn:
        text = _("Laporan ini ditarik: tidak ada angka yang tersisa untuk diperiksa.")
        report.checks.append(Check(SAME, text))
    else:
        report.checks.append(_check_page(report))


def check_rerun(
    report: Verification, find_project: Callable[[], Path], progress: Callable[[Progress], None]
) -> None:
    """Run the report again and compare everything; say why where that cannot be done.

    The project folder is asked for only where a new run is possible.
    """
    if report.withdrawn or not report.shown:
        return
    record = report.record or (report.shown if report.edition == "internal" else None)
    if record is None or "data_files" not in record:
        text = _(
            "Jalan ulang tidak dilakukan: folder publik tidak memuat berkas data, sidiknya, "
            "atau catatan internalnya. Yang diperiksa hanya yang ada dalam folder ini."
        )
        report.checks.append(Check(SAME, text))
        return
    if report.record is None:
        record = {**record, "previous": {report.edition: record.get("previous")}}
    project = find_project()
    scratch = Path(tempfile.mkdtemp(prefix="kinerja-verify-"))
    try:
        report.checks += _run_and_compare(report, record, project, scratch, progress)
    except KinerjaError as error:
        text = _("Jalan ulang tidak selesai: {error}").format(error=error)
        report.checks.append(Check(UNKNOWN, text))
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _run_and_compare(
    report: Verification,
    record: Mapping[str, Any],
    project: Path,
    scratch: Path,
    progress: Callable[[Progress], None],
) -> list[Check]:
    missing = find_missing_inputs(record, project)
    if missing:
        text = _("Jalan ulang tidak dapat dilakukan: data laporan ini tidak tersedia lagi.")
        return [Check(UNKNOWN, text, tuple(missing))]
    new = rerun_report(record, project, report.out, scratch, progress)
    return _compare(report, record, new)


def _judge_damage(damage: Sequence[Damage], count: int, what: str) -> Check:
    words = {"changed": _("diubah"), "missing": _("hilang"), "added": _("bukan bagian terbitan")}
    if not damage:
        text = _("{count} berkas sama dengan {what}.")
        return Check(SAME, text.format(count=format_number(count), what=what))
    text = _("{count} berkas berbeda dari {what}.")
    details = tuple(f"{item.path}: {words[item.kind]}" for item in damage)
    return Check(DIFFERENT, text.format(count=format_number(len(damage)), what=what), details)


def _check_record(report: Verification) -> Check:
    """Hold the folder against the codes in the run's own record."""
    record = report.record or {}
    codes = record.get("draft" if report.draft else "published", {})
    codes = codes if report.draft else codes.get(report.edition)
    if not codes:
        return Check(
            SAME,
            _(
                "Catatan internal proses ini tidak ada di sini; berkas hanya diperiksa dengan "
                "daftar dalam foldernya sendiri."
            ),
        )
    return _judge_damage(
        find_damage(report.folder, codes), len(codes), _("catatan internal prosesnya")
    )


def _check_page(report: Verification) -> Check:
    """Hold the values that the page carries against run.json and the tables."""
    try:
        html = (report.folder / "index.html").read_text(encoding="utf-8")
    except (OSError, ValueError):
        return Check(DIFFERENT, _("index.html tidak dapat dibaca."))
    wrong = find_contradictions(read_page_values(html), report.shown)
    if report.shown.get("numbers") != digest_numbers(report.folder):
        wrong.insert(0, _("sidik angka bukan sidik tabel dan kalimat dalam folder ini"))
    if wrong:
        text = _("Asal-usul pada halaman bertentangan dengan run.json atau tabel.")
        return Check(DIFFERENT, text, tuple(wrong))
    return Check(SAME, _("Asal-usul pada halaman sesuai dengan run.json dan tabel."))


def _compare(report: Verification, record: Mapping[str, Any], new: Rerun) -> list[Check]:
    """Compare a new run with the folder: surroundings, numbers, bytes."""
    others = [c for c in name_causes(record, new.record) if c.kind in (CODE, RULES, TOOLS)]
    tools = any(cause.kind == TOOLS for cause in others)
    made = new.folder / report.edition
    found = exact.compare_csv(report.folder, made, tolerance=exact.TOLERANCE if tools else 0.0)
    lost = report.edition in new.without_earlier
    places = [p for p in found.places if not _expected(p, bool(others), lost)]
    checks = [_judge_surroundings(others, tools), _judge_places(found.cells, places)]
    if places:
        checks += [Check(SAME, text) for text in _explain_places(record, tools)]
    if lost:
        text = _("Bagian 'Yang berubah' tidak dibandingkan: laporan sebelumnya tidak tersimpan.")
        checks.append(Check(UNKNOWN, text))
    if others or lost:
        text = _("Halaman tidak dibandingkan byte demi byte karena perbedaan di atas.")
        return [*checks, Check(SAME, text)]
    _take_over_release(report.shown, made)
    return [*checks, _judge_bytes(report.folder, made), _judge_facts(report, made)]


def _take_over_release(shown: Mapping[str, Any], made: Path) -> None:
    """Let the new pages tell the release that run.json tells; it may be decided after the run."""
    stamp_pages(made, shown)


def _expected(place: exact.Place, other_code: bool, lost: bool) -> bool:
    """Say whether a place differs because of something that has been told already."""
    if other_code and place.file in ABOUT:
        return True
    changes = place.file.startswith("tables/yang-berubah") or place.file == "findings.csv"
    return lost and (changes or place.file in ABOUT)


def _judge_surroundings(others: Sequence[Cause], tools: bool) -> Check:
    if not others:
        text = _("Jalan ulang memakai kode, aturan, paket, dan jenis prosesor yang sama.")
        return Check(SAME, text)
    text = _("Jalan ulang memakai kode, aturan, paket, atau jenis prosesor yang lain:")
    details = [cause.text for cause in others]
    if tools:
        details.append(
            _("angka dibandingkan dengan toleransi nisbi {tolerance}").format(
                tolerance=exact.TOLERANCE
            )
        )
    return Check(SAME, text, tuple(details))


def _judge_places(cells: int, places: Sequence[exact.Place]) -> Check:
    if not places:
        text = _("{count} sel tabel, data gambar, dan kalimat sama.")
        return Check(SAME, text.format(count=format_number(cells)))
    by_file = Counter(place.file for place in places)
    names = [f"{name} ({format_number(count)})" for name, count in by_file.most_common(PLACES)]
    text = _("{differing} dari {count} sel berbeda, pada {files}; {shown} yang pertama:").format(
        differing=format_number(len(places)),
        count=format_number(cells),
        files=", ".join(names) + (", …" if len(by_file) > PLACES else ""),
        shown=format_number(min(len(places), PLACES)),
    )
    return Check(DIFFERENT, text, tuple(describe_place(p) for p in places[:PLACES]))


def _explain_places(record: Mapping[str, Any], tools: bool) -> list[str]:
    """Say what beside a changed report can give other numbers."""
    found = []
    if tools:
        found.append(
            _(
                "Paket, Python, atau jenis prosesor lain dapat memberi angka lain. Ulangi "
                "pemeriksaan dengan yang tercatat sebelum menyimpulkan bahwa laporan diubah."
            )
        )
    seconds = record.get("parameters", {}).get(_TIMED)
    if isinstance(seconds, int | float):
        text = _(
            "Rencana pelatihan dicari paling lama {seconds} detik; pada komputer yang lebih lambat "
            "atau sibuk, rencananya dapat lain."
        )
        found.append(text.format(seconds=format_number(seconds)))
    return found


def _judge_bytes(published: Path, made: Path) -> Check:
    """Compare the files that are no table, and name the first lines that differ."""
    old, new = digest_files(published, seal=False), digest_files(made, seal=False)
    names = sorted({*old, *new} - {RECORD})
    wrong = [name for name in names if old.get(name) != new.get(name)]
    if not wrong:
        text = _("{count} berkas, dengan halamannya, sama byte demi byte.")
        return Check(SAME, text.format(count=format_number(len(names))))
    details = list(wrong)
    for name in (name for name in wrong if name in _BYTES):
        pairs = exact.compare_lines(published / name, made / name)
        details += [describe_place(place) for place, _n in zip(pairs, range(PLACES), strict=False)]
    text = _("{count} berkas berbeda dari jalan ulang.")
    return Check(DIFFERENT, text.format(count=format_number(len(wrong))), tuple(details))


def _judge_facts(report: Verification, made: Path) -> Check:
    shown, new = report.shown, read_record(made) or {}
    names = (set(shown) | set(new)) - set(_NEVER_SAME) - set(_DECIDED if report.draft else ())
    wrong = sorted(name for name in names if shown.get(name) != new.get(name))
    if wrong:
        return Check(DIFFERENT, _("run.json berbeda dari jalan ulang."), tuple(wrong))
    return Check(SAME, _("run.json sama, selain nomor proses dan waktunya."))


def describe_place(place: exact.Place) -> str:
    """Tell one differing place; rows about named persons are told without their contents."""
    where = _("{file}, baris {line}").format(file=place.file, line=place.line)
    where += f", {place.column}" if place.column else ""
    if place.protected:
        return _("{where}: berbeda (isi tentang orang tidak ditampilkan)").format(where=where)
    nothing = _("kosong")
    return f"{where}: {place.old or nothing} → {place.new or nothing}"
