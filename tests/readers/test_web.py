"""Web pages as browsers and Word save them: their text, and nothing that stands round it."""

from __future__ import annotations

import base64
import quopri
from pathlib import Path

import pytest

from word_files import lines
from zongjie.document import Subtitle, Table, Title
from zongjie.readers import web
from zongjie.readers.files import read_any, read_bytes
from zongjie.readers.kinds import Kind

PAGE = """<!DOCTYPE html><html><head><meta charset="gb2312">
<meta name="ArticleTitle" content="{told}"><title>工作总结_区政府网站</title>
<script>var a = "，，，，，，，，，，。";</script></head><body>
<ul class="nav"><li>首页</li><li>走进我区</li></ul><div><div>{own}
<p>发布日期：2017-01-05　来源：办公室</p><div id="content"><p>　　过去的一年，
各项工作平稳，{long}</p>
<p>&nbsp;&nbsp;<strong>抓好检查。</strong>共查<span>1320</span>家次，整改742处。<br>又一行，也是正文。</p>
<p style="display: none">看不见的，不读。</p>
<table><tr><th>甲</th><th>乙</th></tr><tr><td><p>1</p></td><td>2</td></tr></table>
<ol><li>甲项，好。<li>乙项，好。</ol></div></div></div>
<div class="footer">版权所有，某某区。</div></body></html>"""
LONG = "人民生活得到改善，" * 20
SAID = [
    f"过去的一年，各项工作平稳，{LONG}",
    "抓好检查。共查1320家次，整改742处。",
    *("又一行，也是正文。", "甲/乙", "1/2", "1.甲项，好。", "2.乙项，好。"),
]


@pytest.mark.parametrize(
    ("told", "own", "title"),
    [
        ("街道总结", "<h1>别的</h1>", "街道总结"),
        ("", "<h1> 街道 总结 </h1>", "街道 总结"),
        ("街道总结", "<p>首页 > 总结<p>街道总结<br>【字体：大 中 小】", "街道总结"),
        ("", "", "工作总结"),
    ],
)
def test_the_text_of_a_page_is_read_and_its_menus_are_not(told: str, own: str, title: str) -> None:
    document = web.read(PAGE.format(long=LONG, told=told, own=own))
    assert isinstance(document.blocks[0], Title)
    assert lines(document) == [title, *SAID]


def test_a_table_that_only_lays_out_is_no_table() -> None:
    page = "<table><tr><td><p>甲，乙。<p>丙，丁。</td><td></td></tr></table>"
    assert lines(web.read(page)) == ["甲，乙。", "丙，丁。"]
    nested = f"<table><tr><td>x</td><td>{'<table><tr><td>1</td><td>2</td></tr></table>'}</td></tr>"
    assert isinstance(web.read(nested).blocks[-1], Table)


def test_the_lines_of_a_page_saved_by_word() -> None:
    page = (
        "<html><body><div class=WordSection1><p class=MsoNormal align=center>总结</p>"
        '<p style="text-align: center">（2017年）</p><h2>成绩</h2><p>甲，乙。</p></div></body>'
    )
    document = web.read(page)
    assert [type(block) for block in document.blocks[:2]] == [Title, Subtitle]
    assert lines(document) == ["总结", "（2017年）", "1||成绩", "甲，乙。"]


@pytest.mark.parametrize("page", ["", "<html></html>", "<html><head></head>", "<p>&nbsp;</p>"])
def test_a_page_may_say_nothing(page: str) -> None:
    assert web.read(page).blocks == ()


def test_a_page_under_any_name_is_told(tmp_path: Path) -> None:
    data = PAGE.format(long=LONG, told="总结", own="").encode("gbk")
    for name, codes in (("a.html", ["ZJ033"]), ("a.txt", ["ZJ025", "ZJ033"])):
        (tmp_path / name).write_bytes(data)
        reading = read_any(tmp_path / name)
        assert reading.kind is Kind.WEB
        assert [found.code for found in reading.diagnostics] == codes
        assert reading.content is not None
        assert lines(reading.content.document) == ["总结", *SAID]


def _packed_page(page: bytes, encoding: str) -> bytes:
    """Return a page with a picture as Word and browsers save both in one file."""
    body = base64.encodebytes(page) if encoding == "base64" else quopri.encodestring(page)
    head = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="--b"\r\n\r\n'
    part = f"----b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"
    picture = b"\r\n----b\r\nContent-Type: image/png\r\n\r\nx\r\n----b--\r\n"
    return head + part.encode() + body + picture


@pytest.mark.parametrize("encoding", ["base64", "quoted-printable"])
@pytest.mark.parametrize("charset", ["gbk", "utf-8"])
def test_a_page_packed_with_its_pictures(encoding: str, charset: str) -> None:
    page = PAGE.format(long=LONG, told="总结", own="").encode(charset)
    reading = read_bytes(_packed_page(page, encoding), "总结.mht")
    assert (reading.kind, [found.code for found in reading.diagnostics]) == (
        *(Kind.PACKED_WEB, ["ZJ033"]),
    )
    assert reading.content is not None
    assert lines(reading.content.document) == ["总结", *SAID]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"MIME-Version: 1.0\r\n\r\n" + b"x", "ZJ021"),
        (b"MIME-Version: 1.0\r\n" + b"\n" * (web.MAX_MARKUP + 1), "ZJ022"),
        (b"MIME-Version: 1.0\r\n" + b"Content-Type: message/rfc822\r\n\r\n" * 5000, "ZJ022"),
    ],
)
def test_a_packed_page_that_is_none_is_refused(data: bytes, code: str) -> None:
    (found,) = read_bytes(data, "a.mht").diagnostics
    assert found.code == code


@pytest.mark.parametrize(
    "page", ["<div>" * 100_000 + "甲", "<p>甲" * (web.MAX_MARKUP + 1)], ids=["deep", "long"]
)
def test_a_page_that_means_harm_is_refused(page: str) -> None:
    (found,) = read_bytes(f"<html>{page}".encode(), "a.html").diagnostics
    assert found.code == "ZJ022"
