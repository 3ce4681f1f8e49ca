"""What belongs to a major hazard, as the tests need it: plan, documents, stops, listing, transfer; made by verbs."""

from itertools import count

from django.utils import timezone

from portal.scans import Scan
from tests.factories.portal import make_user
from volunteers.choices import Cooperation, DocumentKind, PackState
from volunteers.models import CaseTransfer, HazardDocument, Listing, ProductionStop, TreatmentPlan

numbers = count(1)
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def scan():
    """A scanned paper as a form gives it."""
    return Scan(PDF, ending=".pdf", original="扫描件.pdf")


def paper(**facts):
    """Number, issuer, day and scan of a document, as a form gives them."""
    today = timezone.localdate()
    return {"number": f"云应急〔{today.year}〕{next(numbers)}号", "issuer": "云溪市应急管理局", "issued_on": today} | (
        {"scan": scan()} | facts
    )


def make_document(hazard, kind, *, by=None, **facts):
    """A document of this kind, registered today."""
    return HazardDocument.register(hazard, by=by or make_user(), kind=kind, **paper(**facts))


def plan_facts(**facts):
    """What a plan of treatment says."""
    return {
        "goal": "消除正压除尘",
        "duty_name": "马晓燕",
        "measures": "停用旧管道，改造为负压除尘",
        "funds": 86000,
        "deadline": timezone.localdate(),
        "emergency_plan": "发现火花立即断电，人员从东门撤到集合点",
        "interim_control": "抛光机断电上锁，专人看守，每班清扫",
    } | facts


def make_plan(hazard, *, by=None, accepted=False, **facts):
    """A plan handed in for a hazard with the enterprise; accepted if asked for."""
    plan = TreatmentPlan.hand_in(hazard, by=by or make_user(), **plan_facts(**facts))
    return plan.accept(by=make_user()) if accepted else plan


def make_report(hazard, **facts):
    """The report upward."""
    return make_document(hazard, DocumentKind.REPORT, **{"issuer": "云溪高新区应急中心"} | facts)


def make_stop(hazard, *, ordered=False, by=None, extent="抛光车间", **facts):
    """A stop that stands: voluntary, or ordered by an authority whose documents are registered with it."""
    if not ordered:
        facts = {"stopped_on": timezone.localdate(), "promised_by": "马晓燕"} | facts
        return ProductionStop.stop_voluntarily(hazard, by=by or make_user(), extent=extent, **facts)
    document = paper(kind=DocumentKind.MEASURES, **facts)
    return ProductionStop.register_order(
        hazard, by=by or make_user(), extent=extent, document=document, inspection=paper()
    )


def make_listing(hazard, *, by=None, **facts):
    """A listing for supervision; the report upward is registered before it."""
    make_report(hazard)
    facts = {"unit": "云溪市安委会办公室", "supervisor": "裘建国", "deadline": timezone.localdate()} | paper(**facts)
    return Listing.enter(hazard, by=by or make_user(), **facts)


def make_transfer(hazard, *, by=None, ready=True, **facts):
    """A transfer that is prepared; its pack is there unless `ready` says no."""
    facts = {
        "addressee": "云溪市应急管理局",
        "lead": "铝件抛光采用正压除尘，限期内未整改。",
        "cooperation": Cooperation.PARTLY,
        "cooperation_note": "两次未按期整改。",
    } | facts
    transfer = CaseTransfer.prepare(hazard, by=by or make_user(), **facts)
    if ready:
        transfer.pack.save("pack.zip", scan(), save=False)
        transfer.pack_state, transfer.pack_made_at = PackState.READY, timezone.now()
        transfer.save()
    return transfer


def before_recheck(hazard):
    """What must stand before a major hazard is re-checked: plan, report upward, acceptance report."""
    if not hazard.documents.filter(kind=DocumentKind.REPORT, set_aside_on=None).exists():
        make_report(hazard)
    if not hazard.documents.filter(kind=DocumentKind.ACCEPTANCE, set_aside_on=None).exists():
        make_document(hazard, DocumentKind.ACCEPTANCE, issuer=str(hazard.enterprise))


def before_closing(hazard):
    """What must stand before a major hazard is closed: the authority's consent."""
    if not hazard.documents.filter(kind=DocumentKind.CONSENT, set_aside_on=None).exists():
        make_document(hazard, DocumentKind.CONSENT)
