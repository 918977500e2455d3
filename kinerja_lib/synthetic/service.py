"""Build the public service tables of an invented region: surveys, service time, office work."""

from __future__ import annotations

from kinerja_lib.synthetic.admin_process import describe_processes, draw_processes
from kinerja_lib.synthetic.plan import Built
from kinerja_lib.synthetic.population import Population
from kinerja_lib.synthetic.satisfaction import describe_survey, draw_survey, plan_places
from kinerja_lib.synthetic.service_time import describe_log, draw_log


def build_service(people: Population) -> Built:
    """Invent `skm`, `layanan_log` and `proses_admin` of a region.

    Formulas stand in `draw_answers`, `draw_durations` and `draw_processes`.
    """
    truth = {
        "skm": describe_survey(people),
        "layanan_log": describe_log(people),
        "proses_admin": describe_processes(people),
    }
    tables = {
        "skm": draw_survey(people),
        "layanan_log": draw_log(people),
        "proses_admin": draw_processes(people),
    }
    return Built(tables, truth | {"findings": _findings(people, truth)})


def _findings(people: Population, truth: dict[str, dict]) -> list[dict[str, object]]:
    survey, log, work = truth["skm"], truth["layanan_log"], truth["proses_admin"]
    found: list[dict[str, object]] = []
    if "naik_sesudah_pelatihan" in survey:
        rise = survey["naik_sesudah_pelatihan"]
        what = "satisfaction rose after a service training, and not in the comparison unit"
        found.append(_finding("skm_naik_sesudah_pelatihan", what, "skm", rise))
    empty = plan_places(people).get("u8_kosong")
    if empty:
        what = "many respondents of one kecamatan leave the element on complaints unanswered"
        found.append(_finding("skm_u8_tidak_dijawab", what, "skm", {"unit_id": empty}))
    if log["menumpuk"]:
        what = "requests of one kecamatan pile up unfinished"
        found.append(_finding("layanan_menumpuk", what, "layanan_log", log["menumpuk"]))
    if work["unit_dilatih"]:
        what = "processing time and faults fell in units with a technology training"
        found.append(_finding("proses_lebih_cepat_sesudah_pelatihan", what, "proses_admin", work))
    return found


def _finding(name: str, what: str, table: str, planted: dict) -> dict[str, object]:
    ids = planted.get("unit_dilatih") or [planted["unit_id"]]
    size = {k: v for k, v in planted.items() if k not in ("unit_id", "unit_dilatih")}
    return {"id": name, "what": what, "table": table, "ids": ids, "size": size}
