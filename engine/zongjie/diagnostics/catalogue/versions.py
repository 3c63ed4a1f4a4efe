"""ZJ07x: earlier drafts of a report: snapshots, and versions that git keeps."""

from __future__ import annotations

from collections.abc import Sequence

from zongjie.diagnostics.record import Severity
from zongjie.diagnostics.rule import Finding, rule


@rule("ZJ071")
def no_version(name: str, known: Sequence[str], why: str) -> Finding:
    """找不到这一稿

    查什么：要对比的一稿是不是文件、留过的稿次，或者 git 里的版本。
    为什么：名字打错了，或者那一稿没有留。
    反例：zongjie compare 送审搞 报告（留的是“送审稿”）
    正例：zongjie snapshot 报告，看看留过哪几稿
    """
    there = f"（留过的有：{'、'.join(known)}）" if known else ""
    git = f"（{why}）" if why else ""
    return Finding(
        None,
        f"找不到“{name}”：不是文件，不是留过的稿{there}，也不是 git 里的版本{git}",
        "写文件、文件夹、稿次的名字，或者 git 的版本（如 HEAD~1）；指明哪份报告，写 报告@送审稿",
    )


@rule("ZJ072")
def bad_name(name: str, why: str) -> Finding:
    """稿次的名字不能用

    查什么：稿次的名字能不能当文件夹的名字，在 Windows 上也行。
    为什么：一稿放在一个文件夹里，名字里有斜杠、冒号，换一台电脑就打不开。
    反例：--name 送审稿11/22
    正例：--name 送审稿1122
    """
    return Finding(None, f"稿次的名字“{name}”不能用：{why}", "换一个，如 送审稿、会签稿、第二稿")


@rule("ZJ073")
def name_taken(name: str, place: str, why: str, hint: str) -> Finding:
    """已经有这一稿

    查什么：这个名字的一稿是不是已经留过，内容和现在不一样。
    为什么：留下来的稿是凭据，不能不声不响地换掉。
    反例：改了几个数，又留一次“送审稿”
    正例：换一个名字，如 送审稿2；真要换掉，加 --force
    """
    return Finding(None, f"已经有“{name}”（{place}）：{why}", hint)


@rule("ZJ074", Severity.WARNING)
def snapshot_changed(name: str, files: Sequence[str]) -> Finding:
    """留下的稿改动过

    查什么：留下的一稿，里面的文件和留的时候是不是一样。
    为什么：改过就不是送出去的那一稿了，拿它作准会对错。
    反例：打开 稿次/送审稿/总结.docx，改了字又存了
    正例：要改就改报告，再留一稿
    """
    shown = "、".join(files[:5]) + (f" 等{len(files)}个" if len(files) > 5 else "")
    return Finding(
        None, f"“{name}”留下以后有人动过：{shown}", "核对；要照现在的样子另留一稿，换一个名字"
    )


@rule("ZJ075")
def snapshot_damaged(name: str, place: str, why: str) -> Finding:
    """留下的稿坏了

    查什么：留下的一稿，清单（稿次.json）读不读得出来，报告的文件还在不在。
    为什么：没有清单，就说不清这一稿里原来有什么。
    反例：手工删掉了 稿次/送审稿/报告.yaml
    正例：从备份里找回来，或者删掉这个文件夹，重新留一稿
    """
    return Finding(
        None, f"“{name}”坏了（{place}）：{why}", "从备份里找回来，或者删掉它，重新留一稿"
    )


@rule("ZJ076", Severity.WARNING)
def not_kept(name: str, what: str) -> Finding:
    """有东西没有一起留

    查什么：报告用到的模板、版式、下级报告是不是都在报告的文件夹里。
    为什么：在外面的不能一起留；以后它改了，这一稿就印不出原样。印好的 docx、txt 不受影响。
    反例：模板: ../公用模板
    正例：模板放在报告的文件夹里
    """
    return Finding(
        None, f"{what}“{name}”在报告的文件夹外面，没有一起留", "要一起留，挪到报告的文件夹里"
    )


@rule("ZJ077")
def not_in_version(report: str, version: str) -> Finding:
    """那一版里没有这份报告

    查什么：git 的那一版里，报告的文件在不在。
    为什么：那时还没有写，或者放在别处、叫别的名字。
    反例：zongjie compare 报告@HEAD~9 报告（九版以前还没有建）
    正例：git log -- 报告，看它从哪一版起有
    """
    return Finding(
        None, f"git 的“{version}”里没有“{report}”", f"用 git log -- {report} 看它从哪一版起有"
    )


@rule("ZJ078", Severity.WARNING)
def as_today(name: str, what: str, path: str) -> Finding:
    """照现在的模板印的

    查什么：从前的一稿，用的模板、版式有没有一起留下。
    为什么：没有留的，只能照现在的印；模板改过，印出来就不是那时的样子。
    反例：模板: ../公用模板（在报告的文件夹外面）
    正例：模板放在报告的文件夹里，和报告一起留
    """
    message = f"“{name}”的{what}“{path}”没有一起留，照现在的印"
    return Finding(None, message, f"{what}改过的，看那一稿印好的 docx")
