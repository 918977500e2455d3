"""Read a params file: what holds for a region, and the parameters of each of its reports."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kinerja_lib.config.contract import NotebookContract
from kinerja_lib.config.declaration import JsonValue, Parameter, Shape
from kinerja_lib.config.parameters import check_parameters, check_values, refuse_all, suggest
from kinerja_lib.config.project import refuse_missing, slug
from kinerja_lib.config.wording import ONE_LINE, REASON, quote
from kinerja_lib.config.yaml_text import YamlTable, YamlText, read_yaml
from kinerja_lib.i18n import LANGUAGES, _, clean_text

TIMEZONES = ("WIB", "WITA", "WIT")
EDITIONS = ("internal", "public")
DIFFERENCES = ("withhold", "refuse")
SHARED = (
    "region",
    "source",
    "period",
    "reference_date",
    "timezone",
    "language",
    "owner",
    "next_release",
    "organisation",
)  # passed to the notebooks that declare them


@dataclass(frozen=True)
class ParamsFile:
    """One params file, checked; `reports` is checked once the notebooks are known."""

    path: Path
    region: str
    source: str  # as written; `project.resolve_source` finds it
    period: str
    reference_date: str  # ISO; pages never read the clock
    timezone: str  # one of TIMEZONES
    language: str  # one of LANGUAGES
    editions: tuple[str, ...]  # of EDITIONS
    owner: str  # office that answers for the figures
    next_release: str | None  # ISO date
    automatic_approval: str | None  # the reason; None: approval is a separate step
    organisation: str | None
    separate_approver: bool  # another account must approve than ran the report
    show_approver: bool  # name the approver on the public page
    revision_note: str | None  # why numbers differ from those published before
    unit_pages: bool  # a page of each unit beside the report
    differences: str  # of DIFFERENCES: what becomes of cells that earlier publications give away
    reports: Mapping[str, Mapping[str, object]]  # name to YAML content, in the order of the file


def common_parameters() -> dict[str, Parameter]:
    """Declare the keys at the top of a params file, `reports` apart."""
    text = Shape(kind="str", pattern=ONE_LINE)
    editions = Shape(kind="list", item=Shape(kind="choice", choices=EDITIONS))
    language = Shape(kind="choice", choices=LANGUAGES)
    return {
        parameter.name: parameter
        for parameter in (
            _key("region", text, _("nama daerah pada judul"), required=True),
            _key("source", Shape(kind="path"), _("folder atau berkas data"), required=True),
            _key("period", Shape(kind="period"), _("periode laporan"), required=True),
            _key("reference_date", Shape(kind="date"), _("tanggal acuan data"), required=True),
            _key(
                "timezone", Shape(kind="choice", choices=TIMEZONES), _("zona waktu"), required=True
            ),
            _key("language", language, _("bahasa halaman"), default="id"),
            _key("editions", editions, _("edisi yang dibuat"), default=list(EDITIONS)),
            _key("owner", text, _("penanggung jawab angka"), required=True),
            _key("next_release", Shape(kind="date", optional=True), _("tanggal terbit berikutnya")),
            _key("organisation", replace(text, optional=True), _("nama instansi pada halaman")),
            _key(
                "unit_pages",
                Shape(kind="bool"),
                _("halaman tersendiri bagi tiap unit, dengan daftarnya"),
                default=False,
            ),
            *_release_keys(),
        )
    }


def _release_keys() -> tuple[Parameter, ...]:
    """Declare the keys that say how a report becomes public."""
    reason = Shape(kind="str", pattern=REASON, optional=True)
    return (
        _key("automatic_approval", reason, _("alasan edisi publik disetujui otomatis")),
        _key(
            "separate_approver",
            Shape(kind="bool"),
            _("penyetuju harus akun lain daripada yang menjalankan laporan"),
            default=False,
        ),
        _key(
            "show_approver",
            Shape(kind="bool"),
            _("nama penyetuju dicantumkan pada halaman publik"),
            default=False,
        ),
        _key("revision_note", reason, _("catatan revisi bila angka berubah")),
        _key(
            "differences",
            Shape(kind="choice", choices=DIFFERENCES),
            _("angka yang terungkap bila dibandingkan dengan terbitan lalu: ditahan atau ditolak"),
            default=DIFFERENCES[0],
        ),
    )


def _key(
    name: str, shape: Shape, meaning: str, *, default: JsonValue = None, required: bool = False
) -> Parameter:
    return Parameter(**vars(shape), name=name, default=default, meaning=meaning, required=required)


def read_params(path: Path) -> ParamsFile:
    """Read and check a params file; no notebook and no data file is opened.

    Raises
    ------
    ParameterError
        Unreadable YAML, unknown or missing keys, wrong values; one line for each problem.
    """
    where = clean_text(path.name, 80)
    refuse_missing(path)
    content = read_yaml(path, where=where)
    common = YamlTable()
    common.update({name: value for name, value in content.items() if name != "reports"})
    common.lines.update(content.lines)
    checked = check_values(common_parameters(), common, where=where, also=("reports",))
    return _build(path, checked, _read_reports(content, where))


def replace_common(params: ParamsFile, given: Mapping[str, str], *, where: str) -> ParamsFile:
    """Return the params with common keys from the command line, such as period, checked alike."""
    written = {name: YamlText(value) for name, value in given.items()}
    now = {name: getattr(params, name) for name in common_parameters()}
    return _build(
        params.path, check_values(common_parameters(), now | written, where=where), params.reports
    )


def _build(path: Path, common: Mapping[str, JsonValue], reports: Mapping) -> ParamsFile:
    where = clean_text(path.name, 80)
    slug(str(common["region"]))  # the region also names a folder
    editions = tuple(str(edition) for edition in common["editions"])
    if not editions or len(set(editions)) != len(editions):
        problem = _(
            "{where}: 'editions' kosong atau berulang. Pilih internal, public, atau keduanya."
        )
        raise refuse_all([problem.format(where=where)])
    if common["automatic_approval"] and common["separate_approver"]:
        problem = _(
            "{where}: 'automatic_approval' menyetujui tanpa orang, sedangkan 'separate_approver' "
            "meminta orang lain. Hapus salah satu."
        )
        raise refuse_all([problem.format(where=where)])
    return ParamsFile(path=path, reports=reports, **{**common, "editions": editions})


def _read_reports(content: YamlTable, where: str) -> dict[str, Mapping[str, object]]:
    given = content.get("reports")
    if not isinstance(given, YamlTable) or not given:
        problem = _(
            "{where}: 'reports' belum berisi laporan. Tulis 'reports:', lalu nama notebook."
        )
        raise refuse_all([problem.format(where=where)])
    reports, problems = {}, []
    for name, section in given.items():
        place = _("{where}, baris {line}").format(where=where, line=given.lines[name])
        if isinstance(section, YamlText) and section.is_null:
            section = YamlTable()
        if not isinstance(section, YamlTable):
            problem = _("{where}: isi laporan {name} harus 'parameter: nilai', atau kosong.")
            problems.append(problem.format(where=place, name=quote(name)))
        else:
            problems += _misplaced(section, where, name)
            reports[name] = section
    if problems:
        raise refuse_all(problems)
    return reports


def _misplaced(section: YamlTable, where: str, report: str) -> list[str]:
    problem = _(
        "{where}, baris {line}: {name} berlaku untuk semua laporan. Pindahkan dari laporan "
        "{report} ke tingkat teratas berkas."
    )
    return [
        problem.format(
            where=where, line=section.lines[name], name=quote(name), report=quote(report)
        )
        for name in section
        if name in common_parameters()
    ]


def check_reports(params: ParamsFile, notebooks: Collection[str]) -> None:
    """Refuse reports that no notebook has the name of."""
    where = clean_text(params.path.name, 80)
    problem = _("{where}: laporan {name} tidak memiliki notebook. {suggestion}")
    problems = [
        problem.format(where=where, name=quote(name), suggestion=suggest(name, notebooks))
        for name in params.reports
        if name not in notebooks
    ]
    if problems:
        raise refuse_all(problems)


def parameters_for(params: ParamsFile, contract: NotebookContract) -> dict[str, JsonValue]:
    """Return all parameters of one report: shared keys where declared, then the report's own.

    Shared keys that the params file leaves out keep the notebook's default.

    Raises
    ------
    ParameterError
        The params file has no such report, or a value does not fit the notebook.
    """
    where = clean_text(params.path.name, 80)
    if contract.name not in params.reports:
        suggestion = suggest(contract.name, params.reports)
        problem = _("{where}: laporan {name} tidak ada di 'reports'. {suggestion}")
        raise refuse_all(
            [problem.format(where=where, name=quote(contract.name), suggestion=suggestion)]
        )
    given = YamlTable()
    shared = {name: getattr(params, name) for name in SHARED if name in contract.parameters}
    given.update({name: value for name, value in shared.items() if value is not None})
    section = params.reports[contract.name]
    given.update(section)
    given.lines.update(getattr(section, "lines", {}))
    return check_parameters(contract, given, where=f"{where}, {contract.name}")
