"""What an appointment opens in the CMS: the groups of the roles held today, and no others."""

from django.contrib.auth.models import Group

from branches.permissions import CMS_GROUPS


def align_cms_groups(user):
    """Make the user's CMS groups equal to what the appointments in force today bring.

    Called where somebody enters the CMS and by the clock, so that a right ends with the day of its appointment.
    """
    wanted = {CMS_GROUPS[role] for role in user.roles if role in CMS_GROUPS}
    if set(user.groups.values_list("name", flat=True)) != wanted:
        user.groups.set(Group.objects.filter(name__in=wanted))


class OfficeMiddleware:
    """Aligns the CMS groups of whoever enters the CMS."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path.startswith("/cms/") and request.user.is_authenticated:
            align_cms_groups(request.user)
        return self.get_response(request)
