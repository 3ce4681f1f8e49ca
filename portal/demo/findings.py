"""What is found in the zone's works: by category a place, the defect, how it was put right, and its photo pair."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One sort of defect as it is written down; `process` narrows it to enterprises that run that process."""

    category: str
    place: str
    defect: str
    measure: str
    process: str = ""
    pair: str = ""


DUST, CONFINED, SPRAY = "可燃爆粉尘", "有限空间", "喷涂（喷塑）"
AMMONIA, BATTERY, FURNACE, WELDING = "涉氨", "锂电池", "高温熔炉", "特种作业（电焊气割）"

FINDINGS = (
    Finding("消防", "成品仓库", "疏散通道堆放纸箱，安全出口被挡住一半", "纸箱移至货架，通道地面重新划线", pair="route"),
    Finding("消防", "二号车间东门", "车间安全出口上锁，钥匙不在现场", "拆除挂锁，改装推杆式逃生门锁", pair="route"),
    Finding(
        "消防", "包装车间", "灭火器被托盘遮挡，箱内缺一具", "移开托盘，补足灭火器并划出禁放区", pair="extinguisher"
    ),
    Finding(
        "消防", "办公楼一层", "灭火器压力不足，未做月度检查", "更换灭火器，检查卡挂牌并逐月签字", pair="extinguisher"
    ),
    Finding("消防", "原料仓库", "消火栓箱前停放叉车，无法开启", "叉车移位，箱前设禁停标线", pair="extinguisher"),
    Finding("消防", "员工宿舍", "电动自行车在楼道内充电", "车辆移至室外集中充电棚，楼道加装提示牌"),
    Finding("消防", "装配车间", "应急照明灯不亮，疏散指示标志脱落", "更换应急照明灯，补贴疏散指示标志", pair="route"),
    Finding("粉尘", "抛光车间", "除尘管道法兰脱开，粉尘外逸", "停机重新连接法兰并做密封试验", DUST, "duct"),
    Finding("粉尘", "打磨工位", "工位有浮尘，当班清扫记录漏填", "停机湿式清扫，清灰记录上墙", DUST, "duct"),
    Finding("粉尘", "除尘器房", "除尘器泄爆口朝向人行通道", "调整泄爆方向并设隔离栏", DUST, "duct"),
    Finding(
        "粉尘", "抛光车间", "卸灰斗粉尘未按日清理，清灰门未锁", "当日清空卸灰斗，清灰门上锁并指定责任人", DUST, "duct"
    ),
    Finding(
        "用电", "注塑机旁", "配电箱门敞开，接线裸露，插排串接", "重新布线穿管，配电箱上锁并贴责任人", pair="switch"
    ),
    Finding("用电", "食堂后厨", "大功率电器共用一个插排", "增设专用回路和漏电保护器", pair="switch"),
    Finding("用电", "临时加工棚", "临时用电未经审批，电缆拖地", "拆除临时线路，架空敷设并补办审批", pair="switch"),
    Finding("用电", "空压机房", "配电柜前堆放杂物", "清走杂物，柜前一米划为禁放区", pair="switch"),
    Finding(
        "机械防护", "冲压车间", "冲床光电保护装置失灵仍在使用", "停机更换光电保护装置，试运行合格后恢复", pair="drive"
    ),
    Finding("机械防护", "机加工车间", "皮带传动部位没有防护罩", "加装黄色固定防护罩", pair="drive"),
    Finding("机械防护", "砂轮间", "砂轮机托架间隙过大，护板缺失", "调整托架间隙，补装可调护板", pair="drive"),
    Finding("机械防护", "剪板机工位", "脚踏开关无护罩，易误踩", "更换带护罩的脚踏开关", pair="drive"),
    Finding("特种设备", "装卸区", "叉车未按期检验，操作人员证件过期", "停用送检，换证后上岗"),
    Finding("特种设备", "空压机房", "储气罐安全阀超期未校验", "送检校验，更换压力表"),
    Finding("特种设备", "行车跨", "行车限位失灵，吊钩防脱装置缺失", "停用维修，补装防脱装置并试吊"),
    Finding("有限空间", "污水处理站", "调节池未设警示标志，盖板敞开", "恢复盖板，四周设围栏和警示牌", CONFINED, "pit"),
    Finding("有限空间", "污水池", "作业审批单缺检测数据", "补训作业人员，配齐检测仪并重走审批", CONFINED, "pit"),
    Finding("有限空间", "地下管沟", "通风设备和救援三脚架配备不足", "购置风机、三脚架和正压式呼吸器", CONFINED, "pit"),
    Finding("喷涂", "喷塑线", "喷粉室地面积粉，清理无记录", "停线清理积粉，建立每班清扫记录", SPRAY, "duct"),
    Finding("喷涂", "调漆间", "油漆稀释剂存放超过当班用量", "多余物料退库，设当班定额牌", SPRAY),
    Finding("喷涂", "喷漆房", "照明灯不防爆，开关装在房内", "更换防爆灯具，开关外移", SPRAY, "switch"),
    Finding("喷涂", "固化炉", "固化炉旁堆放纸箱和抹布", "清空炉旁三米，设金属密闭桶收集抹布", SPRAY),
    Finding("锂电池", "检测区", "退货电池与合格电池混放", "设独立隔离柜并编号登记", BATTERY, "route"),
    Finding("锂电池", "老化间", "充放电老化工位夜间无人值守", "加装烟感联动断电，安排夜间巡查", BATTERY, "switch"),
    Finding("特种作业", "焊接区", "氧气瓶与乙炔瓶距离不足，未防倾倒", "分区存放，加链固定", WELDING, "gas"),
    Finding("特种作业", "钢构安装处", "动火作业未办票，无人监护", "停止动火，补办作业票并派监护人", WELDING, "gas"),
    Finding("特种作业", "焊接区", "气瓶卧放在通道上，胶管老化", "气瓶直立入架，更换胶管", WELDING, "gas"),
    Finding("高温熔炉", "熔炼区", "炉旁转运通道堆放废料", "清走废料，通道划线并设专人看管", FURNACE, "pit"),
    Finding("高温熔炉", "压铸机旁", "炉前操作工未穿阻燃防护服", "配发阻燃服和面罩，当班交底后上岗", FURNACE),
    Finding("涉氨", "制冷机房", "氨气报警器标定记录缺失", "重新标定，记录上墙并存档", AMMONIA),
    Finding("涉氨", "制冷机房", "防护服和洗眼器被锁在值班室", "移到机房门口，取消上锁", AMMONIA, "extinguisher"),
    Finding("现场管理", "厂区道路", "消防车通道停放货车", "清走车辆，地面划禁停线", pair="route"),
    Finding("现场管理", "原料堆场", "物料堆放超高，倾斜无防护", "降低堆高，增设挡板", pair="route"),
    Finding("设备设施", "屋面", "排烟管支架锈蚀松动", "更换支架并做防腐"),
    Finding("设备设施", "二层平台", "临边护栏缺一段", "补装护栏和踢脚板"),
    Finding("作业行为", "冲压车间", "操作工戴手套操作钻床", "现场教育，更换合规防护用品"),
    Finding("作业行为", "高处检修点", "登高作业未系安全带", "停止作业，重新交底并配双钩安全带"),
    Finding("基础管理", "安全办公室", "新员工三级教育记录不全", "补训补考，建立一人一档"),
    Finding("基础管理", "安全办公室", "隐患排查台账两个月没有记录", "指定专人按周登记并公示"),
)

# The three major ones: all put right, re-checked by two people; with the clause they fall under.
MAJOR = (
    (
        Finding(
            "粉尘",
            "铝件抛光车间",
            "铝件抛光采用正压除尘方式",
            "停产改造为负压除尘，加装锁气卸灰并通过验收",
            DUST,
            "duct",
        ),
        "GM-11-4",
    ),
    (
        Finding(
            "有限空间",
            "污水处理站",
            "未辨识有限空间、未建管理台账，入口无警示标志",
            "停止作业，完成辨识建档、警示、配备和全员培训",
            CONFINED,
            "pit",
        ),
        "GM-13-1",
    ),
    (
        Finding("特种作业", "焊接班", "两名焊工无证上岗", "立即停岗，持证人员到岗，两人参加取证培训", WELDING, "gas"),
        "GM-3-2",
    ),
)

VOID = ("与同日登记重复", "经核实不属于本园区企业", "现场核查不构成隐患", "登记时选错企业，已另行登记")
OPINIONS = ("现场查看，已整改到位", "照片与现场一致，同意销号", "整改到位，已向班组交底", "复查合格，要求保持")
SENT_BACK = ("地面标线未划，照片角度看不到安全出口", "只清理了一侧，除尘器房后面仍有积尘", "检查卡没有签字，补齐后再报")
# The clause under which a finding falls, by its pair of photos (supplements of domain.md 1.4).
CLAUSES = {"route": "FS-1", "gas": "HW-5", "drive": "MP-2"}
MORE_TIME = (
    "防护罩需定制，厂家预计下周到货，其间设备停用并挂牌",
    "年底订单集中，停线改造暂排不出时间",
    "改造方案已报消防设计单位复核，等待回复",
    "配件已下单，物流受阻，已设围栏和警示标志",
)
LOOKED_AGAIN = ("现场保持良好，未见反弹", "通道畅通，标线完整", "防护装置在位，班前检查有记录", "已形成长效管理，合格")
