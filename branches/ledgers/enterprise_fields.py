"""The columns of the ledger of enterprises, with the words that offices use for them."""

import re

from django.utils.translation import gettext_lazy as _

from branches.choices import Trade
from portal import cells
from portal.cells import key
from portal.generic.contacts import contact, phones
from portal.generic.kinds import LedgerField, line, words

# Trades as people write them; order No. 10 counts metal goods, vehicles, electrical and electronic goods as machinery.
TRADES = {
    "冶金行业": Trade.METALLURGY,
    "钢铁": Trade.METALLURGY,
    "黑色金属": Trade.METALLURGY,
    "有色": Trade.NON_FERROUS,
    "有色金属": Trade.NON_FERROUS,
    "铝业": Trade.NON_FERROUS,
    "铜业": Trade.NON_FERROUS,
    "建材": Trade.BUILDING_MATERIALS,
    "建筑材料": Trade.BUILDING_MATERIALS,
    "机械": Trade.MACHINERY,
    "机械制造": Trade.MACHINERY,
    "机械加工": Trade.MACHINERY,
    "装备制造": Trade.MACHINERY,
    "五金": Trade.MACHINERY,
    "五金制品": Trade.MACHINERY,
    "金属制品": Trade.MACHINERY,
    "汽摩配": Trade.MACHINERY,
    "汽车零部件": Trade.MACHINERY,
    "车业": Trade.MACHINERY,
    "电器": Trade.MACHINERY,
    "电气": Trade.MACHINERY,
    "电子": Trade.MACHINERY,
    "电动工具": Trade.MACHINERY,
    "轻工": Trade.LIGHT_INDUSTRY,
    "轻工业": Trade.LIGHT_INDUSTRY,
    "食品": Trade.LIGHT_INDUSTRY,
    "家具": Trade.LIGHT_INDUSTRY,
    "木制品": Trade.LIGHT_INDUSTRY,
    "塑料制品": Trade.LIGHT_INDUSTRY,
    "印刷": Trade.LIGHT_INDUSTRY,
    "造纸": Trade.LIGHT_INDUSTRY,
    "纺织": Trade.TEXTILE,
    "纺织服装": Trade.TEXTILE,
    "服装": Trade.TEXTILE,
    "烟草": Trade.TOBACCO,
    "商贸": Trade.COMMERCE,
    "商贸流通": Trade.COMMERCE,
    "商业": Trade.COMMERCE,
    "其他": Trade.OTHER,
    "其它": Trade.OTHER,
}
# Short names of the processes of the zone's notice.
PROCESSES = {
    "喷涂": "喷涂（喷塑）",
    "喷塑": "喷涂（喷塑）",
    "喷漆": "喷涂（喷塑）",
    "粉尘": "可燃爆粉尘",
    "粉尘涉爆": "可燃爆粉尘",
    "涉爆粉尘": "可燃爆粉尘",
    "可燃性粉尘": "可燃爆粉尘",
    "可燃粉尘": "可燃爆粉尘",
    "有限空间作业": "有限空间",
    "受限空间": "有限空间",
    "氨": "涉氨",
    "涉氨制冷": "涉氨",
    "液氨": "涉氨",
    "锂电": "锂电池",
    "高温熔融": "高温熔炉",
    "高温熔融金属": "高温熔炉",
    "熔炉": "高温熔炉",
    "特种作业": "特种作业（电焊气割）",
    "电焊": "特种作业（电焊气割）",
    "电焊气割": "特种作业（电焊气割）",
    "动火作业": "特种作业（电焊气割）",
    "焊接": "特种作业（电焊气割）",
    "焊接与热切割": "特种作业（电焊气割）",
}
TRADE_SPELLINGS = {"": Trade.OTHER, **{key(word): trade for word, trade in TRADES.items()}}


def trade(value):
    """The trade, or the text as typed where it is none of those of the order."""
    typed = cells.text(value, 40)
    if typed is None:
        return None
    word = re.sub("(?:行业|制造业|加工业|业|类|企业)$", "", key(typed))
    if found := TRADE_SPELLINGS.get(key(typed)) or TRADE_SPELLINGS.get(word):
        return found
    try:
        return cells.choice(typed, Trade)
    except cells.BadCell:
        return typed


FIELDS = (
    LedgerField(
        "name",
        _("Name of the enterprise"),
        words(
            "生产经营单位名称 企业单位名称 市场主体名称 企业名 企业名称 单位名称 企业 公司名称 名称 企业全称 "
            "单位全称 生产经营单位 公司 厂名"
        ),
        required=True,
        clean=line(120),
        hint=_("The full name, as on the licence."),
        example="云溪宏达电器有限公司",
    ),
    LedgerField(
        "credit_code",
        _("Unified social credit code"),
        words(
            "社会统一信用代码 统一社会信用代码(18位) 统一社会信用代码 信用代码 社会信用代码 统一信用代码 机构代码 "
            "税号 组织机构代码 统一代码 代码"
        ),
        clean=cells.credit_code,
        hint=_("18 characters; may be left empty where it is not known."),
    ),
    LedgerField(
        "trade",
        _("Trade"),
        words("行业 行业类别 所属行业 行业类型 行业分类 企业类型 主要行业 类别 行业门类"),
        clean=trade,
        choices=Trade.choices,
        example="机械",
    ),
    LedgerField(
        "processes",
        _("Dangerous processes"),
        words(
            "涉及重点工艺 重点风险环节 涉及环节(工艺) 涉及工艺 重点部位 重点环节 风险标签 重点风险 重点领域 "
            "危险工艺 重点工艺 风险类别 涉及环节 涉及重点环节 主要风险 风险点 风险类型 重点监管环节 涉危环节 "
            "危险环节 重点行业领域 安全风险"
        ),
        clean=lambda value: cells.listed(value) or None,
        hint=_("Several are separated by 、"),
        example="喷涂（喷塑）、有限空间",
    ),
    LedgerField(
        "employees",
        _("Employees"),
        words(
            "员工总数 企业人数 从业人员总数 职工人员 规模人数 从业人数 职工人数 员工人数 从业人员 人数 职工数 "
            "员工数 从业人员数 用工人数 职工总数"
        ),
        clean=cells.whole,
        kind="whole",
        example=120,
    ),
    LedgerField(
        "address",
        _("Address"),
        words(
            "经营场所 所在地 企业住所 单位住所 厂区地址 地址 企业地址 经营地址 生产地址 单位地址 详细地址 厂址 "
            "住所 注册地址 生产经营地址"
        ),
        clean=line(200),
    ),
    LedgerField(
        "grid",
        _("Grid"),
        words("所属网格 网格 网格名称 网格编号 所在网格 责任网格 网格号"),
        clean=line(40),
        example="第1网格",
    ),
    LedgerField(
        "sector",
        _("Sector"),
        words("行业领域 分管领域 分管行业 监管领域 主管领域 所属领域 责任领域"),
        clean=line(40),
    ),
    LedgerField(
        "has_dormitory",
        _("Dormitory on the premises"),
        words("有无宿舍 是否有宿舍 宿舍 厂区住人 是否住人 员工宿舍 有无住宿"),
        clean=cells.yes_no,
    ),
    LedgerField(
        "landlord",
        _("Landlord"),
        words("出租方 房东 出租单位 厂房出租方 出租企业 厂房业主"),
        clean=line(120),
        hint=_("An enterprise of the register, where the rooms are rented."),
    ),
    LedgerField(
        "grid_worker",
        _("Grid worker"),
        words("网格员 网格员姓名 专职网格员 网格长 责任网格员 网格负责人"),
        clean=contact,
    ),
    LedgerField(
        "grid_worker_phone",
        _("Grid worker's phone"),
        words("网格员手机号 网格员手机号码 网格员号码 网格员电话 网格员联系电话 网格员手机 网格员联系方式 网格电话"),
        clean=phones,
    ),
    LedgerField(
        "linked_cadre",
        _("Linked cadre"),
        words(
            "包联干部 联系人员 挂企干部 联络干部 帮扶干部 联系干部 联企干部 挂联干部 包干干部 驻企服务员 联系领导 "
            "挂钩干部 联企人员 包保干部"
        ),
        clean=contact,
    ),
    LedgerField(
        "safety_officer",
        _("Safety officer"),
        words(
            "企业安全负责人 安全生产管理人员 安全主管 安全员 安全管理员 安全负责人 安全管理人员 企业安全员 "
            "专职安全员 安全联络员 安全责任人"
        ),
        clean=contact,
    ),
    LedgerField(
        "safety_officer_phone",
        _("Safety officer's phone"),
        words(
            "安全员手机号 安全员手机号码 安全员号码 安全管理员电话 手机号码 手机号 安全员电话 安全员联系电话 "
            "安全员手机 安全员联系方式 安全负责人电话 联系电话 联系方式 电话 手机"
        ),
        clean=phones,
    ),
    LedgerField(
        "organisation",
        _("Party organisation"),
        words("所属党组织 党组织 党组织名称 党支部 所属支部 支部名称 所属党支部"),
        clean=line(120),
    ),
    LedgerField("remark", _("Remark"), words("备注 说明 备注说明 其他说明"), clean=line(500)),
)
