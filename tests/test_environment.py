"""pyproject, the two locks, environment.yml, the Makefile and the READMEs name one environment."""

import re
import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

PROJECT = Path(__file__).parents[1]
LOCKS = ("requirements.lock", "requirements-dev.lock")
PYTHONS = ("3.11", "3.12", "3.13")


class Entry(NamedTuple):
    requirement: Requirement
    hashes: frozenset[str]


def _read_lock(name: str) -> list[Entry]:
    text = (PROJECT / name).read_text().replace("\\\n", " ")
    entries = []
    for line in text.splitlines():
        requirement, *hashes = line.split(" --hash=")
        if requirement and not requirement.startswith("#"):
            entries.append(Entry(Requirement(requirement), frozenset(map(str.strip, hashes))))
    return entries


def _pins(name: str, python: str | None = None) -> dict[str, str]:
    """Give version by package, for one Python on this system, or for the one that runs."""
    environment = default_environment()
    if python is not None:
        environment |= {"python_version": python, "python_full_version": f"{python}.0"}
    return {
        canonicalize_name(entry.requirement.name): str(entry.requirement.specifier)[2:]
        for entry in _read_lock(name)
        if entry.requirement.marker is None or entry.requirement.marker.evaluate(environment)
    }


@pytest.fixture(scope="module")
def pyproject() -> dict:
    return tomllib.loads((PROJECT / "pyproject.toml").read_text())


@pytest.fixture(scope="module")
def conda() -> dict:
    return yaml.safe_load((PROJECT / "environment.yml").read_text())


@pytest.mark.parametrize("name", LOCKS)
def test_every_entry_of_a_lock_is_one_exact_version_with_sha256_hashes(name):
    for requirement, hashes in _read_lock(name):
        assert re.fullmatch(r"==[0-9][0-9a-z.+!]*", str(requirement.specifier)), requirement
        assert hashes and all(re.fullmatch(r"sha256:[0-9a-f]{64}", h) for h in hashes)


@pytest.mark.parametrize("name", [*LOCKS, "environment.yml", "Makefile", "pyproject.toml"])
def test_no_file_names_where_packages_come_from(name):
    lines = (PROJECT / name).read_text().splitlines()
    assert not [
        line for line in lines if re.search(r"[a-z]://|--(extra-)?index-url|--trusted-host", line)
    ]


@pytest.mark.parametrize("python", PYTHONS)
def test_direct_dependencies_are_locked_at_versions_that_satisfy_pyproject(pyproject, python):
    project = pyproject["project"]
    wanted = {
        "requirements.lock": project["dependencies"] + pyproject["build-system"]["requires"],
        "requirements-dev.lock": project["dependencies"] + project["optional-dependencies"]["dev"],
    }
    for lock, requirements in wanted.items():
        pins = _pins(lock, python)
        for requirement in map(Requirement, requirements):
            pinned = pins.get(canonicalize_name(requirement.name))
            assert pinned is not None, f"{requirement} is not in {lock}: make locks"
            assert requirement.specifier.contains(pinned), f"{lock} has {pinned}: make locks"


def test_both_locks_agree_and_the_tests_only_add_to_what_runs():
    run, dev = (
        {(canonicalize_name(e.requirement.name), str(e.requirement.marker)): e for e in lock}
        for lock in map(_read_lock, LOCKS)
    )
    assert not run.keys() - dev.keys()
    for key, entry in run.items():
        assert (entry.requirement.specifier, entry.hashes) == (
            dev[key].requirement.specifier,
            dev[key].hashes,
        ), key


def test_the_tests_run_in_the_locked_environment():
    different = {}
    for name, pinned in _pins("requirements-dev.lock").items():
        try:
            installed = version(name)
        except PackageNotFoundError:
            installed = "missing"
        if installed != pinned:
            different[name] = (installed, pinned)
    assert not different, "installed and locked versions differ: make test"


def test_the_python_range_is_the_same_everywhere(pyproject, conda):
    supported = SpecifierSet(pyproject["project"]["requires-python"])
    below, above = "3.10", "3.14"
    assert [p for p in (below, *PYTHONS, above) if p in supported] == list(PYTHONS)
    (chosen,) = (d for d in conda["dependencies"] if str(d).startswith("python="))
    assert chosen.partition("=")[2] in PYTHONS
    assert "(3, 11) <= sys.version_info[:2] <= (3, 13)" in (PROJECT / "Makefile").read_text()
    for readme in ("README.md", "README.id.md"):
        named = re.findall(r"\b3\.1\d\b", (PROJECT / readme).read_text())
        assert set(PYTHONS) == set(named)


def test_conda_installs_the_lock_and_nothing_else(conda):
    *packages, pip = conda["dependencies"]
    assert [p.partition("=")[0] for p in packages] == ["python", "pip"]
    assert pip == {"pip": ["--require-hashes", "-r requirements.lock"]}
    assert conda["channels"] == ["conda-forge", "nodefaults"]


def test_conda_and_make_install_the_package_alike():
    step = "--no-deps --no-build-isolation -e ."
    assert step in (PROJECT / "environment.yml").read_text()
    assert step in (PROJECT / "Makefile").read_text()
