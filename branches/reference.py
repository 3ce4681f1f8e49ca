"""Who keeps the reference data in the CMS: decided by appointments, like everything else, not by group permissions."""

from wagtail.permission_policies import ModelPermissionPolicy

from branches.permissions import REFERENCE


class ReferencePolicy(ModelPermissionPolicy):
    """Adding, changing and removing rows of a model of reference data in the CMS."""

    def user_has_permission(self, user, action):
        """The same roles for every action."""
        return user.is_active and bool(REFERENCE["edit"] & user.roles)

    def user_has_any_permission(self, user, actions):
        """As for a single action."""
        return self.user_has_permission(user, "change")

    def user_has_permission_for_instance(self, user, action, instance):
        """Every row alike."""
        return self.user_has_permission(user, action)
