"""The record of a hazard: where it stands, its photos, and everything that belongs to it."""

from datetime import timedelta
from itertools import zip_longest

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.generic import annexes
from portal.generic.details import DetailView, Panel
from volunteers.choices import ExtensionState, HazardLevel, HazardSource, HazardState, PhotoMoment
from volunteers.models import Hazard, HazardPhoto, HazardRules, RectificationNotice, Reinspection
from volunteers.models.hazard_questions import AT_THE_ENTERPRISE
from volunteers.models.lookalikes import lookalikes
from volunteers.tables.hazards import HAZARD_TONES, PROCESSES, HazardTable, deadline_in_words, found_by
from volunteers.tables.notices import NoticeTable
from volunteers.tables.reinspections import ReinspectionTable
from volunteers.views.major_panels import major_doors, major_parts, way_panel
from volunteers.views.photos import photo_card

SHOWN = 8
# The columns of short tables of other hazards.
SHORT = ("number", "description", "category", "found_on", "state")
NOT_HERE = ("enterprise", "expires_on")
# The way of every hazard; the two steps in the middle are left out where it was rectified on the spot.
WAY = (
    HazardState.REGISTERED,
    HazardState.GRADED,
    HazardState.RECTIFYING,
    HazardState.AWAITING_RECHECK,
    HazardState.VERIFIED,
    HazardState.CLOSED,
)
NOT_ON_THE_SPOT = (HazardState.GRADED, HazardState.RECTIFYING)


class HazardDetail(DetailView):
    """A hazard: where it stands, its photos before and after, its facts and its timeline."""

    model = Hazard
    related = (
        "enterprise__grid",
        "category",
        "task_force",
        "organisation",
        "finder",
        "rectified_by",
        "rechecked_by",
        "closed_by",
        "duplicate_of",
    )
    url_prefix = "hazard"
    edit_url = "hazard_edit"
    field_groups = (
        (
            gettext_lazy("What was found"),
            (
                "enterprise",
                "place",
                "description",
                "category",
                "level",
                "clause",
                "found_on",
                "source",
                "task_force",
                "organisation",
                "finder",
                "responsible_name",
                "interim_control",
                "due_on",
            ),
        ),
        (
            gettext_lazy("Rectification and re-check"),
            (
                "on_the_spot",
                "rectified_on",
                "rectified_by",
                "rectifier_name",
                "measures",
                "cost",
                "comment",
                "rechecked_on",
                "rechecker_name",
                "recheck_opinion",
                "closed_on",
                "closed_by",
                "closing_document",
                "reason",
                "duplicate_of",
            ),
        ),
    )

    def badge(self):
        tone = "late" if self.object.days_late() else HAZARD_TONES[self.object.state]
        return {"text": self.object.get_state_display(), "tone": tone}

    def subheading(self):
        words, _late = deadline_in_words(self.object)
        again = _("found again under the same clause") if self.is_recurring else ""
        own = self.self_found_words() if self.object.source == HazardSource.SELF_CHECK else ""
        return " · ".join(filter(None, [str(self.object.enterprise), found_by(self.object), words, again, own]))

    def self_found_words(self):
        """Whether the enterprise found it before anyone came, and whether it was gone in time."""
        rows = self.seen().filter(pk=self.object.pk)
        if rows.self_removed().exists():
            return _("found by the enterprise and removed in time")
        return _("found by the enterprise before anyone came") if rows.self_found().exists() else ""

    @property
    def is_recurring(self):
        """Whether this enterprise had one under the same clause not long before."""
        days = HazardRules.current().recurrence_days
        return bool(self.object.clause) and self.seen().recurring(days).filter(pk=self.object.pk).exists()

    def stepper(self):
        hazard = self.object
        if hazard.state == HazardState.VOID:
            return [
                {"label": HazardState.REGISTERED.label, "state": "done", "note": f"{hazard.found_on:%Y-%m-%d}"},
                {"label": HazardState.VOID.label, "state": "now", "note": ""},
            ]
        days = {
            HazardState.REGISTERED: hazard.found_on,
            HazardState.AWAITING_RECHECK: hazard.rectified_on,
            HazardState.VERIFIED: hazard.rechecked_on,
            HazardState.CLOSED: hazard.closed_on,
        }
        now = WAY.index(hazard.state)
        return [
            {
                "label": state.label,
                "state": self.place_on_way(state, number, now),
                "note": f"{days[state]:%Y-%m-%d}" if days.get(state) and number <= now else "",
            }
            for number, state in enumerate(WAY)
        ]

    def place_on_way(self, state, number, now):
        """How the stepper shows one state."""
        if self.object.on_the_spot and state in NOT_ON_THE_SPOT and number < now:
            return "off"
        if number < now or state == HazardState.CLOSED == self.object.state:
            return "done"
        if number > now:
            return "next"
        return "late" if self.object.days_late() else "now"

    def subjects(self):
        """More deeds that are no transitions: (label, address, verb, whether it is open now)."""
        at_work = self.object.state in AT_THE_ENTERPRISE
        is_asked = self.object.extensions.filter(state=ExtensionState.ASKED).exists()
        return (
            (_("Write a notice"), "hazard_notify", "notify", at_work),
            (_("Ask for more time"), "hazard_ask_extension", "ask_extension", at_work and not is_asked),
            (_("Add photos"), "hazard_photo_add", "photograph", True),
            (_("Credit to others too"), "hazard_credit", "credit", self.object.state != HazardState.VOID),
            (_("Add an expert's opinion"), "hazard_opine", "opine", True),
            *major_doors(self),
        )

    def actions(self):
        hazard = self.object
        # The way of a major hazard has its own closing, which its checklist offers once nothing is missing.
        unfit = ["hazard_close", "hazard_close_major"] if hazard.level == HazardLevel.MAJOR else ["hazard_close_major"]
        if not hazard.is_rechecked_by(self.request.user):
            # Whoever found or rectified it is refused the re-check, so the button would only disappoint.
            unfit.append("hazard_verify")
        disappointing = {reverse(name, args=[hazard.pk]) for name in unfit}
        buttons = [button for button in super().actions() if button["url"] not in disappointing]
        buttons.sort(key=lambda button: button["tone"] != "primary")
        for label, name, verb, is_open in self.subjects():
            if is_open and self.granted(verb):
                buttons.append({"label": label, "url": reverse(name, args=[self.object.pk]), "tone": "default"})
        return buttons

    def panels(self):
        """Photos, then what belongs to the hazard; a part without rows is left out."""
        parts = [*major_parts(self), self.photos(), self.earlier(), self.alike(), self.merged(), self.finders()]
        parts += [self.deadlines(), self.notices(), self.looked_again()]
        return [*filter(None, parts), *annexes.gathered(annexes.PANELS, self)]

    def field_panels(self, revealed):
        if self.object.level == HazardLevel.MAJOR:
            yield way_panel(self)
        yield from super().field_panels(revealed)

    def photos(self):
        """Before and after side by side, those of the re-check and later below."""
        by_moment = {moment: [] for moment in PhotoMoment}
        photos = list(self.object.photos.all())
        for photo in photos:
            by_moment[photo.moment].append(photo_card(photo, "hazard_photo", self.object.description))
        pairs = zip_longest(by_moment[PhotoMoment.BEFORE], by_moment[PhotoMoment.AFTER])
        context = {
            "pairs": [{"before": before, "after": after} for before, after in pairs],
            "photos": by_moment[PhotoMoment.RECHECK] + by_moment[PhotoMoment.AGAIN],
            "empty_text": _("No photo yet. One before and one after, from the same place, say the most."),
        }
        if photos and self.granted("original"):
            context["originals"] = [
                {
                    "url": reverse("hazard_photo", args=[photo.pk, "original"]),
                    "label": f"{photo.side} · {localtime(photo.taken_at or photo.uploaded_at):%Y-%m-%d %H:%M}",
                }
                for photo in photos
            ]
        return Panel(_("Photos"), "volunteers/_hazard_photos.html", context)

    def seen(self):
        """The hazards that exist for this person, with what the tables show."""
        rows = Hazard.objects.visible_to(self.request.user)
        return rows.select_related("enterprise__grid", "category", "task_force").prefetch_related(PROCESSES)

    def table_of(self, rows):
        """A short table of other hazards."""
        hidden = [name for name in HazardTable.base_columns if name not in SHORT]
        return HazardTable(rows, exclude=hidden)

    def earlier(self):
        """What this enterprise had under the same clause before: the hazard has come again."""
        rules, hazard = HazardRules.current(), self.object
        if not hazard.clause:
            return None
        rows = self.seen().counted().filter(enterprise=hazard.enterprise_id, clause=hazard.clause)
        start = hazard.found_on - timedelta(days=rules.recurrence_days)
        rows = rows.filter(found_on__gte=start, found_on__lt=hazard.found_on).order_by("-found_on", "-pk")[:SHOWN]
        if not rows:
            return None
        title = _("Found again: the same clause within %(n)d days") % {"n": rules.recurrence_days}
        return Panel(title, "generic/_related.html", {"table": self.table_of(rows)})

    def alike(self):
        """What may be the same hazard, as long as this one is open."""
        if not self.object.is_open:
            return None
        rows = lookalikes(self.object, self.seen(), most=SHOWN)
        return Panel(_("Perhaps the same"), "generic/_related.html", {"table": self.table_of(rows)}) if rows else None

    def merged(self):
        """What was registered twice: its record and its photos stay to be seen."""
        rows = self.seen().filter(duplicate_of=self.object).order_by("pk")
        if not rows:
            return None
        photos = HazardPhoto.objects.visible_to(self.request.user).filter(hazard__in=rows).select_related("hazard")
        context = {
            "table": self.table_of(rows),
            "photos": [photo_card(photo, "hazard_photo", photo.hazard.number) for photo in photos],
        }
        return Panel(_("Merged into this one"), "volunteers/_merged.html", context)

    def finders(self):
        """Who else found it."""
        rows = [
            {"label": _("task force") if row.task_force_id else _("person"), "value": row, "kind": "text", "name": ""}
            for row in self.object.discoverers.select_related("task_force", "user")
        ]
        return Panel(_("Found together with"), "generic/_fields.html", {"rows": rows}) if rows else None

    def deadlines(self):
        """Every deadline it has had, and every request for more time with its answer."""
        days = self.object.deadlines()
        requests = list(self.object.extensions.select_related("asked_by", "answered_by"))
        if len(days) < 2 and not requests:
            return None
        context = {"days": days, "requests": requests, "opens": self.granted("view")}
        return Panel(_("Deadlines and extensions"), "volunteers/_deadlines.html", context)

    def notices(self):
        """The notices in which it stands."""
        rows = RectificationNotice.objects.visible_to(self.request.user).filter(hazards=self.object)
        rows = rows.select_related("enterprise").order_by("-issued_on", "-pk")
        table = NoticeTable(rows, exclude=NOT_HERE)
        return Panel(_("Notices of rectification"), "generic/_related.html", {"table": table}) if rows else None

    def looked_again(self):
        """What became of it when it was drawn."""
        rows = Reinspection.objects.visible_to(self.request.user).filter(hazard=self.object)
        rows = rows.select_related("draw", "task_force", "hazard").order_by("-pk")
        table = ReinspectionTable(rows, exclude=("number", "description", "enterprise"))
        return Panel(_("Re-inspections"), "generic/_related.html", {"table": table}) if rows else None
