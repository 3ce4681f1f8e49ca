"""Certificates of service: asked for, printed, withdrawn, and checked by whoever holds the paper."""

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.generic import View

from portal.documents import pdf_available
from portal.generic.details import DetailView, Panel
from portal.generic.edits import EditView
from portal.generic.lists import ListView
from portal.generic.papers import PaperView
from portal.generic.transitions import TransitionView
from portal.throttles import too_often
from volunteers.certificate_papers import certificate_paper
from volunteers.filters.certificates import CertificateFilter
from volunteers.forms.certificates import CertificateForm, WithdrawForm
from volunteers.models import ServiceCertificate
from volunteers.tables.certificates import CertificateTable, ServiceTable

# Whoever checks papers checks some; whoever tries addresses tries thousands.
MOST_CHECKS, WINDOW = 120, 3600


class CertificateList(ListView):
    """Certificates issued, the newest first; everybody sees the own ones."""

    model = ServiceCertificate
    table_class = CertificateTable
    filterset_class = CertificateFilter
    related = ("task_force", "organisation")
    order = ("-issued_at", "-pk")
    add_url = "certificate_add"
    add_label = gettext_lazy("Certify service")
    empty_text = gettext_lazy("No certificate yet. Everybody may have the own confirmed service certified.")


class CertificateDetail(DetailView):
    """A certificate as it was issued."""

    model = ServiceCertificate
    related = ("task_force", "organisation", "issued_by", "withdrawn_by")
    url_prefix = "certificate"
    field_groups = (
        (
            gettext_lazy("Facts"),
            ("name", "task_force", "start", "end", "hours", "organisation", "answers_for", "issued_by", "issued_at"),
        ),
    )

    def badge(self):
        is_genuine = self.object.withdrawn_at is None
        return {"text": _("genuine") if is_genuine else _("withdrawn"), "tone": "done" if is_genuine else "late"}

    def subheading(self):
        return self.object.withdrawn_reason

    def actions(self):
        buttons, pk = [], self.object.pk
        if self.granted("export") and self.object.withdrawn_at is None:
            forms = [("docx", _("Word"))] + ([("pdf", _("PDF"))] if pdf_available() else [])
            for form, label in forms:
                url = reverse("certificate_paper", args=[pk, form])
                buttons.append({"label": label, "url": url, "tone": "default"})
        if self.granted("withdraw") and self.object.withdrawn_at is None:
            url = reverse("certificate_withdraw", args=[pk])
            buttons.append({"label": pgettext("certificate", "Withdraw"), "url": url, "tone": "danger"})
        return buttons

    def panels(self):
        return [Panel(_("Services"), "generic/_related.html", {"table": ServiceTable(self.object.services())})]


class CertificateIssue(EditView):
    """Having service certified: one's own, or that of people whose record one keeps."""

    model = ServiceCertificate
    form_class = CertificateForm
    add_heading = gettext_lazy("Certify service")

    def dispatch(self, request, *args, **kwargs):
        # Open to everybody who signs in: whose service may be certified is what the form offers.
        self.object = None
        return LoginRequiredMixin.dispatch(self, request, *args, **kwargs)

    def initial(self):
        return {"initial": {"who": self.request.GET.get("who", "")}}

    def save(self, form):
        facts = form.cleaned_data
        _label, task_force, person = form.people[facts["who"]]
        by = self.request.user
        return ServiceCertificate.issue(task_force, by=by, start=facts["start"], end=facts["end"], **person)


class CertificatePaper(PaperView):
    """The certificate as Word or PDF."""

    model = ServiceCertificate
    related = ("task_force", "organisation", "issued_by")

    def paper(self):
        address = reverse("certificate_check", args=[self.object.token])
        return certificate_paper(self.object, self.request.build_absolute_uri(address))


class CertificateWithdraw(TransitionView):
    """A certificate was wrong."""

    model = ServiceCertificate
    verb = "withdraw"
    form_class = WithdrawForm
    label = pgettext_lazy("certificate", "Withdraw")
    tone = "danger"

    def is_open(self):
        return self.object.withdrawn_at is None


@method_decorator(never_cache, name="dispatch")
class CertificateCheck(View):
    """Whether a paper is genuine, for whoever holds it: number, period, hours and the masked name, nothing else."""

    def get(self, request, token):
        if too_often("certificate", request, most=MOST_CHECKS, seconds=WINDOW):
            text = _("Too many at once from this network. Please come back in an hour.")
            return HttpResponse(text, status=429, content_type="text/plain; charset=utf-8")
        # The one public look: the unguessable address on the paper stands for the right to ask.
        found = ServiceCertificate.at_address(token)
        response = render(
            request, "volunteers/certificate_check.html", {"certificate": found}, status=200 if found else 404
        )
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Robots-Tag"] = "noindex"
        return response
