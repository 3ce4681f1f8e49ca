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
        "en": ("Assessment papers", "Score sheets and a chart on a wooden desk, two hands comparing them, two cups of tea."),
    },
    "reading": {
        "zh": ("党员活动室", "靠窗的活动室里，两人围着圆桌看书，左侧是满架图书，墙上挂着制度牌和活动照片。"),
        "en": ("Reading room", "Two people read at a round table by a window, with bookshelves and rule boards around."),
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
        "en": ("Before entering a pit", "A tripod and a blower stand at an open pit while one person reads a gas meter."),
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
    "dusk": {
        "zh": ("黄昏的园区", "隔河望去，黄昏中的厂房亮着灯，两个人沿步道走过。"),
        "en": ("The zone at dusk", "Lit workshops across a stream in the evening, two people walking by."),
    },
}
