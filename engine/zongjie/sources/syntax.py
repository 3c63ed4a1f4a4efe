"""libyaml's words about broken YAML → the cause, in words for office staff."""

from typing import Final

import yaml

from zongjie.diagnostics import Diagnostic, Source, catalogue
from zongjie.records import NamedTuple
from zongjie.text import pattern

# A key that ends in a full-width colon, with no half-width one in its line.
_WIDE_KEY: Final = pattern(r"[ \-]*([^\s：:#“”‘’\"']{1,12})：(?![^\n]*:(?:\s|$))")
# A key whose half-width colon has no blank behind it; 12:30 and http://… are no keys.
_GLUED_KEY: Final = pattern(r"[ \-]*([^\s：:#“”‘’\"'{\[|>0-9][^\s：:#\"'{\[]{0,11}):(?![\s/]|$)")


class _Word(NamedTuple):
    problem: str  # a piece of libyaml's text: what it was doing, what is wrong
    message: str
    hint: str
    at_context: bool = False  # the fault is where the construct began


_WORDS = (
    _Word(
        "could not find expected ':'",
        "这一行读不成“键: 值”",
        "检查冒号是不是半角，冒号后面要空一格；接着上一行的文字要缩进",
        at_context=True,
    ),
    _Word(
        "mapping values are not allowed",
        "这里多出一个冒号，分不清哪个是键、哪个是值",
        "一行只写一项；内容里的冒号用中文冒号“：”",
    ),
    _Word("found a tab character", "缩进用了制表符（Tab）", "缩进只能用半角空格，一层两格"),
    _Word(
        "found character that cannot start any token",
        "内容不能用这个符号开头",
        "两头加英文引号；如果是行首的制表符（Tab），换成半角空格",
    ),
    _Word(
        "found unexpected end of stream",
        "引号只有开头没有结尾",
        "在内容末尾补上同样的英文引号",
        at_context=True,
    ),
    _Word(
        "found unexpected document indicator", "引号只有开头没有结尾", "补上引号", at_context=True
    ),
    _Word("found unknown escape character", "双引号里的反斜线写法不对", "反斜线要写两个：\\\\"),
    _Word("expected hexdecimal number", "双引号里的反斜线写法不对", "反斜线要写两个：\\\\"),
    _Word("invalid Unicode character escape", "双引号里的反斜线写法不对", "反斜线要写两个：\\\\"),
    _Word("mapping keys are not allowed", "内容不能用“?”开头", "两头加英文引号"),
    _Word(
        "did not find expected node content",
        "括号里少了内容，或者多了逗号",
        "改成竖排写法，一行一项",
    ),
    _Word("indentation indicator", "“|”后面的数字不对", "“|”后面不写数字"),
    _Word(
        "did not find expected ',' or '}'",
        "花括号没有写完整",
        "不用花括号，改成竖排写法",
        at_context=True,
    ),
    _Word(
        "did not find expected ',' or ']'",
        "方括号没有写完整",
        "不用方括号，改成竖排写法",
        at_context=True,
    ),
    _Word(
        "did not find expected key", "缩进和上面同级的行没有对齐", "同一级的行，行首空格数要一样"
    ),
    _Word(
        "did not find expected '-' indicator", "缩进和上面同级的行没有对齐", "同级的短横要上下对齐"
    ),
    _Word("found incompatible YAML document", "开头的 %YAML 一行认不得", "删去这一行"),
    _Word(
        "directive",
        "行首不能写“%”",
        "这一行缩进到上面的内容里，或者两头加英文引号",
        at_context=True,
    ),
    _Word("scanning a tag", "内容不能用“!”开头", "两头加英文引号", at_context=True),
    _Word(
        "expected alphabetic or numeric",
        "内容不能用“*”或“&”开头",
        "两头加英文引号",
        at_context=True,
    ),
    _Word("undefined tag handle", "内容不能用“!”开头", "两头加英文引号"),
    _Word("block sequence entries are not allowed", "短横“-”放错了地方", "列表的短横要另起一行"),
    _Word(
        "did not find the expected comment or line break",
        "“|”后面不能再写内容",
        "内容另起一行、多缩进两格",
    ),
    _Word(
        "did not find expected comment or line break",
        "“|”后面不能再写内容",
        "内容另起一行、多缩进两格",
    ),
    _Word(
        "did not find expected <document start>", "这一行不像报告的内容", "检查上面一行的缩进和冒号"
    ),
)


def explain(source: Source, error: yaml.YAMLError) -> Diagnostic:
    """Return a parser's error as a diagnostic with the place of the cause."""
    mark = getattr(error, "problem_mark", None)
    context = getattr(error, "context_mark", None)
    if mark is not None:
        # libyaml also counts a lone CR as a line end, so its own line is of no use.
        line, _ = source.position(min(mark.index, len(source.text)))
        for number in range(line, max(0, line - 3), -1):
            cause = full_width_colon(source, number) or _glued_colon(source, number)
            if cause is not None:
                return cause
    problem = f"{getattr(error, 'context', '')} {getattr(error, 'problem', '')}"
    if mark is not None and source.text.startswith("\t", mark.index):
        problem = "found a tab character"
    for word in _WORDS:
        if word.problem in problem:
            at = context if word.at_context and context is not None else mark
            return _at(source, at, word.message, word.hint)
    return _at(source, mark, "这里的写法读不懂", "检查这一行和上一行的冒号、缩进、引号")


def full_width_colon(source: Source, number: int) -> Diagnostic | None:
    """Return the fault if the key of this line ends in ：, the commonest of all causes."""
    match = _WIDE_KEY.match(source.line(number))
    if match is None:
        return None
    start = source.offset(number) + match.end() - 1
    return catalogue.syntax.full_width_colon(source.place(start, start + 1), match[1])


def _glued_colon(source: Source, number: int) -> Diagnostic | None:
    """Return the fault if nothing parts a key's colon from its value."""
    match = _GLUED_KEY.match(source.line(number))
    if match is None:
        return None
    start = source.offset(number) + match.end(1)
    return catalogue.syntax.glued_colon(source.place(start, start + 1), match[1])


def _at(source: Source, mark: yaml.Mark | None, message: str, hint: str) -> Diagnostic:
    text = source.text
    start = len(text) if mark is None else min(mark.index, len(text))
    if text.startswith("{{", start):
        return catalogue.syntax.braces_unquoted(source.place(start, start + 2))
    end = min(len(text), start + 1)
    return catalogue.syntax.syntax(source.place(start, end), message, hint)
