"""Form fields that several forms of this app share."""

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches.forms.cleaners import AnyDayField
from branches.models import Enterprise
from portal.choosers import RowField, RowInput
from volunteers.models import JudgementStandard, TaskForce
from volunteers.permissions import FINDS_ANYWHERE


class DeadlineField(AnyDayField):
    """A day by which something is due: today or later."""

    def clean(self, value):
        day = super().clean(value)
        if day and day < timezone.localdate():
            raise ValidationError(_("This day has passed. Choose today or a later day."), "past")
        return day


class EnterpriseInput(RowInput):
    """Suggests enterprises among those that the person may name in a report."""

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["suggest_url"] = reverse("nameable_enterprises")
        return context


def nameable_enterprises(user):
    """The enterprises that `user` may name: all for those who go everywhere, else those within reach."""
    if FINDS_ANYWHERE & user.roles:
        return Enterprise.objects.all()
    return Enterprise.objects.visible_to(user)


class EnterpriseField(RowField):
    """The enterprise at which something was found or done."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", _("Enterprise"))
        super().__init__(Enterprise, widget=EnterpriseInput(Enterprise), **kwargs)

    def rows(self):
        return nameable_enterprises(self.user) if self.user else Enterprise.objects.none()


class PartnerInput(RowInput):
    """Suggests all active task forces of the zone."""

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["suggest_url"] = reverse("nameable_task_forces")
        return context


def nameable_task_forces():
    """The task forces that can be named as partners: a joint activity may cross the branches."""
    return TaskForce.objects.in_force(timezone.localdate())


class PartnerField(RowField):
    """Another task force that took part."""

    def __init__(self, **kwargs):
        super().__init__(TaskForce, widget=PartnerInput(TaskForce), **kwargs)

    def rows(self):
        return nameable_task_forces()


class ClauseField(RowField):
    """The code of a clause in force, typed or chosen by word, process or trade; `kept` is what stood there before."""

    default_error_messages = {
        "unknown": _("“%(typed)s” is no clause of the catalogue. Type a code such as GM-11-3, or words of its text."),
        "several": _("“%(typed)s” stands for several: %(names)s. Choose one from the list."),
    }

    def __init__(self, *, kept="", **kwargs):
        self.kept = kept
        kwargs.setdefault("label", _("Clause"))
        kwargs.setdefault("required", False)
        super().__init__(JudgementStandard, **kwargs)

    def prepare_value(self, value):
        return value

    def rows(self):
        return JudgementStandard.objects.in_force()

    def clean(self, value):
        found = super().clean(value)
        return found.code if isinstance(found, JudgementStandard) else found or ""

    def resolve(self, typed):
        if typed == self.kept:
            return typed
        if found := self.rows().filter(code__iexact=typed).first():
            return found
        found = list(self.rows().worded(typed).in_order()[:6])
        if len(found) == 1:
            return found[0]
        code, names = ("several", "、".join(str(row) for row in found[:5])) if found else ("unknown", "")
        raise ValidationError(self.error_messages[code], code, {"typed": typed, "names": names})
