import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinerja_lib.config.yaml_text import YamlTable, YamlText, parse_yaml, read_yaml
from kinerja_lib.errors import ParameterError


@pytest.mark.parametrize(
    "text",
    "007 08 1E5 1_000 0x1F 198501012010011001 yes no on 2024-01-01 2021 1.50 nan .inf 12:30:00 "
    "True None ya".split(),
)
def test_plain_scalars_stay_the_text_that_was_written(text):
    assert parse_yaml(f"a: {text}", where="p.yaml")["a"] == YamlText(text, quoted=False, line=1)


def test_quotes_blocks_and_lines_are_kept():
    table = parse_yaml('\na: "007"\nb: \'x\'\nc: |\n  baris\nd:\ne: [1, "2"]\n', where="p.yaml")
    assert table["a"] == YamlText("007", quoted=True, line=2)
    assert table["b"].quoted and table["c"] == YamlText("baris\n", quoted=True, line=4)
    assert table["d"].is_null and not YamlText("null", quoted=True).is_null
    assert table["e"] == [YamlText("1", line=7), YamlText("2", quoted=True, line=7)]
    assert table.lines == {"a": 2, "b": 3, "c": 4, "d": 6, "e": 7}


@pytest.mark.parametrize(
    "text", ["{{ x }}", "</script>", "a\u2028b", "\u202eabc", "Rp 1.000 'x' \\n", "😀", "a: b # c"]
)
def test_quoted_text_passes_unchanged(text):
    written = "'" + text.replace("'", "''") + "'"
    assert parse_yaml(f"a: {written}", where="p.yaml")["a"].text == text


BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]"


@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        pytest.param("a: 1\nb: 2\na: 3", 3, "dua kali (pertama pada baris 1)", id="duplicate key"),
        pytest.param('a: 1\n"a": 3', 2, "dua kali", id="duplicate key in quotes"),
        pytest.param("x: 1\na: &x 1", 2, "Jangkar", id="anchor"),
        pytest.param("a: *x", 1, "rujukan", id="alias"),
        pytest.param(BOMB, 1, "Jangkar", id="alias bomb"),
        pytest.param("<<: *x", 1, "rujukan", id="merge key"),
        pytest.param('a: !!python/object/apply:os.system ["x"]', 1, "Tag", id="python tag"),
        pytest.param("a: !!str 007", 1, "Tag", id="str tag"),
        pytest.param("a: !x", 1, "Tag", id="own tag"),
        pytest.param("a: 1\n---\nb: 2", 2, "satu dokumen", id="two documents"),
        pytest.param("a: " + "[" * 30 + "]" * 30, 1, "20 tingkat", id="deep"),
        pytest.param("a: " + "[" * 200_000, 1, "", id="deep and open"),
        pytest.param("? [1]\n: 2", 1, "harus teks", id="list as key"),
        pytest.param("a: 1\nb: [1,\nc: 2", 3, "tidak dapat dibaca", id="open bracket"),
        pytest.param("a:\n\t- 1", 2, "bukan tab", id="tab"),
        pytest.param("a: 1\nb: \x00", 2, "tidak dapat dibaca", id="null byte"),
        pytest.param('a: "\\ud800"', 1, "Unicode sah", id="lone surrogate"),
    ],
)
def test_refused_with_the_line(text, line, expected):
    with pytest.raises(ParameterError) as caught:
        parse_yaml(text, where="p.yaml")
    message = str(caught.value)
    assert message.startswith(f"p.yaml, baris {line}: ") and expected in message
    assert message.endswith("Tidak ada proses yang dijalankan.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", "pasangan", id="empty"),
        pytest.param("- 1", "pasangan", id="list on top"),
        pytest.param("teks", "pasangan", id="text on top"),
        pytest.param('a: "\\UFFFFFFFF"', "tidak dapat dibaca", id="impossible character"),
        pytest.param("%YAML " + "9" * 5000 + ".1\n---\na: 1", "tidak dapat", id="long version"),
        pytest.param("a" * 1_000_001, "1 MB", id="too long"),
    ],
)
def test_refused_without_a_line(text, expected):
    with pytest.raises(ParameterError, match=r"^p\.yaml") as caught:
        parse_yaml(text, where="p.yaml")
    assert expected in str(caught.value)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param("a: 1".encode("utf-16"), "baris 1: Bukan teks UTF-8", id="utf-16"),
        pytest.param(b"a: 1\nb: \xe9", "baris 2: Bukan teks UTF-8", id="latin-1"),
        pytest.param(b"a: " + b"x" * 1_000_000, "1 MB", id="over 1 MB"),
    ],
)
def test_refused_files(tmp_path, content, expected):
    path = tmp_path / "p.yaml"
    path.write_bytes(content)
    with pytest.raises(ParameterError, match=r"^p\.yaml") as caught:
        read_yaml(path)
    assert expected in str(caught.value)


def test_a_missing_file_a_folder_and_a_byte_order_mark(tmp_path):
    for path in (tmp_path / "tidak_ada.yaml", tmp_path, tmp_path / ("x" * 300), tmp_path / "a\0"):
        with pytest.raises(ParameterError, match="tidak dapat dibaca"):
            read_yaml(path)
    path = tmp_path / "p.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")
    assert [scalar.text for scalar in read_yaml(path).values()] == ["1", "2"]


yaml_like = st.text("ab:-[]{}&*!|>'\"#%@`,? \n\t~0.<\\\u2028\x85\ufeff", max_size=60)


@settings(max_examples=150, deadline=None)
@given(text=st.text(max_size=60) | yaml_like)
def test_any_text_is_read_or_refused(text):
    try:
        assert isinstance(parse_yaml(text, where="p.yaml"), YamlTable)
    except ParameterError:
        pass


@settings(max_examples=60, deadline=None)
@given(content=st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_bytes(content)
    try:
        read_yaml(path)
    except ParameterError:
        pass
