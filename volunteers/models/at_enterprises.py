"""Questions about what happens at enterprises, asked of activities and hazards alike."""

from branches.scoping import ScopedQuerySet


class AtEnterprises(ScopedQuerySet):
    """Records with an `enterprise`."""

    def at_process(self):
        """At enterprises that run any dangerous process."""
        enterprises = self.model._meta.get_field("enterprise").related_model
        marks = enterprises.processes.through
        return self.filter(enterprise__in=marks._base_manager.values("enterprise"))

    def at_no_process(self):
        """At enterprises that run none, or at no enterprise."""
        return self.exclude(pk__in=self.at_process().values("pk"))
