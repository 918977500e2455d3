"""The documentation names commands, files, modules, keys and statuses that exist."""

import json
import re
import shlex
from pathlib import Path

import click
import pytest

from kinerja_lib.cli import kinerja
from kinerja_lib.reporting.record import STATUSES, exit_code

PROJECT = Path(__file__).parents[1]
READMES = ("README.md", "README.id.md")
DOCUMENTS = sorted(
    path.relative_to(PROJECT).as_posix()
    for pattern in ("*.md", "docs/*.md", "examples/*.md")
    for path in PROJECT.glob(pattern)
)
TARGETS = set(re.findall(r"^([a-z]+):(?!=)", (PROJECT / "Makefile").read_text(), re.M))
VARIABLES = set(re.findall(r"^([A-Z]+) [?:]?=", (PROJECT / "Makefile").read_text(), re.M))
# Made by the reader, as the text says.
OWN_FILES = ("reports/", "params/daerahku.yaml", "params/kantorku.yaml", "data/")


def _read(name: str) -> str:
    return (PROJECT / name).read_text(encoding="utf-8")


def _commands(name: str) -> list[list[str]]:
    """Give the words of each command line in sh blocks and inline code."""
    text = _read(name)
    blocks = re.findall(r"^ *```sh\n(.*?)^ *```", text, re.M | re.S)
    prose = re.sub(r"^ *```.*?^ *```", "", text, flags=re.M | re.S)
    lines = [line.strip() for block in blocks for line in block.splitlines()]
    lines += [" ".join(code.split()) for code in re.findall(r"`([^`]+)`", prose)]
    found = []
    for line in lines:
        program = line.partition(" ")[0].removeprefix(".venv/bin/")
        if program in ("make", "kinerja", "papermill", "cp"):
            found.append([program, *shlex.split(line)[1:]])
    return found


def _named(program: str) -> list[tuple[str, list[str]]]:
    return [(name, words) for name in DOCUMENTS for words in _commands(name) if words[0] == program]


def test_the_documents_name_commands_at_all():
    assert len(_named("make")) > 10 and len(_named("kinerja")) > 10


@pytest.mark.parametrize(("name", "words"), _named("make"))
def test_make_targets_and_variables_exist(name, words):
    for word in words[1:]:
        variable, equals, _value = word.partition("=")
        assert variable in (VARIABLES if equals else TARGETS), f"{name}: {' '.join(words)}"


@pytest.mark.parametrize(("name", "words"), _named("kinerja"))
def test_kinerja_commands_parse_as_written(name, words):
    if len(words) == 1:
        return
    command = kinerja.commands.get(words[1])
    assert command is not None, f"{name}: no command {words[1]}"
    if len(words) > 2:  # a full line, not only the name of the command
        try:
            command.make_context(words[1], words[2:])
        except click.UsageError as error:
            pytest.fail(f"{name}: {' '.join(words)}: {error.format_message()}")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_options_named_alone_belong_to_a_command(name):
    known = {opt for c in kinerja.commands.values() for p in c.params for opt in p.opts}
    named = re.findall(r"`(--[a-z-]+)", _read(name))
    assert set(named) <= known


@pytest.mark.parametrize("name", DOCUMENTS)
def test_files_named_in_commands_exist_or_are_the_readers_own(name):
    files = [word for words in _commands(name) for word in words if "/" in word and "=" not in word]
    assert [f for f in files if not f.startswith(OWN_FILES) and not (PROJECT / f).exists()] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_and_pictures_lead_somewhere(name):
    links = re.findall(r"\]\(([^)\s]+)\)", _read(name))
    local = [link.partition("#")[0] for link in links if "://" not in link]
    missing = [link for link in local if link and not ((PROJECT / name).parent / link).exists()]
    assert missing == []


def test_both_readmes_have_the_same_shape_and_the_same_commands():
    english, indonesian = READMES
    levels = [re.findall(r"^#+(?= )", _read(name), re.M) for name in READMES]
    assert levels[0] == levels[1]
    rows = [len(re.findall(r"^\|", _read(name), re.M)) for name in READMES]
    assert rows[0] == rows[1]
    assert _commands(english) == _commands(indonesian)


@pytest.mark.parametrize("name", READMES)
def test_columns_that_the_readme_explains_are_those_that_are_read(name):
    from kinerja_lib.sources.indicators import CARD_COLUMNS, FIGURE_COLUMNS

    heads = {"README.md": "| Column |", "README.id.md": "| Kolom |"}
    tables = re.findall(re.escape(heads[name]) + r".*?\n((?:\|.*\n)+)", _read(name))
    explained = [
        [
            column
            for row in table.splitlines()
            for column in re.findall(r"`(\w+)`", row.split("|")[1])
        ]
        for table in tables
    ]
    assert explained == [list(FIGURE_COLUMNS), list(CARD_COLUMNS)]


def _refusals(tmp_path: Path) -> str:
    """Make each mistake of the README's table once and join what the messages say."""
    from kinerja_lib.errors import DataError
    from kinerja_lib.performance.areas.review import review_indicators
    from kinerja_lib.sources.indicators import read_indicators

    figures = (PROJECT / "examples/iku_provinsi.csv").read_text()
    first = figures.splitlines()[1]
    plain = tmp_path / "kartu.csv"  # cards that name no derived total
    plain.write_text((PROJECT / "examples/kartu_iku.csv").read_text().replace(",INDONESIA,", ",,"))
    mistakes = [
        (figures.replace(",", ";"), {}),
        (figures.replace(",72.29,", ',"18,2",', 1), {}),
        (figures.replace(",IPM,", ",LAIN,"), {}),
        (figures.replace(",naik,", ",turun,", 1), {}),
        (figures.replace(",persen,", ",ribu,", 1), {}),
        (figures + first + "\n", {}),
        (figures.replace("INDONESIA", "LAIN"), {}),
        (figures.replace("INDONESIA", "LAIN"), {"cards": plain}),
        (figures, {"year": 2030}),
    ]
    said = []
    for content, options in mistakes:
        path = tmp_path / "angka.csv"
        path.write_text(content)
        with pytest.raises(DataError) as error:
            chosen = {"year": 2021, "cap": 120.0, "reference_area": "INDONESIA"} | options
            cards = chosen.pop("cards", "examples/kartu_iku.csv")
            data = read_indicators(str(path), str(cards))
            review_indicators(data.figures, data.cards, **chosen)
        said.append(str(error.value))
    return "\n".join(said)


@pytest.mark.parametrize("name", READMES)
def test_messages_that_the_readme_quotes_are_those_of_the_code(name, tmp_path):
    heads = {"README.md": "| The message says |", "README.id.md": "| Isi pesan |"}
    (table,) = re.findall(re.escape(heads[name]) + r".*?\n((?:\|.*\n)+)", _read(name))
    quoted = [re.search(r"`([^`]+)`", row)[1] for row in table.splitlines()[1:]]
    said = _refusals(tmp_path)
    parts = [part.strip(" ,") for quote in quoted for part in quote.split("...")]
    assert len(quoted) == 9 and [part for part in parts if part not in said] == []


def test_the_module_map_is_in_step():
    from tools.write_module_map import write_map

    assert _read("docs/modules.md") == write_map(), "run python tools/write_module_map.py"


def test_statuses_and_exit_codes_are_those_of_the_code():
    text = _read("docs/architecture.md").partition("| Status |")[2]
    table = dict(re.findall(r"^\| `([a-z_]+)` \| (\d*) ?\|", text, re.M))
    wanted = {s: "" if s == "running" else str(exit_code(s)) for s in STATUSES}
    assert table == wanted


@pytest.mark.slow
@pytest.mark.parametrize("edition", ["internal", "public"])
def test_every_key_of_run_json_is_explained(report_folders, edition):
    text = _read("docs/architecture.md").partition("## run.json")[2]
    rows = re.findall(r"^\|((?: `[a-z_]+`)+) \|", text, re.M)
    explained = {key for row in rows for key in re.findall(r"[a-z_]+", row)}
    record = json.loads((report_folders[edition] / "run.json").read_text())
    assert sorted(record.keys() - explained) == []
