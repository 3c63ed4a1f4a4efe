"""The manual of the rules: every page by family, made of the rules' own docstrings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from zongjie.diagnostics import catalogue
from zongjie.diagnostics.record import Severity
from zongjie.diagnostics.rule import Rule

_HEAD: Final = """# 检查规则

`zongjie check 报告` 查什么，一条一页。`zongjie rules` 列出全部，`zongjie explain ZJ208` 只看一条。
这一页由程序生成（`zongjie rules --format md`），不要手改。

**错误**不改好就不出文件；**提醒**、**提示**照样出文件，可以关掉，关掉要写理由。

整份报告不查哪一条，写在“检查”里；界限也在这里改：

```yaml
检查:
  ZJ618: 照录原文，不改
  变动幅度: 30%
  相近幅度: 2%
```

只在一行不查，在行末写注释。正文是一大块的，写在 `正文: |` 这一行；写在一项指标、一章的那一行，
管它下面的全部；注释单独占一行的，管下面一行：

```yaml
章节:
  - 标题: 社会事业充满活力
    事项:
      - 段首句: 群众文体活动蓬勃开展
        正文: |   # 不查 ZJ618：照录原文
          接待居民约8.5万余人次。
```

关掉了又没有用上的，会提示删去（ZJ161）。编号可以写几个：
`# 不查 ZJ618、ZJ355：照录原文`。

去年的报告在哪里，写在“上年报告”里（从这份报告所在的文件夹算起），或者用
`zongjie check 报告 --last 去年的报告`；写了就多查口径、上年数、漏报。
"""


def by_family(rules: Iterable[Rule]) -> dict[str, list[Rule]]:
    """Return rules by the Chinese title of their family, in the manual's order."""
    families: dict[str, list[Rule]] = {title: [] for title in catalogue.TITLES.values()}
    for rule in rules:
        families[catalogue.TITLES[rule.family]].append(rule)
    return {title: rules for title, rules in families.items() if rules}


def page(rule: Rule) -> str:
    """Return one rule as plain text: its head, and the four parts of its docstring."""
    return f"{rule.code} {rule.title}（{_gravity(rule)}）\n\n" + "".join(
        f"{line}\n" for line in parts(rule)
    )


def parts(rule: Rule) -> list[str]:
    """Return 查什么, 为什么, 反例 and 正例 of a rule, a line each."""
    return [line.strip() for line in rule.page.strip().split("\n")[2:] if line.strip()]


def _gravity(rule: Rule) -> str:
    family = catalogue.TITLES[rule.family]
    return f"{rule.severity.value}，{family}" + ("" if _is_fixed(rule) else "，可以关掉")


def _is_fixed(rule: Rule) -> bool:
    return rule.severity is Severity.ERROR or rule.code in catalogue.ALWAYS_TOLD


def whole(rules: Sequence[Rule]) -> str:
    """Return the manual of all rules in Markdown."""
    found = [_HEAD]
    for family, members in by_family(rules).items():
        found.append(f"\n## {family}\n")
        for rule in members:
            told = "\n".join(f"- {_quoted(line)}" for line in parts(rule))
            fixed = "" if _is_fixed(rule) else "，可以关掉"
            found.append(
                f"\n### {rule.code} {rule.title}\n\n{rule.severity.value}{fixed}。\n\n{told}\n"
            )
    return "".join(found)


def _quoted(line: str) -> str:
    """Return a part with its name in bold, and nothing in it that Markdown would obey."""
    name, _, text = line.partition("：")
    for mark in ("\\", "*", "_", "`", "<", ">", "[", "]", "|", "#", "~"):
        text = text.replace(mark, f"\\{mark}")
    return f"**{name}**：{text}"
