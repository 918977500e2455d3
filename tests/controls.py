# ruff: noqa: E501, T201 - a program that prints, and a line for each control
"""Take every control of safe publishing out in turn, and print which test fails without it.

`python -m tests.controls [WORD ...]` copies the project to a temporary folder, checks that its
tests pass there, then changes one control after another; with words, only controls whose name holds one.
A control that no test misses is an error, and so is one whose line is not found any more. To add a
control, add a line to CONTROLS: name, edits (file, what stands there, what takes its place), tests.
"""

import os
import queue
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
PARTS = ("kinerja_lib", "tests", "tools", "notebooks", "params", "examples", "docs")
SECONDS = 300
Edit = tuple[str, str, str]
LIB, REPORTING = "kinerja_lib/", "kinerja_lib/reporting/"
EDITION, TEMPLATE = REPORTING + "edition.py", REPORTING + "page_template.py"
EDITION_FILES = REPORTING + "edition_files.py"
COLLECT, FACTS = REPORTING + "collect.py", REPORTING + "facts.py"
PROSE, CSV_FILES = REPORTING + "prose_html.py", REPORTING + "csv_files.py"
FORMULA_MARKS = LIB + "tables/formula_marks.py"
TEMPLATES = REPORTING + "templates/"
HIDE, SVG = LIB + "privacy/withholding.py", LIB + "publish/svg.py"
RULES, SENTENCES = LIB + "privacy/primary_rules.py", LIB + "privacy/sentences.py"
RELEASE, STAGE = REPORTING + "release.py", REPORTING + "release_stage.py"
FORMULA = LIB + "performance/register/formula.py"
EARLIER, VERIFY = REPORTING + "compare/earlier.py", REPORTING + "compare/verify.py"
COMPARE = REPORTING + "compare/"
DISCLOSURE, LEDGER = REPORTING + "disclosure.py", REPORTING + "ledger.py"
T_GATE, T_DISCLOSURE = "tests/reporting/test_gate.py", "tests/reporting/test_disclosure.py"
POLICY = "content=\"default-src 'none';"
T_PAGES, T_PROSE = "tests/reporting/test_pages.py", "tests/reporting/test_prose_html.py"
T_EDITION, T_COLLECT = "tests/reporting/test_edition.py", "tests/reporting/test_collect.py"
T_CSV, T_SVG = "tests/reporting/test_csv_files.py", "tests/publish/test_svg.py"
T_HIDE, T_CATALOGUE = "tests/privacy/test_withholding.py", "tests/reporting/test_catalogue.py"
T_FURTHER, T_RULES = "tests/privacy/test_further.py", "tests/privacy/test_gate.py"
T_RELEASE, T_AFTER = "tests/reporting/test_release.py", "tests/reporting/test_release_verify.py"
T_VERDICTS, T_CANARIES = "tests/reporting/test_verdicts.py", "tests/reporting/test_canaries.py"
T_DIFFERENCES = "tests/reporting/compare/test_differences.py"
UNITS, T_UNITS = REPORTING + "units/", "tests/reporting/test_unit_pages.py"
T_SEAL, T_UPKEEP = "tests/reporting/compare/test_seal.py", "tests/reporting/test_upkeep.py"
T_SHARING = "tests/reporting/test_sharing.py"
T_FACTS, T_PROJECT = "tests/reporting/test_record.py", "tests/config/test_project.py"


@dataclass(frozen=True)
class Control:
    """One control: its name, the edits that take it out, and tests of which one must fail."""

    name: str
    edits: tuple[Edit, ...]
    tests: tuple[str, ...]


def control(name: str, file: str, old: str, new: str, *tests: str) -> Control:
    """Name a control that one edit takes out."""
    return Control(name, ((file, old, new),), tests)


CONTROLS = (
    # Texts on pages
    control("templates escape", TEMPLATE, "autoescape=True", "autoescape=False", T_PAGES),
    control("templates escape in the catalogue", REPORTING + "catalogue.py", "autoescape=True",
            "autoescape=False", T_CATALOGUE),
    control("sentences are escaped", PROSE, "else escape(part)", "else Markup(part)", T_PROSE),
    control("bold words of sentences are escaped", PROSE, 'Markup("<b>{}</b>").format(foreign_html(part))',
            'Markup(f"<b>{part}</b>")', T_PROSE),
    control("Markdown shows HTML as text", PROSE, "create_markdown(escape=True",
            "create_markdown(escape=False", T_PROSE),
    control("prose is cleaned to plain elements", PROSE, "html = nh3.clean(",
            "html = (lambda text, **_options: text)(", T_PROSE),
    control("links of prose stay inside the page", PROSE,
            'return value if re.fullmatch(r"#[a-z][a-z0-9-]*", value) else None', "return value",
            T_PROSE),
    control("cells are cleaned of hidden marks", LIB + "publish/table.py",
            "return clean_text(str(value))", "return str(value)", T_PAGES, "tests/publish"),
    control("values of sentences are cleaned", LIB + "publish/quantity.py",
            "    return clean_text(str(value))\n\n\ndef _plain", "    return str(value)\n\n\ndef _plain",
            T_PAGES, "tests/publish"),
    control("texts of the params file are cleaned", EDITION_FILES,
            "clean_text(v) if isinstance(v, str) else v", "v", T_PAGES),
    control("code and prose are cleaned", COLLECT, "return drop_marks(source", "return str(source",
            T_PAGES),
    control("a value is never taken for a field", LIB + "publish/finding.py",
            "return _FIELD.sub(put, _(message))",
            "return _FIELD.sub(put, _FIELD.sub(put, _(message)))", T_PAGES, "tests/publish"),
    control("marks of bold in values are dropped", LIB + "publish/quantity.py",
            'return word_text(value, mark=mark).replace("**", "")', "return word_text(value, mark=mark)",
            T_PROSE, "tests/publish"),
    control("text in CSS is written as numbers", TEMPLATE,
            """'"' + re.sub(r"[^\\w .,:;()/–-]", lambda m: f"\\\\{ord(m[0]):x} ", text) + '"'""",
            """'"' + text + '"'""", T_PAGES),
    control("policy of the page", TEMPLATES + "report.html.j2", POLICY, 'content="', T_PAGES),
    control("policy of the catalogue", TEMPLATES + "catalogue.html.j2", POLICY, 'content="',
            T_CATALOGUE),
    control("marks of foreign words are not data", LIB + "i18n.py", r"\ue010\ue011", "",
            "tests/test_i18n.py"),
    # Charts
    control("SVG elements are of a list", SVG, 'raise ValueError(f"a chart may not hold <{tag}>")',
            "continue", T_SVG),
    control("SVG refers to nothing outside", SVG,
            'raise ValueError(f"a chart may not refer to {reference}")', 'return "", ""', T_SVG),
    control("SVG colours are of the page", SVG,
            '''raise ValueError(f"colour {value} is not one of the page's")''', "return value",
            T_SVG),
    control("SVG holds no free curves", SVG, r'if not re.fullmatch(r"[MLz\d\s.e-]*", d):',
            "if False:", T_SVG),
    control("SVG is not turned or moved", SVG,
            'if not _UNTURNED.fullmatch(child.attrib.get("transform", "")):', "if False:", T_SVG),
    control("SVG text is escaped", SVG, '{escape(node.text or "")}', '{node.text or ""}', T_SVG),
    control("alt text is escaped", SVG, "escape(label, quote=True)", "label", T_SVG),
    control("formula marks in charts stay text", LIB + "chart_style.py", "parse_math=False",
            "parse_math=True", "tests/test_chart_style.py"),
    control("plot functions are of charts modules", LIB + "publish/figure.py",
            'name = figure["plot"]\n    if not _PLOT.fullmatch(name):',
            'name = figure["plot"]\n    if False:', "tests/publish/test_figure.py"),
    # What notebooks show
    control("outputs without data stop publishing", COLLECT,
            "raise DisclosureError(_refusal(output, number))", "continue", T_COLLECT),
    control("objects are whole", COLLECT, "if not _is_whole(block):", "if False:", T_COLLECT),
    control("ids lead nowhere else", COLLECT, "if not _is_anchor(name)]", "if not name]",
            T_COLLECT),
    control("ids are unique", COLLECT, "    if twice:", "    if False:", T_COLLECT),
    control("warnings are not published", COLLECT, 'output.get("name") == "stderr"', "False",
            T_COLLECT),
    control("the injected parameters are no code", COLLECT, 'if "injected-parameters" not in tags:',
            "if True:", T_COLLECT, T_PAGES),
    # Files
    control("CSV texts get an apostrophe", CSV_FILES, "return mark_text(value)", "return value",
            T_CSV, T_PAGES),
    control("apostrophes before formulas are told apart", FORMULA_MARKS,
            """_START = re.compile(rf"['""", """_START = re.compile(rf"[""", T_CSV,
            "tests/reporting/test_published_csv.py"),
    control("texts that another separator cuts get one too", FORMULA_MARKS,
            """    inside = re.sub(_CUT, lambda cut: cut[0] + "'", text)""", "    inside = text", T_CSV),
    control("CSV holds no bare carriage return", CSV_FILES,
            'bare = isinstance(value, str) and "\\r" in value', "bare = False", T_CSV),
    Control("XLSX texts are texts", (
        (REPORTING + "workbooks.py", "sheet.write_string(number, place, str(value)[:_LONGEST])",
         "sheet.write(number, place, str(value)[:_LONGEST])"),
        (REPORTING + "workbooks.py", '"strings_to_formulas": False', '"strings_to_formulas": True'),
        (REPORTING + "workbooks.py", '"strings_to_urls": False', '"strings_to_urls": True'),
    ), ("tests/reporting/test_workbooks.py",)),
    control("withheld cells are told from missing ones", REPORTING + "published_csv.py",
            'None if row[place] in ("", *tokens)', 'None if row[place] == ""',
            "tests/reporting/test_published_csv.py"),
    control("output folders stay inside", LIB + "config/project.py",
            "if not _PART.fullmatch(part) or", "if", T_PROJECT),
    control("output folders are no links", LIB + "config/project.py",
            "if folder.is_symlink() or (folder.exists() and not folder.is_dir()):", "if False:",
            T_PROJECT),
    control("params files stay in their folder", LIB + "config/project.py",
            "if not _PARAMS_NAME.fullmatch(stem):", "if False:", T_PROJECT,
            "tests/config/test_rule_settings.py", "tests/config/test_instrument_file.py"),
    control("the data engine opens nothing", LIB + "sources/connection.py",
            "SET enable_external_access = false", "SET enable_external_access = true",
            "tests/sources/test_connection.py"),
    control("the data engine stays shut", LIB + "sources/connection.py",
            "SET lock_configuration = true", "SET lock_configuration = false",
            "tests/sources/test_connection.py"),
    control("rows set aside are for the owner only", LIB + "sources/quarantine.py", "= 0o600",
            "= 0o644", "tests/sources/test_quarantine.py"),
    Control("a formula of a card is read in linear time",
            ((FORMULA, r"[^\W\d]\w*+|", r"[^\W\d]\w*|"), (FORMULA, r"()]))++\s*", r"()]))+\s*")),
            ("tests/test_patterns.py",)),
    # What an edition may show
    control("NIP in public is refused", EDITION, "if any(_NIP.search(", "if False and any(_NIP.search(",
            T_EDITION),
    control("NIP with marks between digits is refused", EDITION,
            '_BETWEEN.sub("", _plain_digits(text))', "_plain_digits(text)", T_EDITION),
    control("NIP in other digits or with unseen marks is refused", EDITION,
            '_BETWEEN.sub("", _plain_digits(text))', '_BETWEEN.sub("", text)', T_EDITION),
    control("NIP in params or lineage is refused", EDITION_FILES,
            "        refuse_nip((texts, lineage)", "        (lambda *_: None)((texts, lineage)",
            T_PAGES),
    control("code cells stay out of public", EDITION,
            'if block["kind"] == "code" and name == "public":', "if False:", T_EDITION, T_PAGES),
    control("numbers of people behind the trace stay inside", HIDE,
            'table.get("inside", ()) if edition == "public" else ()', "()",
            "tests/privacy/test_withholding.py"),
    control("digests stay out of public", HIDE, '("person", "digest") if edition == "public" else ()',
            '("person",) if edition == "public" else ()', T_HIDE),
    control("columns of persons stay out of public", HIDE,
            '("person", "digest") if edition == "public" else ()',
            '("digest",) if edition == "public" else ()', T_FURTHER),
    control("tables of one edition stay there", HIDE,
            'if block["editions"] and edition not in block["editions"]:', "if False:", T_HIDE, T_PAGES),
    control("small groups are withheld", HIDE,
            "if any(size is None or size < layout.minimum for size in known):", "if False:", T_HIDE),
    control("groups of unknown size are withheld", HIDE, "size is None or size < layout.minimum",
            "size is not None and size < layout.minimum", T_HIDE),
    control("small counts are withheld", HIDE, "0 < row[i] < layout.minimum:", "row[i] < 0:", T_FURTHER),
    control("shares that give a count back are withheld", HIDE,
            "why[i] = why[i] or FOLLOWS", "pass", T_HIDE),
    control("one class is withheld", HIDE, "    if _in_one_class(row, layout):", "    if False:",
            T_HIDE),
    control("one class in rows of its own is withheld", HIDE,
            "for place in _split_rows(kept, layout):", "for place in ():", T_HIDE),
    control("helper columns of withheld rows are emptied", HIDE, "None if any(reasons) or size < least else value",
            "None if size < least else value", T_HIDE),
    control("words of rows without figures are withheld", HIDE, 
            "SMALL if value is not None and role in _WORDS", "SMALL if False", T_HIDE),
    control("tables of persons without n are refused", HIDE, "    if not sizes and not counts:\n",
            "    if False:\n", T_HIDE),
    control("sentences on small groups are withheld", SENTENCES, 'if finding["n"] >= needed and not',
            "if True and not", T_HIDE),
    control("sentences on nearly all are withheld", SENTENCES, "_tells_of_few(finding, minimum)):",
            "False):", T_HIDE),
    control("sentences on persons need n", SENTENCES, '    if finding["n"] is None and not numbers:',
            '    if finding["n"] is None:', T_HIDE),
    control("groups of ten in public", RULES, '"public": {"umum": 0, "kinerja": 10,',
            '"public": {"umum": 0, "kinerja": 9,', T_HIDE, T_PAGES),
    control("groups of five in internal", RULES, '"internal": {"umum": 0, "kinerja": 5,',
            '"internal": {"umum": 0, "kinerja": 4,', T_HIDE),
    control("attitudes need ten", RULES, '"sikap": 10, "komentar": 20', '"sikap": 9, "komentar": 20',
            T_HIDE),
    control("comments need twenty", RULES, '"komentar": 20}', '"komentar": 19}', T_HIDE),
    control("comments are never public", RULES, '"komentar": NEVER}', '"komentar": 20}', T_HIDE),
    control("quantiles of small groups are withheld", HIDE, "why[i] = why[i] or EXTREME", "pass", T_HIDE),
    control("totals of one contributor are withheld", HIDE,
            "why[number][place] = why[number][place] or DOMINATED", "pass", T_HIDE),
    control("exceptions never show words or persons", HIDE,
            'if table["columns"][place]["role"] in _FIGURES and row[place] is not None:', "if True:",
            T_HIDE, T_VERDICTS),
    control("exceptions must match a withheld cell", EDITION,
            'if (one["table"], tuple(one["row"]), one["column"]) not in shown:', "if False:", T_VERDICTS),
    control("a count that a signed exception shows stays shown", LIB + "privacy/linking.py",
            "            or any(self._is_signed(a) for a in places)\n", "", T_RULES),
    # Planted people
    control("planted people go with the columns of persons", HIDE,
            '("person", "digest") if edition == "public" else ()',
            '("digest",) if edition == "public" else ()', T_CANARIES),
    control("planted comments are not quoted in public", RULES, '"komentar": NEVER}',
            '"komentar": 20}', T_CANARIES),
    control("planted lists stay in their edition", HIDE,
            'if block["editions"] and edition not in block["editions"]:', "if False:", T_CANARIES),
    control("planted names of files stay inside", FACTS, 'if name != "source" and not _names_file(value)',
            "if True", T_CANARIES),
    control("small differences are not told in public", COMPARE + "differences.py",
            "if size and public and _may_count_few(change)", "if False", T_DIFFERENCES),
    control("local changes of the code are not told in public", COMPARE + "causes.py",
            'if "public" in (old.get("edition"), new.get("edition")):', "if False:",
            "tests/reporting/compare/test_causes.py"),
    # What a reader can work out
    control("the public edition passes the gate", DISCLOSURE,
            "rules.rule_on(sheets, people, others, earlier, differences, period)", "Ruling()",
            T_GATE),
    control("sentences whose numbers bound withheld counts are withheld", DISCLOSURE,
            "    done = withhold_told(done, hide_cells(quotes, told))\n", "", T_DISCLOSURE),
    control("few who are not in a count are protected", LIB + "privacy/rests.py",
            "few = 0 < n - counts.values[count] < sheet.minimum <= n", "few = False", T_RULES),
    control("classes below each other that make up their n are found", LIB + "privacy/table_sums.py",
            "    yield from _rows_of_one_n(sheet, place, counts)\n", "", T_RULES),
    control("what few people alone make up is withheld with them", LIB + "privacy/withholding.py",
            "if why[people] and row[value] is not None", "if False", T_HIDE),
    control("what people alone make up follows a further cell", LIB + "privacy/gate.py",
            "if column.made_by in hidden and", "if False and", T_RULES),
    control("sentences leave no few people to several classes", LIB + "publish/phrases.py",
            "few = len(hidden) == 1 or 0 < sum(parts[name] for name in hidden) < FEWEST",
            "few = len(hidden) == 1", "tests/publish/test_parts.py"),
    control("people who move are looked for", DISCLOSURE,
            "find_differences(sheets, people, standing.earlier)", "()", T_GATE),
    control("earlier publications are compared", LEDGER, "_load(out, _published_before(out, place))",
            "([], [])", T_GATE),
    control("other reports of the period are compared", LEDGER,
            "_load(out, _other_reports(out, place), quotes=True)", "([], [])", T_GATE),
    control("ledgers of what was public outlive pruning", REPORTING + "prune.py",
            "keep_ledger(out, item.folder.name)", "pass", T_GATE),
    control("people leave the executed notebook", REPORTING + "run_people.py",
            'if name != "people"', "if True", T_GATE),
    control("people stand in ledgers under keyed codes", REPORTING + "run_people.py",
            "hashlib.blake2b(code.encode(), key=key, digest_size=_CODE_BYTES).hexdigest()", "code",
            T_GATE),
    control("ledgers are for their owner", LEDGER, "write_atomic(folder / name, data, mode=0o600)",
            "write_atomic(folder / name, data, mode=0o644)", T_GATE),
    control("an approval looks again", RELEASE,
            'check_again(report.out, str(record["id"]), report.place)', "pass", T_GATE),
    control("differences can be refused", DISCLOSURE, "if moved and differences == REFUSE:",
            "if False:", T_GATE),
    control("what cannot be protected is refused", DISCLOSURE, "    if ruling.refused:\n",
            "    if False:\n", T_DISCLOSURE),
    control("what gives other reports away is refused", DISCLOSURE, "    if ruling.others:\n",
            "    if False:\n", T_DISCLOSURE),
    control("exceptions never uncover other cells", DISCLOSURE, "    if lost:\n", "    if False:\n",
            T_DISCLOSURE),
    control("sentences do not quote withheld cells", DISCLOSURE,
            'found = withhold_quoting(finding, hidden, near, "public")', "found = finding",
            T_DISCLOSURE),
    control("sentences do not name whose verdict is withheld", DISCLOSURE,
            'return withhold_naming(found, names, "public")', "return found", T_DISCLOSURE),
    control("one report of a region at a time", REPORTING + "run.py",
            "hold_gate(self.out, self.request.region_slug, self.stop.check)",
            "contextlib.nullcontext()", T_GATE),
    control("a withheld n takes its row along", LIB + "privacy/further.py",
            'if columns[place]["role"] == "n":', "if False:", T_FURTHER),
    # Accounts
    control("only a root that its group may write is shared", REPORTING + "sharing.py",
            "_SHARED = stat.S_ISGID | stat.S_IWGRP", "_SHARED = stat.S_ISGID", T_SHARING),
    control("a shared root is writable for nobody else", REPORTING + "sharing.py",
            "(mode & ~stat.S_IWOTH)", "mode", T_SHARING),
    # Release
    control("only the bytes of the run are approved", RELEASE,
            'if swap.list_files(draft) != record.get("draft"):', "if False:", T_RELEASE),
    control("an approver other than the runner", RELEASE,
            'if rules.get("separate_approver") and', "if False and", T_RELEASE),
    control("other numbers need a note", RELEASE, "if before.state is not None and not act.note:",
            "if False:", T_RELEASE),
    control("numbers of a withdrawn report are not approved", RELEASE, "if is_withdrawn(", "if False and (",
            T_AFTER),
    control("a withdrawn report is not followed", EARLIER,
            'if record is None or record.get("release") == _WITHDRAWN:', "if record is None:",
            "tests/reporting/compare", T_AFTER),
    control("kept numbers of a withdrawn report are not followed", EARLIER,
            "if record is None or (not withdrawn_too and _withdrawn_since(out, edition, record)):",
            "if record is None:", T_AFTER),
    control("the public record names no approver", FACTS, '["by"] * show', '["by"]', T_RELEASE),
    control("folders of a release are sealed anew", REPORTING + "release_page.py",
            "    seal_folder(folder)\n", "", T_AFTER),
    control("what is left of a withdrawal is sealed", STAGE, "    seal_folder(folder)\n", "", T_AFTER),
    control("the record of the run knows the new codes", STAGE,
            '{**record.get("published", {}), **codes}', 'record.get("published", {})', T_AFTER),
    control("the release on a page is checked by a new run", VERIFY,
            "    _take_over_release(report.shown, made)\n",
            "    (made / 'index.html').write_bytes((report.folder / 'index.html').read_bytes())\n",
            T_AFTER),
    # Checking and keeping
    control("a changed byte is noticed", COMPARE + "seal.py",
            "if present.get(name) != sealed[name]", "if name not in present", T_SEAL),
    control("a changed list of check codes is noticed", COMPARE + "seal.py",
            "codes if codes and not end and len(codes) == len(lines) else None", "codes or None",
            T_SEAL),
    control("every cell is compared with the new run", COMPARE + "exact.py",
            "if cell != now and not (", "if False and not (", "tests/reporting/compare/test_exact.py"),
    control("the last good run is kept", REPORTING + "prune.py", "if folder != last_good and folder.name",
            "if folder.name", T_UPKEEP),
    control("runs that a person signed are kept", REPORTING + "prune.py",
            '"running" or signed or record', '"running" or record', T_UPKEEP),
    control("drafts that were signed are kept", REPORTING + "prune.py",
            'if record["release"] not in _SIGNED and not units:', "if not units:", T_UPKEEP),
    control("a message holds no NIP", REPORTING + "message.py",
            'refuse_nip((subject, body), _("pesan"))', "pass", T_UPKEEP),
    # What is told of a run
    control("public run.json without files and causes", FACTS,
            "{key: record[key] for key in _PUBLIC_KEYS if key in record}", "dict(record)", T_FACTS),
    control("public run.json without names of files", FACTS,
            'if name != "source" and not _names_file(value)', "if True", T_FACTS, T_PAGES),
    control("public run.json without source", FACTS, 'if name != "source" and not', "if not", T_FACTS),
    control("public run.json without the machine", FACTS,
            'for key in ("started", "finished", "seconds")}', "for key in measured}", T_FACTS),
    control("git runs no program of the folder", FACTS, '"-c", "core.fsmonitor=false", ', "", T_FACTS),
    control("the public catalogue tells no cause", REPORTING + "catalogue.py",
            "reports = assess_reports(disk, now, public=public)",
            "reports = assess_reports(disk, now, public=False)", T_CATALOGUE),
    control("drafts stay out of the public catalogue", REPORTING + "catalogue_disk.py",
            'if edition == "public" and record.release == "draf":', "if False:", T_CATALOGUE),
    # Pages of units
    control("a small unit has no public page", UNITS + "pages.py",
            "return unit.people >= self._minimum and", "return", T_UNITS),
    control("a public page of a unit needs a count that is shown", UNITS + "pages.py",
            "unit.people >= self._minimum and self._cut.counts_people(unit.name)",
            "unit.people >= self._minimum", T_UNITS),
    control("names of units hold no NIP in public", UNITS + "pages.py",
            'if edition.name == "public":\n        refuse_nip(', 'if False:\n        refuse_nip(',
            T_UNITS),
    control("the list of units with its people stays inside", LIB + "publish/unit_list.py",
            'editions=("internal",)', "editions=()", T_UNITS),
    control("no page is larger than a phone opens", REPORTING + "page_size.py",
            "if len(page) <= LARGEST_PAGE:", "if len(page) >= 0:", T_UNITS),
    control("a withdrawal takes reports of units along", RELEASE,
            'units = list_public_units(report.target("public"))', "units = []",
            "tests/reporting/test_unit_release.py"),
    control("approval and withdrawal stand on pages of units", REPORTING + "release_page.py",
            "for path in list_pages(folder):", 'for path in [folder / "index.html"]:',
            "tests/reporting/test_unit_release.py"),
)  # fmt: skip


def copy_project(folder: Path) -> None:
    """Copy what the tests need; the environment and the data stay where they are."""
    skip = shutil.ignore_patterns("__pycache__", ".hypothesis")
    for name in PARTS:
        shutil.copytree(PROJECT / name, folder / name, ignore=skip)
    for path in PROJECT.iterdir():
        if path.is_file():
            shutil.copy2(path, folder)


def run_tests(folder: Path, tests: Sequence[str]) -> tuple[int, str]:
    """Run tests in the copy; give pytest's exit code and the first test that failed, or its last line."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-n", "0", "-m", "not slow", *tests]
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    environment |= {"OPENBLAS_NUM_THREADS": "1", "KINERJA_PROJECT": str(folder)}
    try:
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, check=False,
            timeout=SECONDS,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return 1, "a test that did not come back"
    failed = re.search(r"^(?:FAILED|ERROR) (\S+::\S+)", done.stdout, re.MULTILINE)
    last = (done.stdout.strip() or done.stderr.strip() or "nothing").splitlines()[-1]
    return done.returncode, failed[1] if failed else last


def find_edit(edit: Edit, folder: Path = PROJECT) -> str:
    """Say what is wrong with an edit, "" where its text stands once in its file."""
    file, old, new = edit
    count = (folder / file).read_text("utf-8").count(old) if (folder / file).exists() else 0
    return "" if count == 1 and old != new else f"{file} holds its text {count} times"


def try_control(item: Control, folder: Path) -> tuple[bool, str]:
    """Take one control out of the copy, run its tests, put it back; tell whether a test noticed."""
    wrong = [problem for edit in item.edits if (problem := find_edit(edit, folder))]
    if wrong:
        return False, f"MOVED: {wrong[0]}"
    before = {file: (folder / file).read_text("utf-8") for file, _old, _new in item.edits}
    for file, old, new in item.edits:
        path = folder / file
        path.write_text(path.read_text("utf-8").replace(old, new), encoding="utf-8")
    code, said = run_tests(folder, item.tests)
    for file, text in before.items():
        (folder / file).write_text(text, encoding="utf-8")
    return (code == 1 and "::" in said) or "did not come back" in said, said


def _try_all(chosen: Sequence[Control], folders: Sequence[Path]) -> Iterator[tuple[bool, str]]:
    """Try controls side by side, each in a copy that no other uses meanwhile."""
    free: queue.SimpleQueue[Path] = queue.SimpleQueue()
    for folder in folders:
        free.put(folder)

    def attempt(item: Control) -> tuple[bool, str]:
        folder = free.get()
        try:
            return try_control(item, folder)
        finally:
            free.put(folder)

    with ThreadPoolExecutor(len(folders)) as pool:
        yield from pool.map(attempt, chosen)


def main(words: Sequence[str]) -> int:
    """Try the controls and print a line for each; 1 where a control is not missed."""
    chosen = [c for c in CONTROLS if not words or any(word in c.name for word in words)]
    with tempfile.TemporaryDirectory(prefix="controls-") as name:
        folders = [Path(name) / str(number) for number in range(os.cpu_count() or 1)]
        for folder in folders:
            copy_project(folder)
        code, said = run_tests(folders[0], sorted({test for item in chosen for test in item.tests}))
        if code:
            print(f"the tests fail already: {said}")
            return 1
        unnoticed = 0
        for item, (noticed, said) in zip(chosen, _try_all(chosen, folders), strict=True):
            unnoticed += not noticed
            print(f"{item.name}: {said if noticed else 'NO TEST FAILS: ' + said}", flush=True)
    print(f"{len(chosen) - unnoticed} of {len(chosen)} controls are missed by a test")
    return 1 if unnoticed else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
