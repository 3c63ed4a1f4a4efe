"""ZJ0xx: files that cannot be read, and YAML that is not YAML."""

from __future__ import annotations

from zongjie.diagnostics.record import Fix, Severity
from zongjie.diagnostics.rule import Finding, rule
from zongjie.diagnostics.source import Span


@rule("ZJ001")
def not_found(path: str) -> Finding:
    """找不到文件

    查什么：命令里写的文件或文件夹在不在。
    为什么：路径写错、少了扩展名，或者当前文件夹不对。
    反例：zongjie render 报告.yml（文件其实叫 报告.yaml）
    正例：zongjie render 报告.yaml
    """
    return Finding(None, f"找不到“{path}”", "检查路径和文件名；名字里有空格时两头加引号")


@rule("ZJ002")
def unreadable(path: str, reason: str, fix: str = "换一个位置，或者请管理员看一下权限") -> Finding:
    """文件打不开

    查什么：文件能不能读。
    为什么：没有权限、被别的程序占用，或者它根本不是一个文件。
    反例：把文件夹“指标”当作报告文件打开
    正例：写报告文件夹本身，里面有 报告.yaml
    """
    return Finding(None, f"打不开“{path}”：{reason}", fix)


@rule("ZJ003")
def unknown_encoding(span: Span) -> Finding:
    """认不出文件的编码

    查什么：文件是不是 UTF-8、UTF-16 或 GBK（ANSI）的文字。
    为什么：文件损坏，或者把 Word、图片改名成了 .yaml。
    反例：把 总结.docx 改名为 报告.yaml
    正例：在记事本里另存为，编码选 UTF-8
    """
    return Finding(
        span, "从这里起不是能认的文字编码（认 UTF-8、UTF-16、GBK）", "用记事本另存为 UTF-8 再试"
    )


@rule("ZJ004")
def control_character(span: Span, code: int, new: str = "") -> Finding:
    """有看不见的控制字符

    查什么：文件里有没有控制字符、看不见的换行符。
    为什么：多半是从网页或旧系统复制带进来的，YAML 和 Word 都不收。
    反例：“完成␀538户”，中间夹了一个看不见的字符
    正例：“完成538户”
    """
    return Finding(
        span,
        f"有看不见的控制字符（U+{code:04X}）",
        "删去这个字符",
        fix=Fix("换成换行" if new else "删去这个字符", span, new, is_safe=True),
    )


@rule("ZJ005")
def too_large(path: str, limit: int) -> Finding:
    """文件太大

    查什么：一个文件的大小。
    为什么：一份报告的 YAML 只有几十 KB；太大的多半不是报告。
    反例：一个 300 MB 的 .yaml
    正例：指标按科室分成几个文件
    """
    return Finding(None, f"“{path}”超过 {limit // 1024 // 1024} MB，不读", "检查是不是选错了文件")


@rule("ZJ017")
def office_file(span: Span, path: str) -> Finding:
    """这是 Word 一类的文件

    查什么：当作报告打开的，是不是 Word、WPS、Excel 或压缩文件。
    为什么：报告写在 YAML 里；Word 文件是印出来的结果。
    反例：zongjie render 总结.docx -o 总结.txt
    正例：zongjie render 报告.yaml -o 总结.txt
    """
    return Finding(
        span,
        f"“{path}”是 Word、WPS 或压缩文件，不是报告",
        "报告是 .yaml 文件；去年的旧稿先用 zongjie import 转成报告",
    )


@rule("ZJ013")
def no_report(path: str, names: str, there: str) -> Finding:
    """文件夹里没有报告

    查什么：报告文件夹里有没有 report.yaml 或 报告.yaml。
    为什么：一份报告可以是一个文件，也可以是一个文件夹，文件夹里要有主文件。
    反例：文件夹里只有 指标/ 没有 报告.yaml
    正例：报告.yaml 和 指标/社区服务办.yaml
    """
    message = f"文件夹“{path}”里没有报告（{names}）"
    if there:
        message += f"，只有“{there}”"
        return Finding(None, message, f"要用它就写它的名字，如 zongjie render {there}")
    return Finding(None, message, "用 zongjie new 建一份，或者换一个文件夹")


@rule("ZJ014")
def two_reports(path: str, names: str) -> Finding:
    """文件夹里有两份主文件

    查什么：report.yaml 和 报告.yaml 同时存在。
    为什么：不知道以哪一份为准。
    反例：report.yaml 旁边还有 报告.yaml
    正例：只留一份
    """
    return Finding(None, f"文件夹“{path}”里有不止一份主文件：{names}", "只留一份，其余改名或移走")


@rule("ZJ015")
def empty_file(span: Span) -> Finding:
    """文件是空的

    查什么：文件里有没有内容。
    为什么：可能保存失败，或者选错了文件。
    反例：只有注释的 报告.yaml
    正例：至少写上 单位名称、年份 和 指标
    """
    return Finding(span, "文件里没有内容", "用 zongjie new 建一份样子，再往里填")


@rule("ZJ019")
def encrypted(path: str) -> Finding:
    """文件加了密码

    查什么：要读的文件是不是加了打开密码。
    为什么：没有密码读不到内容，本程序也不问密码。
    反例：设了打开密码的 总结.docx
    正例：在 Word 或 WPS 里去掉密码，另存一份
    """
    return Finding(None, f"“{path}”加了密码，读不了", "在 Word 或 WPS 里打开，去掉密码，另存一份")


@rule("ZJ020")
def no_text_file(path: str, kind: str, hint: str) -> Finding:
    """这种文件读不了

    查什么：要读的是不是文字、Word 一类的文件（看内容，不看扩展名）。
    为什么：PDF、表格、图片里没有成段的文字可读，猜着读会错。
    反例：zongjie import 总结.pdf
    正例：zongjie import 总结.docx
    """
    return Finding(None, f"“{path}”的内容是{kind}，读不了", hint)


@rule("ZJ021")
def damaged(path: str) -> Finding:
    """Word 文件损坏

    查什么：.docx 是不是完整。
    为什么：没有下载完、拷贝中断，或者改过扩展名。
    反例：只下载了一半的 总结.docx
    正例：重新下载，或者在 Word 里打开、修复、另存
    """
    return Finding(
        None, f"“{path}”损坏了，或者不完整", "重新下载或拷贝；能用 Word 或 WPS 打开的，另存一份"
    )


@rule("ZJ022")
def swollen(path: str) -> Finding:
    """Word 文件解开后太大

    查什么：.docx 解开以后有多大。
    为什么：文稿解开只有几 MB；大得离谱的可能是要撑爆电脑的坏文件。
    反例：一个 1 MB 的 .docx，解开有 10 GB
    正例：只有文字和表格的 .docx
    """
    return Finding(None, f"“{path}”解开后太大，不读", "检查来源；是正常文稿的，删去大图，另存一份")


@rule("ZJ023")
def needs_libreoffice(path: str, kind: str) -> Finding:
    """读旧格式要有 LibreOffice

    查什么：要读 .doc、.wps、.rtf、.odt 时，电脑上有没有 LibreOffice。
    为什么：这些格式由 LibreOffice 转成 .docx 再读。
    反例：没有装 LibreOffice，读 总结.doc
    正例：在 Word 或 WPS 里另存为 总结.docx
    """
    return Finding(
        None,
        f"“{path}”是{kind}，要有 LibreOffice 才能读",
        "在 Word 或 WPS 里打开，另存为 .docx；或者装上 LibreOffice",
    )


@rule("ZJ024")
def not_converted(path: str, reason: str) -> Finding:
    """旧格式没有转成

    查什么：LibreOffice 有没有把 .doc、.wps、.rtf、.odt 转成 .docx。
    为什么：文件损坏、加了密码，或者 LibreOffice 出了毛病。
    反例：损坏的 总结.doc
    正例：在 Word 或 WPS 里另存为 总结.docx
    """
    return Finding(
        None,
        f"LibreOffice 没有把“{path}”转成 .docx：{reason}",
        "在 Word 或 WPS 里打开，另存为 .docx",
    )


@rule("ZJ025", Severity.NOTE)
def other_suffix(path: str, kind: str) -> Finding:
    """扩展名和内容不一致

    查什么：文件的扩展名和它的内容是不是一回事。
    为什么：改扩展名不会改内容；读的时候以内容为准。
    反例：把 总结.doc 改名为 总结.docx
    正例：在 Word 里另存为 .docx
    """
    return Finding(None, f"“{path}”的内容是{kind}，照内容读", "看看是不是选错了文件")


@rule("ZJ026", Severity.NOTE)
def reaches_out(path: str) -> Finding:
    """引用了文件外面的东西

    查什么：Word 文件里有没有要到别处去取的图片、模板、对象。
    为什么：本程序不联网，也不去别处取；那里的内容不在读到的文字里。
    反例：从网页贴来的、图片还在网上的段落
    正例：图片嵌在文件里
    """
    return Finding(None, f"“{path}”引用了文件外面的图片、模板或对象，没有去取", "要紧的，补进文件")


@rule("ZJ027", Severity.NOTE)
def not_read(path: str, what: str) -> Finding:
    """有些内容不是文字

    查什么：Word 文件里有没有图片、嵌入的对象和文件、图示。
    为什么：里面就是有字，也读不到；扫描件整页都是图片。
    反例：把盖章的扫描件贴成图片
    正例：文字就打成文字
    """
    return Finding(None, f"“{path}”里有{what}，里面的字读不到", "里面有要紧的字，照着打进正文")


@rule("ZJ028")
def declares_entities(path: str) -> Finding:
    """Word 文件里藏着声明

    查什么：.docx 的 XML 里有没有 DTD、实体声明。
    为什么：Word 和 WPS 从来不写；它能撑爆内存、偷读别的文件。
    反例：有人特意改过的 .docx
    正例：Word 或 WPS 存的 .docx
    """
    return Finding(None, f"“{path}”里有 Word 不会写的声明，不读", "问清来源；用 Word 打开另存一份")


@rule("ZJ029", Severity.NOTE)
def kept_verbatim(count: int, share: str) -> Finding:
    """有的段落只能原样照印

    查什么：旧稿转成报告时，哪些段落放进了“原文”。
    为什么：用报告的写法印不出一模一样的字，就一个字也不动地放着，免得丢字。
    反例：行首的空格比别的段多，段间的空行比别处多
    正例：在报告里搜“原文:”，看一遍，能改成“正文:”的改过来
    """
    return Finding(
        None,
        f"有{count}处放进了“原文”，占全文的{share}",
        "在报告里搜“原文:”，看一遍，能改成“正文:”的改过来",
    )


@rule("ZJ061")
def changed_meanwhile(path: str) -> Finding:
    """文件刚才有人改过

    查什么：要改的文件，从读到写之间变了没有。
    为什么：照旧内容写回去，会盖掉别人刚改的。
    反例：一边 zongjie check --fix，一边在记事本里保存
    正例：存好、关掉，再改
    """
    return Finding(None, f"“{path}”刚才有人改过，没有动它", "再运行一次")
