"""What the drawn pictures are called, and what they show to those who do not see them, in both languages."""

SHOWN = {
    "sweep": {
        "zh": ("街道清扫", "清晨的厂区道路上，身穿红马甲的突击队员分组清扫落叶，近处一人弯腰把落叶装进麻袋。"),
        "en": ("Sweeping a road", "People in red vests sweep leaves from a road between workshops in the morning sun."),
    },
    "gate": {
        "zh": ("上门收表", "厂门口，网格员从企业安全员手中接过填好的自查表，旁边停着一辆电动车。"),
        "en": ("At the gate", "A grid worker takes a filled-in form from a safety officer at the gate of a works."),
    },
    "papers": {
        "zh": ("评估材料", "木桌上摊着评分表和统计图，两人各伸出一只手对照，旁边放着两杯茶。"),
        "en": (
            "Assessment papers",
            "Score sheets and a chart on a wooden desk, two hands comparing them, two cups of tea.",
        ),
    },
    "reading": {
        "zh": ("党员活动室", "靠窗的活动室里，两人围着圆桌看书，左侧是满架图书，墙上挂着制度牌和活动照片。"),
        "en": (
            "Reading room",
            "Two people read at a round table by a window, with bookshelves and rule boards around.",
        ),
    },
    "lecture": {
        "zh": ("培训课堂", "讲师在屏幕前讲解五级台阶示意图，台下坐满听课的支部书记。"),
        "en": ("A lecture", "A lecturer explains a drawing of five steps on a screen to a full room."),
    },
    "workshop": {
        "zh": ("车间检查", "明亮的机加工车间里，两名戴安全帽的人站在黄线通道上，一人记录，一人指向机床。"),
        "en": ("In the workshop", "Two people in helmets between rows of machines, one writing, one pointing."),
    },
    "night": {
        "zh": ("夜间巡查", "夜色中，三名突击队员打着手电沿仓库巡查，远处楼里亮着灯。"),
        "en": ("Night patrol", "Three people with torches walk along warehouses at night."),
    },
    "dust": {
        "zh": ("除尘器旁", "抛光车间外的除尘器和风管前，两人对照清单查看泄爆口。"),
        "en": ("At the dust collector", "Two people with a list look at the vents of a dust collector beside a works."),
    },
    "pit": {
        "zh": ("有限空间作业准备", "井口上方架着三脚架，鼓风机接着黄色风管，一人手持检测仪读数，一人在旁监护。"),
        "en": (
            "Before entering a pit",
            "A tripod and a blower stand at an open pit while one person reads a gas meter.",
        ),
    },
    "drill": {
        "zh": ("灭火演练", "厂前空地上，一人手持灭火器扑灭油盆火，员工在旁边列队观看。"),
        "en": ("Fire drill", "One person puts out a pan of fire with an extinguisher while others look on."),
    },
    "stream": {
        "zh": ("河岸清理", "绿道边，几名突击队员在河岸弯腰清理杂物，把装满的袋子往上递。"),
        "en": ("Along the stream", "People in red vests gather litter along a green river bank."),
    },
    "meeting": {
        "zh": ("支部会议室", "会议室里六个人围坐长桌，身后红色墙面上挂着两块制度牌。"),
        "en": ("Branch meeting", "Six people sit at a long table before a red wall with rule boards."),
    },
    "extinguishers": {
        "zh": ("灭火器月检", "走廊里，一名戴安全帽的人弯腰核对灭火器的检查卡，墙上是消防栓箱。"),
        "en": ("Checking extinguishers", "A person bends down to check the card of an extinguisher in a corridor."),
    },
    "route-before": {
        "zh": ("被堵的疏散通道", "仓库里通往安全出口的通道堆满纸箱，挡住了半扇门。"),
        "en": ("Blocked escape route", "Cartons heaped on the way to an exit of a store."),
    },
    "route-after": {
        "zh": ("畅通的疏散通道", "纸箱清走，黄线通道直通安全出口，地面画着绿色箭头。"),
        "en": ("Free escape route", "The same way free, with yellow lines and a green arrow to the exit."),
    },
    "extinguisher-before": {
        "zh": ("被遮挡的灭火器", "托盘和纸箱挡住灭火器箱，箱里只剩一具。"),
        "en": ("Hidden extinguishers", "Pallets and cartons in front of a cabinet with one extinguisher left."),
    },
    "extinguisher-after": {
        "zh": ("整改后的灭火器", "灭火器箱前没有杂物，两具灭火器齐全，地面划出禁放区。"),
        "en": ("Extinguishers in place", "Two extinguishers in a cabinet, a hatched free area before it."),
    },
    "switch-before": {
        "zh": ("敞开的配电箱", "配电箱门敞开，彩色电线散落到地面，接着一个插排。"),
        "en": ("Open switch box", "A switch box with its door open and loose wires down to the floor."),
    },
    "switch-after": {
        "zh": ("整改后的配电箱", "配电箱关闭上锁，贴有警示标志和责任牌，电线穿管。"),
        "en": ("Closed switch box", "The box closed and labelled, the wires in conduits."),
    },
    "duct-before": {
        "zh": ("脱开的除尘管", "抛光工位上方的除尘管接口脱开，台面和地面落满粉尘。"),
        "en": ("Open dust duct", "A joint of a dust duct is open; dust lies on benches and floor."),
    },
    "duct-after": {
        "zh": ("修复的除尘管", "除尘管连接严密，工位和地面干净。"),
        "en": ("Tight dust duct", "The duct tight, benches and floor clean."),
    },
    "gas-after": {
        "zh": ("固定存放的气瓶", "气瓶直立在架子里，上链固定，分两处存放。"),
        "en": ("Chained cylinders", "Gas cylinders stand upright in racks, chained and apart."),
    },
    "drive-after": {
        "zh": ("加装的防护罩", "机器传动部位装上了黄色防护罩。"),
        "en": ("Guarded drive", "A yellow guard over the belt drive of a machine."),
    },
    "pit-before": {
        "zh": ("敞开的集水坑", "院内集水坑敞开，盖板放在一旁，没有围栏和标志。"),
        "en": ("Open sump", "An open sump in a yard, its cover beside it, no fence."),
    },
    "pit-after": {
        "zh": ("设防的集水坑", "集水坑盖好盖板，四周围栏，立着警示牌。"),
        "en": ("Fenced sump", "The sump covered, fenced and signed."),
    },
    "corner-before": {
        "zh": ("整治前的街角", "围墙下杂草丛生，堆着垃圾袋、纸箱和碎片。"),
        "en": ("A corner before", "Weeds, bags and litter below a wall."),
    },
    "corner-after": {
        "zh": ("整治后的街角", "围墙下清扫干净，摆上了一排花箱。"),
        "en": ("The corner after", "The same place swept, with a row of planters."),
    },
    "dusk": {
        "zh": ("黄昏的园区", "隔河望去，黄昏中的厂房亮着灯，两个人沿步道走过。"),
        "en": ("The zone at dusk", "Lit workshops across a stream in the evening, two people walking by."),
    },
}

# The part of a cover that stays when it is cut: (middle x, middle y, width, height).
FOCUS = {
    "sweep": (780, 740, 900, 420),
    "gate": (690, 680, 760, 520),
    "papers": (800, 460, 1100, 700),
    "reading": (760, 640, 900, 460),
    "lecture": (860, 400, 1000, 560),
    "workshop": (820, 690, 500, 540),
    "night": (880, 680, 660, 460),
    "dust": (760, 620, 800, 600),
    "pit": (800, 640, 800, 580),
    "drill": (960, 660, 900, 520),
    "stream": (880, 690, 1100, 420),
    "meeting": (800, 540, 1200, 620),
    "extinguishers": (940, 600, 800, 560),
    "dusk": (800, 560, 1200, 600),
}
