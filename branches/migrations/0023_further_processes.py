"""Codes for the seven processes that the zone watches, and the further ones that decide which standards apply."""

from django.db import migrations

WATCHED = (
    ("spraying", "喷涂（喷塑）"),
    ("dust", "可燃爆粉尘"),
    ("confined_space", "有限空间"),
    ("ammonia", "涉氨"),
    ("lithium", "锂电池"),
    ("furnace", "高温熔炉"),
    ("special_work", "特种作业（电焊气割）"),
)
FURTHER = (
    ("powder_coating", "粉末静电喷涂", "Electrostatic powder coating"),
    ("solvent", "可燃溶剂清洗", "Cleaning with combustible solvents"),
    ("metal_dust", "金属粉尘（铝镁等）", "Metal dust (aluminium, magnesium)"),
    ("wood_dust", "木质粉尘", "Wood dust"),
    ("casting", "铸造、压铸", "Casting and die-casting"),
    ("deep_well_casting", "铝加工深井铸造", "Deep-well casting of aluminium"),
    ("water_cooling", "水冷炉窑设备", "Water-cooled furnaces"),
    ("steel_making", "高炉、转炉、电弧炉、精炼炉", "Blast furnaces, converters, arc and refining furnaces"),
    ("smelting", "金属冶炼", "Metal smelting"),
    ("gas", "煤气（天然气）使用", "Use of coal gas or natural gas"),
    ("toxic_gas", "有毒气体", "Toxic gases"),
    ("hydrogen", "制氢、氮氢保护气体", "Hydrogen and protective gases"),
    ("presses", "冲压、剪切设备", "Presses and shears"),
    ("chemicals", "危险化学品储存使用", "Dangerous chemicals stored or used"),
    ("oxidisers", "保险粉、双氧水等储存", "Dithionite, peroxide and the like"),
    ("chlorine", "液氯", "Liquid chlorine"),
    ("silo", "筒型储库", "Silos"),
    ("cement", "水泥生产", "Cement making"),
    ("glass", "玻璃窑炉", "Glass furnaces"),
    ("ceramics", "陶瓷窑炉", "Ceramic kilns"),
    ("paper", "制浆造纸", "Pulp and paper"),
    ("heat_setting", "热定型", "Heat-setting of textiles"),
    ("frying", "食品烘制、油炸", "Baking and frying of food"),
    ("liquor", "白酒勾兑、灌装", "Blending and filling of liquor"),
    ("fumigation", "熏蒸作业", "Fumigation"),
    ("liquid_co2", "液态二氧化碳使用", "Use of liquid carbon dioxide"),
)


def enter(apps, schema_editor):
    """Mark the seven, and enter what is not there yet."""
    processes = apps.get_model("branches", "Process").objects
    for code, title in WATCHED:
        processes.filter(title=title).update(code=code, is_watched=True)
    for order, (code, title, title_en) in enumerate(FURTHER, 11):
        made, is_new = processes.get_or_create(
            title=title, defaults={"code": code, "title_en": title_en, "order": order * 10}
        )
        if not is_new:
            processes.filter(pk=made.pk).update(code=code)


def take_away(apps, schema_editor):
    """Take away the further ones to which nothing refers."""
    codes = [code for code, _title, _title_en in FURTHER]
    apps.get_model("branches", "Process").objects.filter(code__in=codes, enterprises=None).delete()


class Migration(migrations.Migration):
    dependencies = [("branches", "0022_profiles_of_enterprises")]

    operations = [migrations.RunPython(enter, take_away)]
