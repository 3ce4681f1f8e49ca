"""Questions about enterprises: who answers for them, and what their risk profile still lacks."""

from django.db.models import Exists, OuterRef, Q

from branches.choices import Gap, Role
from branches.models.appointments import Appointment
from branches.scoping import ScopedQuerySet

# Who answers for an enterprise: (the role, where it is held as seen from the enterprise, the name in the register).
HELD = {
    Gap.GRID_WORKER: (Role.GRID_WORKER, "grid", "grid_worker_name"),
    Gap.GRID_HEAD: (Role.GRID_HEAD, "grid", ""),
    Gap.LINKED_CADRE: (Role.LINKED_CADRE, "enterprise", "linked_cadre_name"),
    Gap.SECTOR_LEADER: (Role.SECTOR_LEADER, "sector", ""),
    Gap.SAFETY_OFFICER: (Role.SAFETY_OFFICER, "enterprise", "safety_officer_name"),
}
ANSWERABLE = [role for role, _place, _name in HELD.values()] + [Role.EXPERT]


class EnterpriseQuerySet(ScopedQuerySet):
    """Questions about enterprises."""

    def lacking(self, gap, day=None):
        """Those whose profile lacks `gap` on `day` (today if not given).

        Somebody answers for an enterprise where an appointment is in force, or where the register names somebody
        without an account.
        """
        if gap in HELD:
            return self.filter(self._unanswered(gap, day))
        if gap == Gap.PROCESSES:
            return self.exclude(Exists(self.model.processes.through.objects.filter(enterprise=OuterRef("pk"))))
        if gap == Gap.DORMITORY:
            return self.filter(has_dormitory=None)
        return self.filter(**{f"{gap}__isnull": True})

    @staticmethod
    def _unanswered(gap, day):
        role, place, name = HELD[gap]
        own = "pk" if place == "enterprise" else f"{place}_id"
        held = Appointment.objects.in_force(day).filter(role=role, **{place: OuterRef(own)})
        found = ~Q(Exists(held))
        return found & Q(**{name: ""}) if name else found

    def gaps(self, day=None):
        """[(gap, how many enterprises lack it)] in the order of their declaration."""
        return [(gap, self.lacking(gap, day).count()) for gap in Gap]
