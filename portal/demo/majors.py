"""The major hazards of the zone, one at each stage: report, plan, stop, listing, transfer, acceptance, consent."""

from datetime import timedelta
from io import BytesIO

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from PIL import Image, ImageDraw
from wagtail.models import ModelLogEntry

from portal.demo.entries import date_back, perform
from portal.models import Counter
from portal.pictures import _face
from portal.scans import Scan
from volunteers.choices import Cooperation, DocumentKind, HazardLevel
from volunteers.models import (
    CaseTransfer,
    GradeProposal,
    Hazard,
    HazardDocument,
    Listing,
    ProductionStop,
    TreatmentPlan,
)
from volunteers.transfer_pack import write_pack

AUTHORITY, CENTRE, COMMITTEE = "云溪市应急管理局", "云溪高新区应急中心", "云溪市安委会办公室"
PLAN = {
    "goal": "隐患消除，经验收合格",
    "duty_unit": "生产部、设备部、安全科",
    "funds": 86000,
    "emergency_plan": "发现异常立即断电撤人，班组长清点人数，按现场处置方案报告并等待救援。",
    "interim_control": "相关设备断电上锁，设警戒线和警示牌，专人看守，每班检查并记录。",
}
LEAD = "检查发现该企业存在重大事故隐患，不能立即消除；经督促，企业未按期完成整改。"
COOPERATION = "接到通知后配合停用设备，但两次推迟提交治理方案。"
EVIDENCE = "复查合格，应急部门审查同意恢复；员工已重新交底。"


def after(when, minutes):
    """Some minutes later, now at the latest."""
    return min(when + timedelta(minutes=minutes), timezone.now())


def day_of(when):
    """The day of a moment, here."""
    return timezone.localtime(when).date()


def scanned(title, number, issuer, day):
    """A sheet as it comes out of a scanner: title, number, issuer, day."""
    sheet = Image.new("RGB", (496, 702), "#fbfaf6")
    brush = ImageDraw.Draw(sheet)
    for text, size, top in ((title, 22, 90), (number, 16, 150), (issuer, 16, 560), (f"{day:%Y-%m-%d}", 16, 590)):
        face = _face(size)
        brush.text(((496 - brush.textlength(text, font=face)) / 2, top), text, fill="#222222", font=face)
    for line in range(12):
        brush.line((70, 210 + 26 * line, 426 - 40 * (line % 3), 210 + 26 * line), fill="#b9b4aa", width=2)
    brush.ellipse((270, 520, 380, 630), outline="#b3201f", width=4)
    out = BytesIO()
    sheet.save(out, "JPEG", quality=70)
    return Scan(out.getvalue(), ending=".jpg", original="scan.jpg")


def paper(kind, day, issuer, prefix):
    """Number, issuer, day and scan of a document."""
    number = f"{prefix}〔{day.year}〕{Counter.next(f'demo-{prefix}')}号"
    scan = scanned(str(DocumentKind(kind).label), number, issuer, day)
    return {"number": number, "issuer": issuer, "issued_on": day, "scan": scan}


def register(hazard, kind, when, by, *, issuer=AUTHORITY, prefix="云应急", **more):
    """A document registered at a moment of the past."""
    facts = paper(kind, day_of(when), issuer, prefix)
    document = HazardDocument.register(hazard, by=by, kind=kind, **facts, **more)
    HazardDocument.objects.filter(pk=document.pk).update(created_at=when, updated_at=when)
    date_back(hazard, when, by)
    return document


def follow(zone, hazard, case, verb, when):
    """What goes with a step of a major hazard, some minutes after it."""
    if case.story == "reported" and verb != "grade":
        return
    head, later = zone.logins["head"], after(when, 20)
    if verb == "grade":
        register(hazard, DocumentKind.REPORT, later, head, issuer=CENTRE, prefix="云高应报")
    elif verb == "start_rectifying":
        plan(zone, hazard, case, later, is_accepted=case.story != "planned")
        if case.story == "resumed":
            stop_voluntarily(hazard, case, after(later, 10))
    elif verb == "rectify":
        note = "验收组三人：生产部、设备部、安全科；结论合格，申请恢复。"
        facts = {"issuer": hazard.enterprise.name, "prefix": "验收", "note": note}
        register(hazard, DocumentKind.ACCEPTANCE, later, case.rows["rectifier"], **facts)
    elif verb == "verify":
        register(hazard, DocumentKind.CONSENT, later, head, prefix="云应急函")
        resume(zone, hazard, after(later, 10))


def plan(zone, hazard, case, when, *, is_accepted):
    """The enterprise's plan, accepted the same day or still waiting."""
    by, head = case.rows["rectifier"], zone.logins["head"]
    duty = hazard.responsible_name or by.name
    facts = PLAN | {"duty_name": duty, "measures": case.finding.measure, "deadline": hazard.due_on}
    made = TreatmentPlan.hand_in(hazard, by=by, **facts)
    date_back(hazard, when, by)
    date_back(made, when, by)
    TreatmentPlan.objects.filter(pk=made.pk).update(handed_in_on=day_of(when), created_at=when)
    if is_accepted:
        made.refresh_from_db()
        perform(made, "accept", after(when, 50), head, answer="五落实齐全，同意。")
        TreatmentPlan.objects.filter(pk=made.pk).update(answered_on=day_of(when))


def tell(zone, hazard, case, last_at):
    """What became of one that is told of: the proposal, the stop, the transfer."""
    when, began = after(last_at, 90), timezone.now()
    if case.story == "proposed":
        propose(hazard, case)
    elif case.story == "stopped":
        stop_voluntarily(hazard, case, when)
    elif case.story == "transferred":
        stop_by_order(zone, hazard, when)
        list_it(zone, hazard, after(when, 10))
        hand_over(zone, hazard, after(when, 20))
    # A deed that registers several papers leaves several entries: all of them are of that moment.
    kind = ContentType.objects.get_for_model(Hazard)
    entries = ModelLogEntry.objects.filter(content_type=kind, object_id=str(hazard.pk), timestamp__gte=began)
    entries.update(timestamp=when)


def propose(hazard, case):
    """Its finder thinks it major."""
    clause = "GM-11-4"
    reason = "打磨抛光用正压除尘，符合判定标准，请中心核定。"
    made = GradeProposal.propose(hazard, by=hazard.finder, level=HazardLevel.MAJOR, clause=clause, reason=reason)
    date_back(hazard, after(hazard.registered_at, 5), hazard.finder)
    GradeProposal.objects.filter(pk=made.pk).update(proposed_on=hazard.found_on)


def stop_voluntarily(hazard, case, when):
    """The enterprise stops the workshop by itself."""
    by = case.rows["rectifier"]
    facts = {"extent": case.finding.place, "stopped_on": day_of(when), "promised_by": by.name}
    stop = ProductionStop.stop_voluntarily(hazard, by=by, **facts)
    date_back(hazard, when, by)
    date_back(stop, when, by)
    return stop


def stop_by_order(zone, hazard, when):
    """The authority's inspectors were there and wrote their decision; the head registers both."""
    head, day = zone.logins["head"], day_of(when)
    inspection = paper(DocumentKind.INSPECTION, day, AUTHORITY, "云应急检记")
    document = {"kind": DocumentKind.MEASURES} | paper(DocumentKind.MEASURES, day, AUTHORITY, "云应急现决")
    facts = {"extent": f"{hazard.place}（责令暂时停产停业）", "document": document, "inspection": inspection}
    stop = ProductionStop.register_order(hazard, by=head, **facts)
    date_back(hazard, when, head)
    date_back(stop, when, head)


def list_it(zone, hazard, when):
    """The city's safety committee supervises it."""
    facts = paper(DocumentKind.LISTING, day_of(when), COMMITTEE, "云安委办")
    who = {"unit": COMMITTEE, "supervisor": "裘建国", "deadline": hazard.due_on}
    Listing.enter(hazard, by=zone.logins["head"], **who, **facts)
    date_back(hazard, when, zone.logins["head"])


def hand_over(zone, hazard, when):
    """The lead has gone to the authority, which has confirmed that it arrived."""
    head, day = zone.logins["head"], day_of(when)
    words = {"lead": LEAD, "cooperation": Cooperation.PARTLY, "cooperation_note": COOPERATION}
    transfer = CaseTransfer.prepare(hazard, by=head, addressee=AUTHORITY, **words)
    date_back(transfer, when, head)
    CaseTransfer.objects.filter(pk=transfer.pk).update(prepared_on=day)
    # Word alone: the PDF would take the demonstration some seconds.
    write_pack(transfer.pk, forms=("docx",))
    transfer.refresh_from_db()
    letter = paper(DocumentKind.LETTER, day, CENTRE, "云高应移")
    perform(transfer, "send", after(when, 30), head, **letter)
    receipt = paper(DocumentKind.RECEIPT, day, AUTHORITY, "云应急收")
    perform(transfer, "receive", after(when, 60), head, **receipt)


def resume(zone, hazard, when):
    """What the enterprise had stopped goes on since the re-check and the consent."""
    for stop in ProductionStop.objects.standing().filter(hazard=hazard):
        perform(stop, "lift", when, zone.logins["head"], lifted_on=day_of(when), evidence=EVIDENCE)
        hazard.refresh_from_db()
