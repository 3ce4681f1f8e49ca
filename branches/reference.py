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


class DraftPolicy(ReferencePolicy):
    """A catalogue in editions: written by whoever `keepers` name beside the administrators, and only while a draft.

    `is_draft` tells of an instance whether it, or the edition it belongs to, may still change.
    """

    def __init__(self, model, *, keepers, is_draft, only_copies=False):
        super().__init__(model)
        self.keepers, self.is_draft, self.only_copies = REFERENCE["edit"] | keepers, is_draft, only_copies

    def user_has_permission(self, user, action):
        """The same roles for every action; where `only_copies`, nobody begins a new one from nothing."""
        may_begin = action != "add" or not self.only_copies
        return user.is_active and may_begin and bool(self.keepers & user.roles)

    def user_has_permission_for_instance(self, user, action, instance):
        """What has been published is looked at on the desk."""
        return self.user_has_permission(user, action) and self.is_draft(instance)
