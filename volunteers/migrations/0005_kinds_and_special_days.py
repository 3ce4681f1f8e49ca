"""What the shipped kinds of activity mean, and the special days of 2025 and 2026 as the State Council announced them."""

from datetime import date, timedelta

from django.db import migrations

KINDS = {
    "环境卫生整治": (
        "brush-cleaning",
        "清理道路、河道、厂区周边的垃圾和杂物，整理乱堆乱放；整治前后各拍一张照片，记下清理了几处。",
        "Litter and rubbish along roads, streams and factory walls is cleared away. Take one photo before and one "
        "after, and count the spots cleaned.",
    ),
    "安全生产巡查": (
        "footprints",
        "到企业车间、仓库走一圈，看现场作业和设备防护；发现隐患单独登记。",
        "A round through workshops and stores: how people work, how machines are guarded. Report each hazard by itself.",
    ),
    "消防安全检查": (
        "fire-extinguisher",
        "查看消防通道、灭火器、应急照明和电气线路；发现隐患单独登记。",
        "Escape routes, extinguishers, emergency lighting and wiring are looked at. Report each hazard by itself.",
    ),
    "除险保安": (
        "shield-check",
        "在重要时段排查风险、值守看护，发现险情及时报告。",
        "In critical weeks risks are looked for and places watched; danger is reported at once.",
    ),
    "文明劝导": (
        "traffic-cone",
        "在路口、集市劝导文明出行和有序停放。",
        "At crossings and markets people are asked to ride, walk and park with care for others.",
    ),
    "隐患排查": (
        "search",
        "对照判定标准逐项查找企业隐患，拍照登记，能当场改的当场改。",
        "Hazards are looked for by the judgement standards, photographed and reported; what can be put right at once is.",
    ),
    "消防宣传": (
        "megaphone",
        "向员工和商户讲解用火用电常识，发放资料，演示灭火器使用。",
        "Workers and shopkeepers are told about fire and electricity and shown how an extinguisher is used.",
    ),
    "防汛": (
        "droplets",
        "汛期巡查低洼处和排水口，转移物资，协助值守。",
        "In the rainy season low places and drains are watched, goods moved, and the watch supported.",
    ),
    # What is patrolled and checked is for the zone to say (domain.md 6.3).
    "一巡三查": ("footprints", "", ""),
    "其他": ("users", "", ""),
}
# (first day, last day, title, title in English); the notices of 12 November 2024 and 4 November 2025.
OFF = (
    ("2025-01-01", "2025-01-01", "元旦", "New Year"),
    ("2025-01-28", "2025-02-04", "春节", "Spring Festival"),
    ("2025-04-04", "2025-04-06", "清明节", "Tomb-Sweeping Day"),
    ("2025-05-01", "2025-05-05", "劳动节", "Labour Day"),
    ("2025-05-31", "2025-06-02", "端午节", "Dragon Boat Festival"),
    ("2025-10-01", "2025-10-08", "国庆节、中秋节", "National Day and Mid-Autumn Festival"),
    ("2026-01-01", "2026-01-03", "元旦", "New Year"),
    ("2026-02-15", "2026-02-23", "春节", "Spring Festival"),
    ("2026-04-04", "2026-04-06", "清明节", "Tomb-Sweeping Day"),
    ("2026-05-01", "2026-05-05", "劳动节", "Labour Day"),
    ("2026-06-19", "2026-06-21", "端午节", "Dragon Boat Festival"),
    ("2026-09-25", "2026-09-27", "中秋节", "Mid-Autumn Festival"),
    ("2026-10-01", "2026-10-07", "国庆节", "National Day"),
)
WORKED = (
    ("2025-01-26", "春节", "Spring Festival"),
    ("2025-02-08", "春节", "Spring Festival"),
    ("2025-04-27", "劳动节", "Labour Day"),
    ("2025-09-28", "国庆节、中秋节", "National Day and Mid-Autumn Festival"),
    ("2025-10-11", "国庆节、中秋节", "National Day and Mid-Autumn Festival"),
    ("2026-01-04", "元旦", "New Year"),
    ("2026-02-14", "春节", "Spring Festival"),
    ("2026-02-28", "春节", "Spring Festival"),
    ("2026-05-09", "劳动节", "Labour Day"),
    ("2026-09-20", "国庆节", "National Day"),
    ("2026-10-10", "国庆节", "National Day"),
)


def days():
    """(day, is off, title, title in English) of every special day."""
    for first, last, title, title_en in OFF:
        day = date.fromisoformat(first)
        while day <= date.fromisoformat(last):
            yield day, True, title, title_en
            day += timedelta(days=1)
    for day, title, title_en in WORKED:
        yield date.fromisoformat(day), False, f"{title}调休上班", f"worked for {title_en}"


def enter(apps, schema_editor):
    """Give the shipped kinds text and icon where the zone has not, and enter the special days."""
    kinds = apps.get_model("volunteers", "ActivityKind").objects
    for title, (icon, text, text_en) in KINDS.items():
        kinds.filter(title=title).update(icon=icon, text=text, text_en=text_en)
    special = apps.get_model("volunteers", "SpecialDay")
    special.objects.bulk_create(
        [
            special(day=day, is_off=is_off, title=title, title_en=title_en)
            for day, is_off, title, title_en in sorted(days())
        ]
    )


class Migration(migrations.Migration):
    dependencies = [("volunteers", "0004_task_forces_and_activities")]

    operations = [migrations.RunPython(enter, migrations.RunPython.noop)]
