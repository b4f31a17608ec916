"""Text is read in whatever character set it is, whatever it says of itself."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader_app.importers.charsets import codec_of, declared_in_html, decode_as
from reader_app.importers.decoding import decode

TEXTS = {
    "ja": "今週の便りでは、湖に帰ってきたカワウソの話をします。来週もお楽しみに。",
    "zh": "本周通讯：水獭回到了上游的湖里，我们在这里为你们讲它们的故事。",
    "zh-hant": "本週通訊：水獺回到了上游的湖裡，我們在這裡為你們講牠們的故事。",
    "ko": "이번 주 소식은 위쪽 호수로 돌아온 수달 이야기입니다. 다음 주에도 만나요.",
    "ru": "На этой неделе выдры вернулись на верхнее озеро, и мы рассказываем о них.",
    "el": "Αυτή την εβδομάδα οι ενυδρίδες επέστρεψαν στην πάνω λίμνη και σας λέμε γι' αυτές.",
    "he": "השבוע חזרו הלוטרות אל האגם העליון, ואנחנו מספרים לכם עליהן את כל מה שידוע לנו.",
    "ar": "عادت القنادس هذا الأسبوع إلى البحيرة العليا ونحن نروي لكم كل ما نعرفه عنها اليوم",
    "th": "สัปดาห์นี้นากกลับมาที่ทะเลสาบตอนบนแล้ว และเราจะเล่าเรื่องของมันให้คุณฟัง",
    "de": "Die Fischötter sind zurück – größer denn je, für alle Gäste über dem See.",
    "fr": "Les loutres sont revenues près du lac, où l’été a déjà commencé à l’entrée.",
}
ENCODED = [
    ("ja", "shift_jis"), ("ja", "euc_jp"), ("ja", "iso-2022-jp"), ("zh", "gb2312"), ("zh", "gbk"), ("zh-hant", "big5"),
    ("ko", "euc-kr"), ("ru", "koi8-r"), ("ru", "cp1251"), ("ru", "iso8859-5"), ("el", "cp1253"), ("he", "cp1255"),
    ("ar", "cp1256"), ("th", "cp874"), ("de", "cp1252"), ("fr", "cp1252"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "codec"), ENCODED)
def test_read_as_declared_and_told_by_its_letters_when_not(language: str, codec: str) -> None:
    text = TEXTS[language]
    data = text.encode(codec)
    for declared in (codec, codec.upper(), f'"{codec}"', "", "unknown-8bit", "utf-8", "x-nonsense"):
        assert decode_as(data, declared).text == text
    if codec != "iso-2022-jp":
        assert decode(data).text == text


@pytest.mark.parametrize(("language", "codec"), [pair for pair in ENCODED if pair[0] in ("ja", "zh", "ko", "ru")])
def test_a_western_name_for_other_letters_is_not_believed(language: str, codec: str) -> None:
    assert decode_as(TEXTS[language].encode(codec), "iso-8859-1").text == TEXTS[language]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize(
    "declared", ["iso-8859-1", "gb2312", "koi8-r", "us-ascii", "big5", "iso-2022-jp", "windows-1255"]
)
def test_utf_8_is_itself_whatever_it_is_called(text: str, declared: str) -> None:
    assert decode_as(text.encode(), declared).text == text


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides(codec: str) -> None:
    assert decode_as("Größe".encode(codec), "iso-8859-1").text == "Größe"


@pytest.mark.parametrize(
    ("name", "codec"),
    [
        ("ISO_8859-1", "cp1252"), ("ks_c_5601-1987", "cp949"), ("x-sjis", "cp932"), ("GBK", "gb18030"),
        ("Big5", "big5hkscs"),
        ("win-1251", "cp1251"), ("windows-1250", "cp1250"), ("iso-8859-8-i", "iso8859_8"), ("charset=koi8-r", "koi8-r"),
        ("utf-8; format=flowed", "utf-8"), ("zip", ""), ("rot13", ""), ("idna", ""), ("unicode_escape", ""), ("\0", ""),
        ("a\0b", ""), ("", ""), ("utf-16", "utf-16"), ("ascii", ""), ("x" * 10_000, ""), ("8bit", ""),
    ],
)  # fmt: skip
def test_names(name: str, codec: str) -> None:
    assert codec_of(name) == codec


def test_letters_beyond_the_declared_set() -> None:
    assert decode_as("朱镕基".encode("gbk"), "gb2312").text == "朱镕基"
    assert decode_as("№ ①".encode("cp932"), "shift_jis").text == "№ ①"
    circled = "予定①".encode("iso2022_jp_2004").replace(b"\x1b$(Q", b"\x1b$B")
    assert decode_as(circled, "iso-2022-jp").text == "予定①"
    assert decode_as(b"\x1b$B" + b"\x7f\x7f" + b"\x1b(B x", "iso-2022-jp").text.endswith("x")


@pytest.mark.parametrize(
    ("data", "declared", "text"),
    [
        (b"Hi +AOQ-", "utf-7", "Hi ä"),
        (b"Hi ~{VPND~}", "hz", "Hi 中文"),
        ("Größe".encode("utf-16-le"), "utf-16le", "Größe"),
        ("Größe und noch mehr davon".encode(), "utf-16le", "Größe und noch mehr davon"),
        ("Größe".encode("cp1252") + b"\x81", "latin1", "Größe\x81"),
        (TEXTS["ja"].encode("cp932"), "iso-2022-jp", TEXTS["ja"]),
        ("中文文本".encode("gbk") + b"\xff", "gbk", "中文文本\ufffd"),
        (b"\xe4\xf6 and \xfc", "koi8-r", "ДЖ and Э"),
        ("Grün".encode("cp1252"), "us-ascii", "Grün"),
        (TEXTS["ja"].encode("cp932"), "euc-jp", TEXTS["ja"]),
        ("한국어".encode("iso2022_kr"), "iso-2022-kr", "한국어"),
    ],
)
def test_rare_and_wrong_names(data: bytes, declared: str, text: str) -> None:
    assert decode_as(data, declared).text == text


def test_many_long_sequences_of_utf_8_that_are_not_all_valid_stay_as_declared() -> None:
    text = "涓枃" * 3 + "中"
    data = text.encode("gb18030")
    assert decode_as(data, "gb18030").text == text


@pytest.mark.parametrize(
    ("html", "name"),
    [
        (b'<meta charset="koi8-r">', "koi8-r"),
        (b"<META http-equiv=Content-Type content='text/html; charset=Shift_JIS'>", "Shift_JIS"),
        (b'<?xml version="1.0" encoding="windows-1252"?>', "windows-1252"),
        (b"<meta charset=utf-16le>", ""),
        (b"<p>charset=koi8-r</p>", ""),
        (b" " * 9000 + b'<meta charset="koi8-r">', ""),
    ],
)
def test_what_html_says(html: bytes, name: str) -> None:
    assert declared_in_html(html) == name


@given(st.binary(max_size=300), st.one_of(st.text(max_size=20), st.sampled_from(sorted(codecs.__all__))))
def test_nothing_makes_it_fail(data: bytes, declared: str) -> None:
    assert isinstance(decode_as(data, declared).text, str)


@given(
    st.binary(max_size=200),
    st.sampled_from(["utf-7", "hz", "iso-2022-jp", "iso-2022-kr", "gbk", "big5", "utf-16", "utf-32-le"]),
)
def test_nor_with_the_names_that_are_hard_to_read(data: bytes, declared: str) -> None:
    assert isinstance(decode_as(data, declared).text, str)
