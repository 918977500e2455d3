"""Adapters of the rules on employee numbers and retirement."""

from __future__ import annotations

from kinerja_lib.rules import nip, retirement
from tests.vectors.inputs import Answer, Case, first_of


def read_nip(given: Case) -> Answer:
    parts = nip.read_nip(given["nip"])
    answer = {
        "lahir": parts.born.isoformat(),
        "jenis_kelamin": parts.sex,
        "urut": parts.serial,
        "jenis": parts.kind,
        "tahun": parts.appointed[:4],
    }
    if parts.contract_code is None:
        return answer | {"tmt_cpns": parts.appointed}
    return answer | {"kode_kontrak": parts.contract_code}


def check_nip(given: Case) -> Answer:
    reason = nip.explain_nip_fault(given["nip"])
    return {"valid": not reason, "alasan": reason or None}


def find_age(given: Case) -> Answer:
    post = first_of(given, "jenis_jabatan", "jabatan")
    age = retirement.find_retirement_age(
        retirement.find_own_law(post) or post, given.get("jenjang")
    )
    return {"bup": age.years}
