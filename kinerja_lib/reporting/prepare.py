"""From a params file and the command line to checked run requests; nothing heavy is imported."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kinerja_lib.config.contract import NotebookContract, read_contract
from kinerja_lib.config.exceptions import find_exceptions, read_exceptions
from kinerja_lib.config.mappings import read_mappings
from kinerja_lib.config.parameters import check_parameters, refuse_all, suggest
from kinerja_lib.config.params_file import (
    EDITIONS,
    ParamsFile,
    check_reports,
    common_parameters,
    parameters_for,
    read_params,
    replace_common,
)
from kinerja_lib.config.project import (
    check_output_root,
    find_project,
    list_notebooks,
    resolve_source,
    slug,
    target_folder,
)
from kinerja_lib.config.yaml_text import YamlText
from kinerja_lib.errors import ParameterError
from kinerja_lib.i18n import LANGUAGES, _, format_date, name_period
from kinerja_lib.reporting.catalogue_record import ZONES
from kinerja_lib.reporting.record import utc_now
from kinerja_lib.reporting.request import RunRequest
from kinerja_lib.tables.names import squash
from kinerja_lib.tables.registry import CONTRACTS


@dataclass(frozen=True)
class Choice:
    """What the command line asks for beside the params file; empty means as the file says.

    `unit_pages` is `all` for a page of each unit, `none` for no such pages.

    `given` are pairs of parameter name and text; time limits are in seconds.
    """

    period: str | None = None
    reports: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()
    language: str | None = None
    given: tuple[tuple[str, str], ...] = ()
    cell_timeout: float = 600.0
    run_timeout: float = 1800.0
    unit_pages: str | None = None


def prepare_requests(path: Path, out: Path, choice: Choice) -> list[RunRequest]:
    """Check params file, notebooks, parameters and folders before anything runs.

    Parameters
    ----------
    path : Path
        The params file; the project is the folder around it.
    out : Path
        Output root.
    choice : Choice
        What the command line asks for.

    Returns
    -------
    list of RunRequest
        One per report and unit, in the order of the file.

    Raises
    ------
    ParameterError
        Anything that is wrong; no kernel was started and nothing was written.
    """
    check_language(choice.language or "id")
    params = _apply(read_params(path), choice)
    _check_begun(params)
    project = find_project(path.resolve().parent)
    read_mappings(project / "params" / "mappings", CONTRACTS, squash)  # refused before any run
    check_output_root(out, project, resolve_source(params.source, project))
    notebooks = list_notebooks(project)
    check_reports(params, notebooks)
    return [
        request
        for name in _select(choice.reports, params.reports)
        for request in _prepare_report(params, notebooks[name], project, out, choice)
    ]


def check_language(language: str) -> None:
    """Refuse a language the kit does not write."""
    if language not in LANGUAGES:
        raise ParameterError(
            _("Bahasa '{name}' tidak dikenal. Pilih id atau en.").format(name=language)
        )


def _apply(params: ParamsFile, choice: Choice) -> ParamsFile:
    common = {"period": choice.period, "language": choice.language}
    wanted = {name: value for name, value in common.items() if value is not None}
    if wanted:
        params = replace_common(params, wanted, where=_("baris perintah"))
    wrong = [name for name in choice.editions if name not in EDITIONS]
    if wrong:
        raise ParameterError(
            _("Edisi '{name}' tidak dikenal. Pilih internal atau public.").format(name=wrong[0])
        )
    editions = tuple(dict.fromkeys(choice.editions))
    if choice.unit_pages is not None:
        params = replace(params, unit_pages=choice.unit_pages == "all")
    return replace(params, editions=editions) if editions else params


def _check_begun(params: ParamsFile) -> None:
    """Refuse a period that begins after the reference date: there are no data of it yet."""
    part = params.period[5:]
    months = 3 if part.startswith("TW") else 6 if part.startswith("S") else 1
    month = (int(part.lstrip("STW") or 1) - 1) * months + 1
    begin = dt.date(int(params.period[:4]), month, 1)
    day = dt.date.fromisoformat(params.reference_date)
    if begin <= day:
        return
    problem = _(
        "{where}: periode {period} baru mulai {begin}, sesudah tanggal acuan {day}. Pilih periode "
        "yang sudah mulai ('period' atau --period), atau sesuaikan 'reference_date'."
    )
    period = name_period(params.period)
    days = {"begin": format_date(begin), "day": format_date(day)}
    raise refuse_all([problem.format(where=params.path.name, period=period, **days)])


def _select(wanted: Iterable[str], known: Iterable[str]) -> list[str]:
    names = list(known)
    for name in wanted:
        if name not in names:
            raise ParameterError(
                _("Laporan '{name}' tidak ada dalam berkas parameter.").format(name=name)
                + " "
                + suggest(name, names)
            )
    return list(dict.fromkeys(wanted)) or names


def _prepare_report(
    params: ParamsFile, notebook: Path, project: Path, out: Path, choice: Choice
) -> list[RunRequest]:
    contract = read_contract(notebook)
    _check_places(params, contract, out)
    _refuse_common(choice)
    given: dict[str, Any] = parameters_for(params, contract)
    given |= {name: YamlText(value) for name, value in choice.given}
    if choice.units and "unit" not in contract.parameters:
        raise ParameterError(
            _(
                "Laporan {name} tidak mempunyai parameter 'unit'. Untuk halaman tiap unit dari "
                "laporan ini, tulis --units all."
            ).format(name=contract.name)
        )
    where = _("{file}, laporan {name}").format(file=params.path.name, name=contract.name)
    units = [{}] if not choice.units else [{"unit": YamlText(unit)} for unit in choice.units]
    checked = [check_parameters(contract, given | unit, where=where) for unit in units]
    for values in checked:
        for name, parameter in contract.parameters.items():
            if parameter.kind == "path" and values[name]:
                resolve_source(values[name], project)
    named = {"notebook": notebook, "report": contract.name, "title": contract.title}
    return [
        _request(params, values, choice, out=out, project=project, **named) for values in checked
    ]


def _refuse_common(choice: Choice) -> None:
    """Refuse to change for one notebook what holds for the whole page and its folder."""
    common = common_parameters()
    for name, _value in choice.given:
        if name in common:
            raise ParameterError(
                _(
                    "Parameter '{name}' berlaku untuk seluruh laporan. Ubah dalam berkas "
                    "parameter, atau pakai --period, --lang, atau --edition."
                ).format(name=name)
            )


def _check_places(params: ParamsFile, contract: NotebookContract, out: Path) -> None:
    """Refuse a target that a link would lead out of its root."""
    for edition in params.editions:
        target_folder(out, edition, slug(params.region), params.period, contract.name)


def _exceptions(params: ParamsFile, project: Path, report: str) -> tuple[dict[str, Any], ...]:
    """Read the signed exceptions that hold for one report and period."""
    path = find_exceptions(project, slug(params.region))
    there = dt.timezone(dt.timedelta(hours=ZONES[params.timezone]))
    today = utc_now().astimezone(there).date()
    found = read_exceptions(path, report, params.period, today)
    own = [one.as_json() for one in found]
    texts = [str(value) for one in own for value in one.values()]
    # Each by itself: the two dates beside each other have as many digits as a NIK.
    if any(re.search(r"(?:\d[ .-]?){16,}", text) for text in texts):
        problem = _("{file}: tulis pengecualian tanpa NIP atau NIK.")
        raise ParameterError(problem.format(file=path.name))
    return tuple(own)


def _request(
    params: ParamsFile, values: Mapping[str, Any], choice: Choice, **place: object
) -> RunRequest:
    approval = params.automatic_approval
    report = str(place["report"])
    return RunRequest(
        exceptions=_exceptions(params, place["project"], report),
        parameters=values,
        region=params.region,
        region_slug=slug(params.region),
        period=params.period,
        unit=values["unit"] if choice.units else None,
        unit_pages=params.unit_pages and not choice.units,
        editions=params.editions,
        language=params.language,
        reference_date=params.reference_date,
        timezone=params.timezone,
        owner=params.owner,
        next_release=params.next_release,
        organisation=params.organisation,
        approval=None if approval is None else {"automatic": True, "reason": approval},
        separate_approver=params.separate_approver,
        show_approver=params.show_approver,
        revision_note=params.revision_note,
        differences=params.differences,
        cell_timeout=choice.cell_timeout,
        run_timeout=choice.run_timeout,
        **place,
    )
