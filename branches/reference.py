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
    """A catalogue in versions, or a part of one: written by `keepers`, and only while its version is a draft."""

    def __init__(self, model, *, keepers, only_copies=False):
        super().__init__(model)
        self.keepers, self.only_copies = keepers, only_copies

    def user_has_permission(self, user, action):
        """The same roles for every action; where `only_copies`, nobody begins a new one from nothing."""
        may_begin = action != "add" or not self.only_copies
        return user.is_active and may_begin and bool(self.keepers & user.roles)

    def user_has_permission_for_instance(self, user, action, instance):
        """A published version is for reading."""
        return self.user_has_permission(user, action) and (action == "view" or instance.version_of.is_draft)

    def user_has_any_permission_for_instance(self, user, actions, instance):
        """Any of the actions."""
        return any(self.user_has_permission_for_instance(user, action, instance) for action in actions)
