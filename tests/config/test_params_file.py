import pickle

import pytest

from kinerja_lib.config.contract import read_contract
from kinerja_lib.config.params_file import (
    check_reports,
    parameters_for,
    read_params,
    replace_common,
)
from kinerja_lib.errors import ParameterError

COMMON = """\
region: Kabupaten Mamuju
source: data/mamuju
period: 2026-TW1
reference_date: 2026-03-31
timezone: WITA
owner: BKPSDM
"""
REPORTS = """\
reports:
  performance_review:
    achievement_cap: 120   # sesuai panduan
    units: [007, 08]
  data_quality:
"""
CELL = """\
region: str = "Contoh"
period: Period = "2021"
reference_date: Date = "2022-12-31"
organisation: str = "Pemerintah daerah"
achievement_cap: Annotated[float, Between(100, 200)] = 110.0
units: list[Code] = []
"""


@pytest.fixture
def write(tmp_path):
    def write_file(text):
        path = tmp_path / "mamuju.yaml"
        path.write_text(text, "utf-8")
        return path

    return write_file


def refusal(call, *arguments):
    with pytest.raises(ParameterError) as caught:
        call(*arguments)
    message = str(caught.value)
    assert message.endswith("Tidak ada proses yang dijalankan.") and "mamuju.yaml" in message
    return message


def test_a_params_file_is_read_with_its_defaults(write):
    params = read_params(write(COMMON + REPORTS))
    assert (params.region, params.period, params.timezone) == (
        "Kabupaten Mamuju",
        "2026-TW1",
        "WITA",
    )
    assert params.language == "id" and params.editions == ("internal", "public")
    assert params.next_release is params.automatic_approval is params.organisation is None
    assert list(params.reports) == ["performance_review", "data_quality"]
    assert pickle.loads(pickle.dumps(params)) == params  # batch workers get it as a message


def test_all_keys(write):
    params = read_params(
        write(
            COMMON
            + "language: en\neditions: [internal]\nnext_release: 2026-07-15\n"
            + "automatic_approval: Data uji, disetujui Kepala Bidang\norganisation: BKPSDM Mamuju\n"
            + REPORTS
        )
    )
    assert (params.language, params.editions) == ("en", ("internal",))
    assert params.next_release == "2026-07-15" and params.automatic_approval.startswith("Data uji")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(COMMON + "regoin: x\n" + REPORTS, "Maksud Anda 'region'?", id="unknown key"),
        pytest.param(COMMON + "reprots: {}\n", "Maksud Anda 'reports'?", id="reports misspelt"),
        pytest.param(COMMON, "belum berisi laporan", id="no reports"),
        pytest.param(COMMON + "reports: [a]\n", "belum berisi laporan", id="reports as a list"),
        pytest.param(COMMON + "reports: {}\n", "belum berisi laporan", id="reports empty"),
        pytest.param(COMMON + "reports: {a: 5}\n", "atau kosong", id="report is a number"),
        pytest.param(REPORTS, "'region: ...'", id="required keys missing"),
        pytest.param(COMMON + "editions: []\n" + REPORTS, "editions", id="no edition"),
        pytest.param(COMMON + "editions: [public, public]\n" + REPORTS, "berulang", id="twice"),
        pytest.param(COMMON + "editions: [publik]\n" + REPORTS, "'public'", id="wrong edition"),
        pytest.param(COMMON + "language: fr\n" + REPORTS, "id, en", id="wrong language"),
        pytest.param(COMMON + "automatic_approval: true\n" + REPORTS, "alasan", id="no reason"),
        pytest.param(COMMON + "password: x\n" + REPORTS, "keyring", id="secret"),
        pytest.param(
            COMMON.replace("WITA", "WITTA") + REPORTS, "WIB, WITA, WIT", id="wrong time zone"
        ),
        pytest.param(COMMON.replace("2026-TW1", "2026-TW5") + REPORTS, "2026-TW4", id="period"),
        pytest.param(COMMON.replace("03-31", "02-31") + REPORTS, "kalender", id="reference date"),
        pytest.param(
            COMMON + "reports:\n  a:\n    period: 2026\n",
            "ke tingkat teratas",
            id="common in report",
        ),
    ],
)
def test_refused_params_files(write, text, expected):
    assert expected in refusal(read_params, write(text))


@pytest.mark.parametrize("mark", ["\\0", "\\e", "\\u202e", "\\u2028", "\\u3164", "\\U000e0041"])
@pytest.mark.parametrize("name", ["region", "owner", "organisation", "automatic_approval"])
def test_a_text_with_a_mark_that_is_not_seen_is_refused(write, name, mark):
    lines = [line for line in COMMON.splitlines() if not line.startswith(f"{name}:")]
    lines.append(f'{name}: "Sudah diperiksa{mark} semua"')
    path = write("\n".join(lines) + "\n" + REPORTS)
    with pytest.raises(ParameterError, match="tanda yang tidak terlihat"):
        read_params(path)


def test_a_region_without_a_folder_name_is_refused(write):
    with pytest.raises(ParameterError, match="nama folder"):
        read_params(write(COMMON.replace("Kabupaten Mamuju", "'..'") + REPORTS))


def test_problems_of_the_file_come_with_their_lines(write):
    text = COMMON.replace("WITA", "X").replace("BKPSDM", "''") + REPORTS
    message = refusal(read_params, write(text))
    assert "mamuju.yaml, baris 5" in message and "mamuju.yaml, baris 6" in message


def test_shared_keys_reach_the_notebooks_that_declare_them(write, notebook):
    params = read_params(write(COMMON + REPORTS))
    contract = read_contract(notebook(CELL, name="performance_review"))
    assert parameters_for(params, contract) == {
        "region": "Kabupaten Mamuju",
        "period": "2026-TW1",
        "reference_date": "2026-03-31",
        "organisation": "Pemerintah daerah",  # not in the params file: the notebook's default
        "achievement_cap": 120.0,
        "units": ["007", "08"],
    }


def test_a_report_without_parameters(write, notebook):
    params = read_params(write(COMMON + REPORTS))
    assert parameters_for(params, read_contract(notebook("n: int = 1", name="data_quality"))) == {
        "n": 1
    }


def test_a_wrong_report_parameter_names_file_report_and_line(write, notebook):
    params = read_params(write(COMMON + REPORTS.replace("120", "500")))
    contract = read_contract(notebook(CELL, name="performance_review"))
    message = refusal(parameters_for, params, contract)
    assert message.startswith(
        'mamuju.yaml, performance_review, baris 9: Parameter "achievement_cap"'
    )


def test_a_report_that_the_file_does_not_ask_for(write, notebook):
    params = read_params(write(COMMON + REPORTS))
    contract = read_contract(notebook(CELL, name="data_qualty"))
    assert "Maksud Anda 'data_quality'?" in refusal(parameters_for, params, contract)


def test_reports_without_a_notebook_are_refused_with_the_nearest(write):
    params = read_params(write(COMMON + REPORTS))
    check_reports(params, {"performance_review", "data_quality", "summary"})
    message = refusal(check_reports, params, ["performance_reviews", "data_quality"])
    assert '"performance_review"' in message and "'performance_reviews'" in message


def test_the_command_line_replaces_a_common_key_with_the_same_checks(write):
    params = read_params(write(COMMON + REPORTS))
    changed = replace_common(params, {"period": "2026-TW2"}, where="--period")
    assert (changed.period, params.period) == ("2026-TW2", "2026-TW1")
    assert changed.reports == params.reports and changed.editions == params.editions
    with pytest.raises(ParameterError, match="--period"):
        replace_common(params, {"period": "2026-TW9"}, where="--period")


def test_a_report_cannot_be_approved_by_nobody_and_by_somebody_else(write):
    text = COMMON + "separate_approver: true\n"
    params = read_params(write(text + REPORTS))
    assert params.separate_approver and not params.show_approver and params.revision_note is None
    both = text + "automatic_approval: Data uji saja\n" + REPORTS
    assert "meminta orang lain" in refusal(read_params, write(both))
