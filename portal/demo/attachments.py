"""The files that hang on the zone's notices: forms and tables as offices hand them out."""

from io import BytesIO

import docx
import xlsxwriter

from branches.choices import ChangeKind
from branches.models import OrganisationalChange

CHECKS = (
    ("通用", "特种作业人员经专门培训并持有效证件上岗"),
    ("通用", "对承包、承租单位统一协调管理并定期检查"),
    ("可燃爆粉尘", "铝镁等金属粉尘除尘系统为负压吸尘"),
    ("可燃爆粉尘", "干式除尘系统有泄爆、惰化或抑爆措施"),
    ("可燃爆粉尘", "铝镁、木质粉尘的除尘系统设锁气卸灰装置"),
    ("可燃爆粉尘", "按制度清理粉尘，现场无严重积尘"),
    ("有限空间", "已辨识有限空间，建立台账，设置警示标志"),
    ("有限空间", "作业审批，先通风、再检测、后作业，有人监护"),
    ("喷涂（喷塑）", "喷涂与打磨、动火分开，不共用除尘排风系统"),
    ("喷涂（喷塑）", "燃气加热设备有熄火保护和泄漏报警切断"),
    ("涉氨", "氨制冷机房报警器完好，包装间等人员密集处无氨直接蒸发制冷"),
    ("锂电池", "故障、退货电池单独隔离存放"),
    ("高温熔炉", "炉前、地坑、转运通道无积水"),
    ("高温熔炉", "冷却水温度、流量报警投用"),
    ("特种作业（电焊气割）", "动火审批，现场清理可燃物，有人监护"),
    ("特种作业（电焊气割）", "气瓶直立固定、间距足够、防回火装置完好"),
)
SITE_ITEMS = (
    ("支部会议室", "必选", "有固定场所，能开党员大会"),
    ("党员活动室", "必选", "有桌椅、书报，日常开放"),
    ("入党誓词", "必选", "上墙，内容完整"),
    ("党员发展流程图", "必选", "上墙，步骤和时限清楚"),
    ("制度牌", "必选", "按工委统一文本制作"),
    ("标识牌", "必选", "门口设牌，名称与批复一致"),
    ("学习资料", "可选", "书报和电教设备"),
    ("荣誉与公开栏", "可选", "公开承诺、先锋岗；不公开党员个人信息"),
)
DIGEST = (
    ("怎样用这份要点", "只看与本企业工序有关的部分。要点为学习材料，判定以标准原文为准。"),
    ("粉尘", "先看除尘方式、控爆措施、卸灰和积尘，再看防爆电气和动火。金属粉尘正压除尘，直接判为重大。"),
    (
        "有限空间",
        "没有辨识建账、又没有警示标志，两样都缺判为重大；只缺一样按一般隐患整改。未审批、未检测、无人监护，判为重大。",
    ),
    ("高温熔炉", "积水、人员聚集场所位置、冷却水监测报警三处优先看。"),
    ("涉氨", "看作业间形式和速冻设备是否独立分区，再看报警和应急器材。"),
    ("特种作业", "无证上岗判为重大；作业审批和现场监护缺失的，先停再改。"),
    ("发现以后", "先管控，再整改；不能保证安全的主动停产。整改与复查不能是同一人。"),
)
TIMETABLE = (
    ("08:40—09:00", "报到"),
    ("09:00—10:20", "三会一课怎样开实：从五张会议记录说起"),
    ("10:30—11:40", "发展党员的程序与时限；支部换届十二步"),
    ("11:40—12:00", "换纸条：最难办的一件事"),
    ("13:30—15:30", "现场教学：先锋岗与隐患整改"),
    ("15:40—16:30", "分组讨论，党建指导员点评"),
)


def sheet(title, headings, rows, widths, note=""):
    """A workbook of one sheet: a title, a note, a table with lines, ready to print on one page."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet(title[:31])
        large = book.add_format({"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"})
        head = book.add_format(
            {"bold": True, "border": 1, "bg_color": "#F1ECE6", "text_wrap": True, "valign": "vcenter"}
        )
        cell = book.add_format({"border": 1, "text_wrap": True, "valign": "vcenter"})
        page.merge_range(0, 0, 0, len(headings) - 1, title, large)
        page.set_row(0, 34)
        if note:
            page.merge_range(
                1, 0, 1, len(headings) - 1, note, book.add_format({"text_wrap": True, "valign": "vcenter"})
            )
            page.set_row(1, 30)
        page.write_row(2, 0, headings, head)
        for number, row in enumerate(rows, 3):
            for column, value in enumerate(row):
                page.write(number, column, value, cell)
        for column, width in enumerate(widths):
            page.set_column(column, column, width)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.repeat_rows(2)
    return out.getvalue()


def letter(title, paragraphs):
    """A document of headed paragraphs."""
    document = docx.Document()
    document.add_heading(title, level=0)
    for heading, text in paragraphs:
        document.add_heading(heading, level=2)
        document.add_paragraph(text)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def changes():
    """What the working committee decided, from the registry itself."""
    names = {ChangeKind.DISSOLVED: "撤销", ChangeKind.DOWNGRADED: "党总支调整为党支部"}
    decided = OrganisationalChange.objects.filter(kind__in=names).order_by("effective_on", "pk")
    return [
        (number, one.name_before, names[one.kind], f"{one.effective_on:%Y-%m-%d}", one.document_number, one.reason)
        for number, one in enumerate(decided, 1)
    ]


def make(name):
    """(title, file name, bytes) of an attachment."""
    blank = "企业名称：　　　　　　　　　　所属网格：　　　　　　　　　　填表日期：　　　　年　　月　　日"
    if name == "self_check_form":
        rows = [(number, *check, "", "", "", "", "") for number, check in enumerate(CHECKS, 1)]
        headings = ("序号", "工序", "检查内容", "符合", "不符合", "不涉及", "问题描述与整改措施", "完成日期")
        title, widths = "企业重大事故隐患自查表", (6, 16, 46, 7, 7, 7, 34, 12)
        return title, "self-check-form.xlsx", sheet(title, headings, rows, widths, blank)
    if name == "standards_digest":
        return "判定标准学习要点", "standards-digest.docx", letter("判定标准学习要点", DIGEST)
    if name == "timetable":
        return "书记培训班课程安排", "timetable.docx", letter("书记培训班课程安排", TIMETABLE)
    if name == "reply_slip":
        rows = [(number, "", "", "", "") for number in range(1, 4)]
        headings, widths = ("序号", "党组织名称", "姓名", "职务", "是否乘车"), (6, 44, 14, 16, 12)
        return "培训班回执", "reply-slip.xlsx", sheet("培训班回执", headings, rows, widths)
    if name == "site_checklist":
        rows = [(number, *item, "", "", "") for number, item in enumerate(SITE_ITEMS, 1)]
        headings = ("序号", "项目", "必选或可选", "要求", "支部自检", "指导员初看", "现场验收（两人签字）")
        title, widths = "党支部阵地验收清单", (6, 18, 12, 40, 12, 12, 24)
        return title, "site-checklist.xlsx", sheet(title, headings, rows, widths)
    headings, widths = ("序号", "原党组织名称", "调整情况", "生效日期", "文号", "原因"), (6, 44, 22, 14, 24, 44)
    return "两新党组织设置调整情况表", "changes.xlsx", sheet("两新党组织设置调整情况表", headings, changes(), widths)
