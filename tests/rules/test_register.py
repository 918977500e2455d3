import pkgutil
from collections import Counter
from importlib import import_module

import pytest

from kinerja_lib import rules
from kinerja_lib.rules.provenance import Rule
from kinerja_lib.rules.register import MODULES, all_rules, find_rule


def test_every_code_is_unique_and_found():
    codes = Counter(rule.code for rule in all_rules())
    assert [code for code, count in codes.items() if count > 1] == []
    assert all(find_rule(rule.code) is rule for rule in all_rules())


def test_every_module_that_declares_rules_is_collected():
    names = [f"kinerja_lib.rules.{module.name}" for module in pkgutil.iter_modules(rules.__path__)]
    declaring = {name for name in names if hasattr(import_module(name), "RULES")}
    assert {module.__name__ for module in MODULES} == declaring


def test_modules_declare_tuples_of_rules():
    for module in MODULES:
        assert module.RULES and isinstance(module.RULES, tuple)
        assert all(isinstance(rule, Rule) for rule in module.RULES)


def test_an_unknown_code_is_a_programming_error():
    with pytest.raises(ValueError, match="no rule has the code"):
        find_rule("pp30.unknown")


@pytest.mark.parametrize(
    "code",
    [
        "predikat.kepala_unit_padanan",
        "predikat.distribusi_sebagian_besar",
        "pp46.aspek_waktu_biaya_lebih",
        "angka_kredit.koefisien_pemula",
        "iku.kategori_permendagri86_sebutan",
        "akip.predikat_batas",
        "siklus.periode",
        "siklus.tahunan",
    ],
)
def test_what_is_from_memory_is_marked(code):
    assert find_rule(code).needs_checking
