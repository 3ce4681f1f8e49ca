"""Ledgers of enterprises and organisations: other offices' headings and dirt, rules between cells, what is made."""

import datetime

import pytest
from django.utils import translation

from branches.choices import ChangeKind, OrganisationKind, SiteState, StandardizationLevel, Standing, Trade
from branches.ledgers.changes import understood
from branches.ledgers.registers import is_slip, kind_by_name, usual_name
from branches.models import Enterprise, Grid, Organisation, OrganisationalChange, Process
from portal.generic.kinds import ledger_kind
from portal.generic.readings import read
from tests.factories.branches import make_credit_code, make_enterprise, make_organisation
from tests.factories.ledgers import judged, loaded, told, workbook

pytestmark = pytest.mark.django_db
CODE = make_credit_code(7001)
OTHER_CODE = make_credit_code(7002)


@pytest.fixture(autouse=True)
def english():
    """Sentences are compared in the language in which they are written."""
    with translation.override("en"):
        yield


# --- enterprises


def test_an_enterprise_is_read_under_the_headings_of_another_office():
    loaded(
        "enterprises",
        workbook(
            表=[
                ["某区企业基本信息表"],
                [
                    "单位全称",
                    "信用代码",
                    "所属行业",
                    "风险类别",
                    "职工人数",
                    "网格",
                    "网格长",
                    "安全负责人",
                    "联系电话",
                ],
                [
                    "云溪 甲五金厂",
                    CODE.lower(),
                    "五金制品",
                    "喷塑；粉尘涉爆",
                    "１２０人",
                    "第十网格",
                    "范一13800001111",
                    "范二",
                    "138-0000-2222/13800003333",
                ],
                ["合计", "", "", "", "120"],
            ]
        ),
    )
    enterprise = Enterprise.objects.get()
    assert (enterprise.name, enterprise.credit_code, enterprise.trade) == ("云溪甲五金厂", CODE, Trade.MACHINERY)
    assert {process.title for process in enterprise.processes.all()} == {"喷涂（喷塑）", "可燃爆粉尘"}
    assert (enterprise.employees, enterprise.grid.order) == (120, 10)
    assert (enterprise.grid_worker_name, enterprise.grid_worker_phone) == ("范一", "13800001111")
    assert (enterprise.safety_officer_name, enterprise.safety_officer_phone) == ("范二", "13800002222")


def test_the_risk_profile_comes_in_with_the_ledger():
    make_enterprise(name="云溪房东厂")
    loaded(
        "enterprises",
        workbook(
            表=[
                ["企业名称", "分管领域", "有无宿舍", "出租方"],
                ["甲厂", "五金机械", "有", "云溪房东厂"],
                ["乙厂", "五金机械", "无", "不认识的厂"],
                ["丙厂", "", "", ""],
            ]
        ),
    )
    first, second, third = (Enterprise.objects.get(name=name) for name in ("甲厂", "乙厂", "丙厂"))
    assert first.sector == second.sector and first.sector.name == "五金机械"
    assert (first.has_dormitory, second.has_dormitory, third.has_dormitory) == (True, False, None)
    assert first.landlord.name == "云溪房东厂"
    assert second.landlord is None and third.sector is None


def test_grids_are_made_once_and_in_the_order_of_their_numbers():
    loaded(
        "enterprises",
        workbook(
            表=[
                ["企业名称", "所属网格"],
                ["甲厂", "第10网格"],
                ["乙厂", "第2网格"],
                ["丙厂", "第十网格"],
                ["丁厂", "2号网格"],
            ]
        ),
    )
    assert list(Grid.objects.values_list("name", "order")) == [("第2网格", 2), ("第10网格", 10)]


def test_a_misspelt_process_is_refused_with_the_one_that_is_meant_and_a_new_one_is_added():
    reading = judged("enterprises", ["企业名称", "重点环节"], ["甲厂", "有限空见"], ["乙厂", "危化品储存"])
    assert told(reading) == [(2, "“有限空见” is not known. Did you mean “有限空间”?")]
    assert [record.title for record in reading.references] == ["危化品储存"]


def test_an_enterprise_is_known_by_its_code_else_by_its_name():
    by_code = make_enterprise(name="云溪旧名有限公司", credit_code=CODE)
    by_name = make_enterprise(name="云溪（甲）有限公司", credit_code="")
    rows = [["企业名称", "统一社会信用代码", "从业人数"], ["云溪新名有限公司", CODE, 5], ["云溪 (甲) 有限公司", "", 6]]
    loaded("enterprises", workbook(表=rows))
    assert Enterprise.objects.count() == 2
    by_code.refresh_from_db()
    assert by_code.employees is None
    loaded("enterprises", workbook(表=rows), update=True)
    by_code.refresh_from_db()
    by_name.refresh_from_db()
    assert (by_code.name, by_code.employees, by_name.employees) == ("云溪新名有限公司", 5, 6)


def test_code_and_name_of_two_enterprises_are_refused():
    make_enterprise(name="甲厂", credit_code=CODE)
    make_enterprise(name="乙厂", credit_code=OTHER_CODE)
    reading = judged(
        "enterprises", ["企业名称", "信用代码"], ["乙厂", CODE], ["丙厂", OTHER_CODE], ["丁厂", OTHER_CODE]
    )
    assert [row for row, _text in told(reading)] == [2, 4]
    assert "belongs to “甲厂”" in told(reading)[0][1]


def test_a_blank_cell_never_empties_what_is_registered():
    make_enterprise(name="甲厂", address="云溪路1号")
    loaded("enterprises", workbook(表=[["企业名称", "地址", "从业人数"], ["甲厂", "", 9]]), update=True)
    enterprise = Enterprise.objects.get()
    assert (enterprise.address, enterprise.employees, enterprise.version) == ("云溪路1号", 9, 2)
    assert enterprise.history.first().employees == 9


def test_the_same_enterprise_twice_counts_once_and_two_stories_are_refused():
    reading = judged("enterprises", ["企业名称", "从业人数"], ["甲厂", 5], ["甲 厂", "5人"], ["甲厂", 6])
    assert [(entry.number, earlier.number) for entry, earlier in reading.repeated] == [(3, 2)]
    assert [row for row, _text in told(reading)] == [4]


def test_an_identity_number_is_refused_and_not_repeated_in_the_sentence():
    reading = judged("enterprises", ["企业名称", "安全员", "备注"], ["甲厂", "范二", "110101199001011234"])
    assert told(reading) == [(2, "This holds an identity number, which the portal does not keep. Take it out.")]


def test_an_unknown_column_is_named():
    reading = judged("enterprises", ["企业名称", "地址", "占地面积"], ["甲厂", "路1号", "20亩"])
    assert reading.unknown_columns == [("台账", "C", "占地面积")]


# --- organisations

HEAD = ["党组织名称", "类型", "上级党组织", "正式党员", "阵地", "验收时间"]


def test_a_roster_in_any_order_becomes_a_tree():
    loaded(
        "organisations",
        workbook(
            名册=[
                HEAD,
                ["甲厂党支部", "支部", "乙厂总支", 5, "已建成", "2026.3.5"],
                ["乙厂党总支", "党总支", "某区两新工委", 9, "在建", ""],
                ["丙厂联合党支部", "", "", 4, "", ""],
                ["某区两新工委", "工委", "", "", "", ""],
            ]
        ),
    )
    root = Organisation.get_first_root_node()
    assert (root.name, root.kind, root.numchild) == ("某区两新工委", OrganisationKind.OFFICE, 2)
    branch = Organisation.objects.get(name="甲厂党支部")
    assert (branch.get_parent().name, branch.kind) == ("乙厂党总支", OrganisationKind.BRANCH)
    assert (branch.site_state, branch.site_accepted_on) == (SiteState.COMPLETED, datetime.date(2026, 3, 5))
    assert Organisation.objects.get(name="丙厂联合党支部").kind == OrganisationKind.JOINT_BRANCH
    assert Organisation.objects.counted().count() == 3
    assert Organisation.find_problems() == ([], [], [], [], [])


def test_the_root_is_the_one_superior_that_is_nowhere_else():
    loaded("organisations", workbook(名册=[HEAD, ["甲厂党支部", "", "某区两新工委"], ["乙厂党支部", "", ""]]))
    assert Organisation.get_first_root_node().name == "某区两新工委"
    loaded("organisations", workbook(名册=[HEAD, ["丙厂党支部", "", "甲厂党支部"], ["丁厂党支部", "", "某区两新工委"]]))
    assert Organisation.objects.get(name="丁厂党支部").get_parent().name == "某区两新工委"
    assert Organisation.find_problems() == ([], [], [], [], [])


def test_unknown_superiors_and_circles_are_faults():
    make_organisation(name="某区两新工委")
    reading = judged(
        "organisations",
        HEAD,
        ["甲厂党支部", "", "乙厂党支部"],
        ["乙厂党支部", "", "甲厂党支部"],
        ["丙厂党支部", "", "丁厂党总支"],
    )
    assert [row for row, _text in told(reading)] == [2, 3, 4]
    assert "circle" in told(reading)[0][1]


def test_a_completed_site_needs_its_day_and_a_day_a_completed_site():
    reading = judged(
        "organisations", HEAD, ["甲厂党支部", "", "", 3, "√", ""], ["乙厂党支部", "", "", 3, "在建", "2026-01-05"]
    )
    assert [row for row, _text in told(reading)] == [2, 3]


@pytest.mark.parametrize(
    ("typed", "level"),
    [
        ("五星级", StandardizationLevel.FIVE_STAR),
        ("5星", StandardizationLevel.FIVE_STAR),
        ("★★★★★", StandardizationLevel.FIVE_STAR),
        ("四 星", StandardizationLevel.FOUR_STAR),
        ("未评", StandardizationLevel.UNRATED),
        ("/", StandardizationLevel.UNRATED),
    ],
)
def test_stars_are_read_in_every_spelling(typed, level):
    loaded("organisations", workbook(名册=[["支部名称", "星级"], ["甲厂党支部", typed]]))
    assert Organisation.objects.get(name="甲厂党支部").level == level


def test_members_in_all_give_the_full_members():
    loaded("organisations", workbook(名册=[["支部名称", "党员总数", "预备党员"], ["甲厂党支部", "12人", 2]]))
    branch = Organisation.objects.get(name="甲厂党支部")
    assert (branch.full_members, branch.probationary_members) == (10, 2)


def test_the_host_gets_its_organisation_and_an_unknown_host_only_warns():
    host = make_enterprise(name="甲厂")
    rows = [["支部名称", "所在单位"], ["甲厂党支部", "甲厂"], ["乙厂党支部", "乙厂"]]
    batch = loaded("organisations", workbook(名册=rows))
    host.refresh_from_db()
    assert host.organisation.name == "甲厂党支部"
    assert batch.report["warning_count"] == 1


def test_dissolved_organisations_stay_in_the_registry_with_their_decision():
    changes = [
        ["原党组织名称", "变动情况", "会议", "文号", "生效日期"],
        ["丁厂党总支", "撤销", "会议", "1号", "2026-05-01"],
        ["甲厂党总支", "党总支调整为党支部", "会议", "2号", "2026-06-01"],
    ]
    content = workbook(名册=[HEAD, ["甲厂党支部", "", ""]], 撤销调整=changes)
    loaded("organisations", content)
    gone = Organisation.objects.get(state=Standing.DISSOLVED)
    assert (gone.name, gone.kind, gone.dissolved_on) == (
        "丁厂党总支",
        OrganisationKind.GENERAL_BRANCH,
        datetime.date(2026, 5, 1),
    )
    change = OrganisationalChange.objects.get(kind=ChangeKind.DOWNGRADED)
    assert (change.organisation.name, change.name_before) == ("甲厂党支部", "甲厂党总支")
    assert (change.kind_before, change.kind_after) == (OrganisationKind.GENERAL_BRANCH, OrganisationKind.BRANCH)
    loaded("organisations", content)
    assert (Organisation.objects.count(), OrganisationalChange.objects.count()) == (3, 2)


def test_an_organisation_of_the_registry_is_dissolved_by_a_later_list():
    root = make_organisation(name="某区两新工委")
    branch = make_organisation(root, name="甲厂党支部")
    make_organisation(make_organisation(root, name="乙厂党总支"), name="丙厂党支部")
    rows = [["党组织名称", "撤销时间", "撤销原因"], ["甲厂党支部", "2026-03-01", "停产"]]
    loaded("organisations", workbook(名册=[HEAD, ["丙厂党支部", "", "乙厂党总支"]], 撤销=rows))
    branch.refresh_from_db()
    assert (branch.state, branch.dissolved_on) == (Standing.DISSOLVED, datetime.date(2026, 3, 1))
    reading = read(
        ledger_kind("organisations"),
        workbook(名册=[HEAD, ["丙厂党支部", "", "乙厂党总支"]], 撤销=[rows[0], ["乙厂党总支", "2026-03-01", ""]]),
        "x.xlsx",
    )
    assert [text for _row, text in told(reading)] == [
        "Branches in force still hang below it. Move or dissolve them first."
    ]


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("撤销", ChangeKind.DISSOLVED),
        ("予以撤销", ChangeKind.DISSOLVED),
        ("党总支调整为党支部", ChangeKind.DOWNGRADED),
        ("党支部升格为党总支", ChangeKind.UPGRADED),
        ("更名", ChangeKind.RENAMED),
        ("并入甲厂党支部", ChangeKind.MERGED),
        ("说不清", None),
    ],
)
def test_a_change_is_understood_in_the_words_of_the_office(typed, kind):
    assert understood(typed, "甲厂党总支", None)[0] == kind


def test_names_meet_in_their_short_and_long_form():
    assert usual_name("中共甲厂支部委员会") == usual_name("甲厂党支部") == usual_name("甲厂 党支部")
    assert usual_name("甲厂总支") == usual_name("甲厂党总支")
    assert usual_name("甲厂联合支部") == usual_name("甲厂联合党支部") != usual_name("甲厂党支部")
    assert kind_by_name("中共某区两新工作委员会") == OrganisationKind.OFFICE
    assert kind_by_name("甲厂党委") == OrganisationKind.COMMITTEE


def test_a_slip_is_one_character():
    assert is_slip("环境卫生整冶", "环境卫生整治")
    assert is_slip("环境卫生整", "环境卫生整治")
    assert not is_slip("环境整治", "环境卫生整治")
    assert not is_slip("消防", "消防")


def test_new_processes_are_shared_by_the_rows_that_name_them():
    loaded("enterprises", workbook(表=[["企业名称", "重点环节"], ["甲厂", "危化品储存"], ["乙厂", " 危化品储存、"]]))
    assert Process.objects.get(title="危化品储存").enterprises.count() == 2


def test_a_roster_leaves_the_founding_as_a_change_with_its_day_and_what_the_organisation_was_then():
    roster = [
        ["党组织名称", "成立时间", "上级党组织"],
        ["云溪新名电器有限公司党支部", "2018-03-16", "云溪高新区两新工委"],
        ["云溪乙厂党支部", "", "云溪高新区两新工委"],
    ]
    heads = ["原党组织名称", "变动事项", "新名称", "生效日期"]
    renamed = ["云溪旧名电器有限公司党支部", "更名", "云溪新名电器有限公司党支部", "2021-05-01"]
    loaded("organisations", workbook(花名册=roster, 变动=[heads, renamed]))
    founded = OrganisationalChange.objects.get(kind=ChangeKind.ESTABLISHED)
    assert (founded.effective_on, founded.name_after) == (datetime.date(2018, 3, 16), "云溪旧名电器有限公司党支部")
    assert founded.organisation.name == "云溪新名电器有限公司党支部"
    assert founded.parent_after.name == "云溪高新区两新工委"
