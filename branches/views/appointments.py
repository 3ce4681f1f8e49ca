"""Pages of the appointments: given and ended by the security administrator, who makes no accounts."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from branches.filters.people import AppointmentFilter
from branches.forms.people import AppointmentForm, EndForm
from branches.middleware import align_cms_groups
from branches.models import Appointment
from branches.tables.people import AppointmentTable
from portal.generic.edits import EditView
from portal.generic.lists import ListView
from portal.generic.transitions import TransitionView
from portal.states import Refused, WrongState


class AppointmentList(ListView):
    """Who is and was appointed to what."""

    model = Appointment
    table_class = AppointmentTable
    filterset_class = AppointmentFilter
    related = ("user", "organisation", "grid", "sector", "enterprise")
    add_url = "appointment_add"
    add_label = gettext_lazy("Appoint")
    saved_filters = (
        (gettext_lazy("All"), {}),
        (pgettext_lazy("appointment", "In force"), {"in_force": "true"}),
        (gettext_lazy("Not in force"), {"in_force": "false"}),
    )


class AppointmentAdd(EditView):
    """Appoint somebody."""

    model = Appointment
    form_class = AppointmentForm
    add_heading = gettext_lazy("New appointment")

    def initial(self):
        typed = {name: value[:200] for name, value in self.request.GET.items() if name in self.form_class.base_fields}
        return {"initial": {name: value for name, value in typed.items() if value}}

    def save(self, form):
        facts = form.cleaned_data
        appointment = Appointment.appoint(
            facts["user"], facts["role"], form.place, by=self.request.user, start=facts["start"], end=facts["end"]
        )
        if not Appointment.objects.allowing(self.request.user, "add").filter(pk=appointment.pk).exists():
            raise Refused(_("This place is out of your reach. Choose a place that is yours."))
        align(appointment)
        return appointment


class AppointmentEnd(TransitionView):
    """Let an appointment end with a last day."""

    model = Appointment
    verb = "end"
    form_class = EndForm
    label = gettext_lazy("End the appointment")
    tone = "danger"

    def is_open(self):
        return self.object.end is None

    def act(self, form):
        if self.object.locked().end is not None:
            raise WrongState(self.verb)
        self.object.end_on(form.cleaned_data["day"], by=self.request.user)
        align(self.object)


def align(appointment):
    """Give the person today's rights in the CMS, no more and no less."""
    # The person in hand may remember the roles of before.
    appointment.refresh_from_db()
    align_cms_groups(appointment.user)
