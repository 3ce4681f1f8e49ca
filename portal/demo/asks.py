"""What offices asked beside the portal: two requests that were issued, one being drawn up, one called off."""

from datetime import timedelta

from branches.choices import DataRequestState, OrganisationKind
from branches.models import DataRequest, Enterprise, Organisation, RequestAddressee, RequestedField
from portal.demo.entries import moment
from portal.generic.kept_data import find

# (name, issuing office, data wanted, minutes for each, issued so many days ago or not yet, to enterprises, called off)
REQUESTS = (
    (
        "两新组织党员基本情况统计",
        "市委两新工委",
        ("支部名称", "书记姓名", "书记电话", "正式党员", "预备党员", "换届时间", "有无党员先锋岗视频"),
        45,
        9,
        False,
        "",
    ),
    (
        "企业用工和宿舍情况摸底",
        "市应急管理局",
        ("企业名称", "统一社会信用代码", "从业人数", "员工宿舍", "食堂燃气使用量", "夜班人数"),
        30,
        16,
        True,
        "",
    ),
    ("阵地建设照片集", "市委组织部", ("阵地面积", "阵地照片"), 60, 24, False, "系统内已有阵地照片，不再要求报送。"),
    ("年底工作总结素材", "园区党建办", ("突击队活动次数", "三会一课", "一句话亮点"), 90, None, False, ""),
)


def make_requests(zone):
    """Registered by the commissioner and the head of the centre."""
    organisations = Organisation.objects.in_force_on(zone.today).exclude(kind=OrganisationKind.OFFICE)
    for name, issuer, wanted, minutes, ago, to_enterprises, reason in REQUESTS:
        by = zone.logins["head" if to_enterprises else "commissioner"]
        day = zone.today if ago is None else zone.ago(ago)
        state = DataRequestState.DRAFT if ago is None else DataRequestState.ISSUED
        facts = {} if ago is None else {"issued_on": day, "issued_by": by, "reason": reason}
        made = DataRequest.objects.create(
            name=name,
            issuer=issuer,
            office=zone.root,
            minutes=minutes,
            due_on=day + timedelta(days=10),
            state=DataRequestState.CALLED_OFF if reason else state,
            **facts,
        )
        RequestedField.objects.bulk_create(
            RequestedField(request=made, number=number, text=text, is_kept=find(text).is_certain)
            for number, text in enumerate(wanted, 1)
        )
        place, rows = ("enterprise", Enterprise.objects) if to_enterprises else ("organisation", organisations)
        RequestAddressee.objects.bulk_create(
            RequestAddressee(request=made, **{f"{place}_id": key})
            for key in rows.order_by("pk").values_list("pk", flat=True)
        )
        drawn_up = moment(day - timedelta(days=1), 15)
        DataRequest.objects.filter(pk=made.pk).update(created_at=drawn_up, updated_at=drawn_up)
        zone.diary.note(made, "portal.create", drawn_up, by)
        if ago is not None:
            zone.diary.note(made, "branches.datarequest.issue", moment(day, 9), by)
        if reason:
            zone.diary.note(
                made, "branches.datarequest.call_off", moment(day + timedelta(days=2), 9), by, reason=reason
            )
