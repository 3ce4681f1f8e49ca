"""Pages of the people: accounts, made and closed by the system administrator, who appoints nobody."""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.generic import View
from wagtail.models import ModelLogEntry

from branches.filters.people import PersonFilter
from branches.forms.people import PersonForm
from branches.models import Appointment, Person
from branches.scoping import may
from branches.tables.people import HoldingTable, PersonTable
from portal.generic.details import DetailView, Panel, timeline_line
from portal.generic.edits import EditView
from portal.generic.lists import ListView
from portal.models import User
from portal.states import Refused

SIGN_INS = ("portal.sign_in", "portal.sign_in_failed", "portal.sign_out", "portal.password")
SIGN_INS_SHOWN = 20


class PersonList(ListView):
    """The people with an account."""

    model = Person
    table_class = PersonTable
    filterset_class = PersonFilter
    order = ("username",)
    add_url = "person_add"
    add_label = gettext_lazy("New account")
    saved_filters = (
        (gettext_lazy("All"), {}),
        (gettext_lazy("Without a role"), {"role": "none", "is_active": "true"}),
        (gettext_lazy("Closed accounts"), {"is_active": "false"}),
    )

    def get_queryset(self):
        return super().get_queryset().with_roles()


class PersonDetail(DetailView):
    """A person: the account, what is held and was held, and the sign-ins."""

    model = Person
    url_prefix = "person"
    edit_url = "person_edit"
    masked = ("phone",)
    field_groups = ((gettext_lazy("Account"), ("name", "username", "phone", "language", "last_login", "date_joined")),)

    def list_url(self):
        return reverse("people")

    def badge(self):
        return {"text": _("in use"), "tone": "done"} if self.object.is_active else {"text": _("shut"), "tone": "quiet"}

    def actions(self):
        buttons = super().actions()
        person = self.object
        if person.is_active and may(self.request.user, Appointment, "add"):
            url = f"{reverse('appointment_add')}?user={person.pk}"
            buttons.insert(0, {"label": _("Appoint"), "url": url, "tone": "primary"})
        if person.pk == self.request.user.pk:
            buttons.append({"label": _("Calendar address"), "url": reverse("calendar_address"), "tone": "default"})
        if self.granted("edit"):
            deeds = [PersonPassword, PersonDeactivate if person.is_active else PersonActivate]
            buttons += [
                {"label": deed.heading, "url": reverse(deed.url_name, args=[person.pk]), "tone": "default"}
                for deed in deeds
            ]
        return buttons

    def panels(self):
        holdings = self.holdings()
        context = {
            "table": HoldingTable(holdings, ends=self.ends),
            "empty_text": _("No appointment yet. The security administrator appoints."),
        }
        yield Panel(_("Appointments"), "generic/_related.html", context)
        if self.object.pk == self.request.user.pk or self.granted("edit"):
            yield self.sign_ins()

    def holdings(self):
        """Appointments and posts in task forces that this viewer may see, those still held first."""
        viewer = self.request.user
        places = ("organisation", "grid", "sector", "enterprise")
        appointments = Appointment.objects.visible_to(viewer).filter(user=self.object).select_related(*places)
        self.endable = set(Appointment.objects.allowing(viewer, "end").in_force().values_list("pk", flat=True))
        posts = self.object.posts.visible_to(viewer).select_related("task_force")
        return sorted([*appointments, *posts], key=lambda held: (held.end is None, held.start), reverse=True)

    def ends(self, holding):
        """The address that ends the appointment, for whoever may do so."""
        if isinstance(holding, Appointment) and holding.end is None and holding.pk in self.endable:
            return reverse("appointment_end", args=[holding.pk])
        return ""

    def sign_ins(self):
        """The latest sign-ins; they are logged on the account itself."""
        entries = ModelLogEntry.objects.for_instance(User(pk=self.object.pk)).filter(action__in=SIGN_INS)
        lines = [timeline_line(entry, User) for entry in entries.select_related("user")[:SIGN_INS_SHOWN]]
        return Panel(_("Sign-ins"), "generic/_timeline.html", {"entries": lines})


class PersonEdit(EditView):
    """Change an account; a new one gets a password that is shown once."""

    model = Person
    form_class = PersonForm
    masked = ("phone",)
    add_heading = gettext_lazy("New account")

    def before_save(self, record, form):
        self.password = None if self.object else record.new_password()

    def answer(self, record):
        return show_password(self.request, record, self.password) if self.password else super().answer(record)


@never_cache
def show_password(request, person, password):
    """The page that shows a new password, once: the answer to the form itself, kept nowhere."""
    return render(request, "branches/password.html", {"person": person, "password": password})


class PersonDeed(LoginRequiredMixin, View):
    """One deed on an account after one question; subclasses name the words and do the deed."""

    url_name = heading = question = text = ""
    danger = False

    def dispatch(self, request, *args, pk, **kwargs):
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        self.object = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
        if not Person.objects.allowing(request.user, "edit").filter(pk=pk).exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request):
        context = {
            "heading": self.heading,
            "question": self.question % {"name": self.object},
            "text": self.text,
            "submit_label": self.heading,
            "cancel_url": self.object.get_absolute_url(),
            "danger": self.danger,
        }
        return render(request, "generic/confirm.html", context)

    def post(self, request):
        try:
            return self.deed() or HttpResponseRedirect(self.object.get_absolute_url())
        except Refused as refusal:
            messages.error(request, str(refusal))
            return HttpResponseRedirect(self.object.get_absolute_url())


class PersonPassword(PersonDeed):
    """Give the account a new password and show it once."""

    url_name = "person_password"
    heading = gettext_lazy("New password")
    question = gettext_lazy("Give %(name)s a new password?")
    text = gettext_lazy("It is shown once. The old one stops working at once, also where the person is signed in now.")

    def deed(self):
        return show_password(self.request, self.object, self.object.reset_password(by=self.request.user))


class PersonDeactivate(PersonDeed):
    """Close an account."""

    url_name = "person_deactivate"
    heading = gettext_lazy("Close account")
    question = gettext_lazy("Close the account of %(name)s?")
    text = gettext_lazy("The person cannot sign in any more. Everything done stays on record under this name.")
    danger = True

    def deed(self):
        self.object.deactivate(by=self.request.user)
        messages.success(self.request, _("The account is closed."))


class PersonActivate(PersonDeed):
    """Open a closed account again."""

    url_name = "person_activate"
    heading = gettext_lazy("Open account")
    question = gettext_lazy("Open the account of %(name)s again?")

    def deed(self):
        self.object.activate(by=self.request.user)
        messages.success(self.request, _("The account is open."))
