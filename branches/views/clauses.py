"""Answering and reviewing clause by clause, on a phone: each clause is a form of its own, saved as it is filled in."""

from datetime import date

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import View

from branches.choices import StandardState
from branches.forms.standards import ClauseForm, JudgeForm
from branches.models import BranchStandard, ClausePhoto
from branches.models.clauses import Overtaken
from portal.evidence import Question, offer_of, offers
from portal.generic.photos import PhotoView
from portal.states import Refused

# A clause without evidence.
NOTHING: dict = {"photos": [], "links": []}


def grouped(lines):
    """Lines by group in the catalogue's order: [(group, lines)]."""
    groups = {}
    for line in lines:
        groups.setdefault(line.indicator.group, []).append(line)
    return list(groups.items())


def plain(points):
    """Points as people write them: 3, not 3.0."""
    return None if points is None else f"{points.normalize():f}"


def yes_no(happened):
    """The answer to a veto in words."""
    return {True: _("happened"), False: _("did not happen"), None: ""}[happened]


def evidence_of(standard, user):
    """{key of a clause's score: {"photos", "links"}} of a branch, whatever their number, with a few queries.

    A linked record has an address only for whoever may see it.
    """
    found = {}
    for photo in standard.photos():
        card = {
            "pk": photo.pk,
            "url": reverse("clause_photo", args=[photo.pk, "image"]),
            "thumb": reverse("clause_photo", args=[photo.pk, "thumbnail"]),
            "alt": str(_("photo given as evidence")),
            "caption": photo.caption,
        }
        found.setdefault(photo.clause_id, {"photos": [], "links": []})["photos"].append(card)
    links = list(standard.links())
    addresses = addresses_for(links, user)
    for link in links:
        url = addresses.get((link.content_type_id, link.object_id), "")
        label = f"{link.content_type.app_label}.{link.content_type.model}:{link.object_id}"
        line = {"pk": link.pk, "title": link.title, "day": link.day, "url": url, "label": label}
        found.setdefault(link.clause_id, {"photos": [], "links": []})["links"].append(line)
    return found


def addresses_for(links, user):
    """{(content type, key): address} of the linked records that this person may see; one query a kind."""
    by_kind, addresses = {}, {}
    for link in links:
        by_kind.setdefault(link.content_type, []).append(link.object_id)
    for kind, keys in by_kind.items():
        model = kind.model_class()
        if model is None or not hasattr(model, "grants"):
            continue
        for record in model.objects.visible_to(user).filter(pk__in=keys):
            addresses[kind.pk, record.pk] = record.get_absolute_url()
    return addresses


class ClausePage(LoginRequiredMixin, View):
    """All clauses of one group as cards. Subclasses say who (`verb`), when (`state`) and how (`form_class`, `keep`)."""

    verb = ""
    state = ""
    form_class: type = ClauseForm
    url_name = ""
    heading = ""

    def dispatch(self, request, *args, pk, **kwargs):
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        rows = BranchStandard.objects.visible_to(request.user).select_related("organisation", "cycle__catalogue")
        self.object = get_object_or_404(rows, pk=pk)
        if not BranchStandard.objects.allowing(request.user, self.verb).filter(pk=pk).exists():
            raise PermissionDenied
        if self.object.state != self.state:
            messages.error(request, _("This has been moved on already; here is how it stands now."))
            return HttpResponseRedirect(self.object.get_absolute_url())
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, **kwargs):
        return self.page()

    def post(self, request, **kwargs):
        """Keep one clause, named by its key; whatever is wrong with it is said beside it."""
        line = self.line(request.POST.get("clause", ""))
        form = self.form_class(request.POST, request.FILES, indicator=line.indicator)
        status = 422
        if form.is_valid():
            try:
                with transaction.atomic():
                    self.keep(line.indicator, form)
            except Overtaken as fault:
                form, status = self.overtaken(fault.score, form, line.indicator), 409
            except Refused as fault:
                form.add_error(None, str(fault))
        if request.htmx:
            return self.saved(line.indicator, form)
        if form.errors:
            return self.page(line.indicator.group.code, {line.indicator.pk: form}, status=status)
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(self.address(line.indicator))

    def overtaken(self, score, form, indicator):
        """The form as it was typed, with both texts side by side; sent again, it knowingly takes the other's place."""
        typed = self.request.POST.copy()
        typed[form.add_prefix("version")] = str(score.version)
        again = self.form_class(typed, indicator=indicator)
        again.conflict = [
            {"label": again.fields[name].label, "theirs": theirs, "yours": yours}
            for name, theirs, yours in self.both(score, form.cleaned_data)
            if theirs != yours
        ]
        again.add_error(None, _("Nothing has been saved yet."))
        return again

    def line(self, key):
        """The line of a clause of this cycle's catalogue; else 404."""
        for line in self.object.lines():
            if str(line.indicator.pk) == key:
                return line
        raise Http404

    def address(self, indicator):
        """The card of a clause on this page."""
        url = reverse(self.url_name, args=[self.object.pk])
        return f"{url}?group={indicator.group.code}#clause-{indicator.pk}"

    def saved(self, indicator, form):
        """What htmx puts beside the clause and above the page after a clause was sent."""
        self.object.refresh_from_db()
        line = self.line(str(indicator.pk))
        card = self.card(line, form)
        card["fresh_form"] = self.form_class(initial=self.initial(line), indicator=indicator)
        context = {"card": card, "mode": self.verb, "object": self.object}
        context |= {"view": self, "explained": self.object.explanation()}
        return render(self.request, "branches/_clause_saved.html", context)

    def page(self, code="", forms=None, *, status=200):
        """The cards of one group, the first with something left unless one is asked for."""
        lines = self.object.lines()
        groups = grouped(lines)
        code = code or self.request.GET.get("group", "")
        codes = [group.code for group, _lines in groups]
        if code not in codes:
            code = next((group.code for group, inside in groups if any(map(self.is_left, inside))), codes[0])
        base = reverse(self.url_name, args=[self.object.pk])
        tabs = [
            {
                "label": str(group),
                "url": f"{base}?group={group.code}",
                "current": group.code == code,
                "count": sum(map(self.is_left, inside)) or "",
            }
            for group, inside in groups
        ]
        evidence = evidence_of(self.object, self.request.user)
        shown = next(inside for group, inside in groups if group.code == code)
        place = codes.index(code)
        context = {
            "view": self,
            "object": self.object,
            "heading": self.heading,
            "mode": self.verb,
            "tabs": tabs,
            "cards": [self.card(line, (forms or {}).get(line.indicator.pk), evidence) for line in shown],
            "explained": self.object.explanation(lines),
            "next_url": f"{base}?group={codes[place + 1]}" if place + 1 < len(codes) else "",
        }
        return render(self.request, "branches/clause_page.html", context, status=status)

    def card(self, line, form=None, evidence=None):
        """One clause for the template: its line, its form, its evidence."""
        evidence = evidence_of(self.object, self.request.user) if evidence is None else evidence
        found = evidence.get(line.score.pk if line.score else None, NOTHING)
        form = form or self.form_class(initial=self.initial(line), indicator=line.indicator)
        return {"line": line, "form": form, "evidence": found, "offers": self.offers(line, found)}

    def offers(self, line, found):
        """Records that could be taken as evidence; none here."""
        return []


class StandardScore(ClausePage):
    """The branch answers."""

    verb = "score"
    state = StandardState.OPEN
    form_class = ClauseForm
    url_name = "standard_score"

    @property
    def heading(self):
        """What this page is for."""
        return _("Answer the clauses")

    @staticmethod
    def is_left(line):
        """Whether the branch still has something to do here."""
        return line.lack is not None

    @staticmethod
    def initial(line):
        """What was answered before."""
        if line.score is None:
            return {"version": 0}
        happened = {True: "yes", False: "no"}.get(line.score.self_happened, "")
        facts = {"evidence": line.score.evidence, "version": line.score.version, "happened": happened}
        return facts | {"points": plain(line.score.self_points)}

    def keep(self, indicator, form):
        facts = form.cleaned_data
        self.object.score(
            indicator,
            by=self.request.user,
            points=facts.get("points"),
            happened=facts.get("happened"),
            evidence=facts["evidence"],
            version=facts["version"],
        )
        if shots := facts.get("photos"):
            self.object.photograph(indicator, shots, by=self.request.user)

    @staticmethod
    def both(score, typed):
        """(field, what somebody else has answered, what was typed here) of what both may have answered."""
        if "happened" in typed:
            yield "happened", yes_no(score.self_happened), yes_no(typed["happened"])
        else:
            yield "points", plain(score.self_points), plain(typed["points"])
        yield "evidence", score.evidence, typed["evidence"]

    def question(self):
        """Evidence of this organisation from the cycle's year, as far as this person sees it."""
        year = self.object.cycle.year
        end = min(date(year, 12, 31), timezone.localdate())
        return Question(self.object.organisation, date(year, 1, 1), end, self.request.user)

    def offers(self, line, found):
        """Records of the portal that answer this clause and are not linked to it yet."""
        if not line.indicator.evidence_source:
            return []
        taken = {link["label"] for link in found["links"]}
        every = offers(line.indicator.evidence_source, self.question())
        return [offer for offer in every if offer.label not in taken]


class StandardTake(StandardScore):
    """Take an offered record as evidence, or take evidence away again: one click, no typing."""

    def get(self, request, **kwargs):
        return HttpResponseRedirect(reverse("standard_score", args=[self.object.pk]))

    def post(self, request, **kwargs):
        indicator = self.line(request.POST.get("clause", "")).indicator
        try:
            self.act(indicator, request.POST)
        except Refused as fault:
            messages.error(request, str(fault))
        return HttpResponseRedirect(self.address(indicator))

    def act(self, indicator, sent):
        """Link the record that was offered, or drop the photo or link that is named."""
        if "offer" in sent:
            offer = offer_of(indicator.evidence_source, sent["offer"], self.question())
            if offer is None:
                raise Http404
            self.object.link(indicator, offer, by=self.request.user)
            return
        kinds = {"photo": self.object.photos(), "link": self.object.links()}
        word = next((word for word in kinds if sent.get(word, "").isdecimal()), None)
        if word is None:
            raise Http404
        evidence = get_object_or_404(kinds[word], pk=sent[word][:18], clause__indicator=indicator)
        self.object.drop(evidence, by=self.request.user)


class StandardJudge(ClausePage):
    """The reviewer judges."""

    verb = "judge"
    state = StandardState.SELF_SCORED
    form_class = JudgeForm
    url_name = "standard_judge"

    @property
    def heading(self):
        """What this page is for."""
        return _("Review clause by clause")

    @staticmethod
    def is_left(line):
        """Whether the reviewer still has something to do here."""
        return line.is_answered and not line.is_reviewed

    @staticmethod
    def initial(line):
        """The judgement, else the branch's own answer to start from."""
        score = line.score
        if score is None:
            return {"version": 0}
        points = score.points if score.points is not None else score.self_points
        happened = score.happened if score.happened is not None else score.self_happened
        return {
            "points": plain(points),
            "happened": {True: "yes", False: "no"}.get(happened, ""),
            "reason": score.reason,
            "version": score.version,
        }

    def keep(self, indicator, form):
        facts = form.cleaned_data
        points, happened = facts.get("points"), facts.get("happened")
        self.object.judge(
            indicator,
            by=self.request.user,
            points=points,
            happened=happened,
            reason=facts["reason"],
            version=facts["version"],
        )

    @staticmethod
    def both(score, typed):
        """(field, what another reviewer has found, what was typed here) of what both may have judged."""
        if "happened" in typed:
            yield "happened", yes_no(score.happened), yes_no(typed["happened"])
        else:
            yield "points", plain(score.points), plain(typed["points"])
        yield "reason", score.reason, typed["reason"]

    def post(self, request, **kwargs):
        """One clause, or all of a group that are accepted as they were answered."""
        if "accept" not in request.POST:
            return super().post(request, **kwargs)
        groups = {group.code: lines for group, lines in grouped(self.object.lines())}
        lines = groups.get(request.POST["accept"])
        if not lines:
            raise Http404
        try:
            self.object.accept([line.indicator for line in lines], by=request.user)
        except Refused as fault:
            messages.error(request, str(fault))
        return HttpResponseRedirect(f"{reverse(self.url_name, args=[self.object.pk])}?group={request.POST['accept']}")


class ClausePhotoView(PhotoView):
    """One photo given as evidence."""

    model = ClausePhoto
