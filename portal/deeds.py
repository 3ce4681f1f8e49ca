"""Who did what, when: one line of the log for each deed."""

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.log_actions import get_active_log_context, registry

from portal.inserts import put

# What Wagtail notes beside: it concerns its pages.
NOTHING_ELSE = {"revision_id": None, "content_changed": False, "deleted": False}


def log(record, action, *, user=None, data=None):
    """Write a deed into the log, as Wagtail's `log` does, by one statement: the one way for all deeds of ours.

    Wagtail asks the database first whether the kind of record and the person exist; the foreign keys say so anyway.
    `user` is who does it, the acting person of the request if not given; nobody where the clock does it.
    """
    if record.pk is None:
        raise ValueError(f"{action} of a {record._meta.verbose_name} that is not in the database")
    if not registry.action_exists(action):
        raise ValueError(f"{action} is no deed that has a name")
    context = get_active_log_context()
    user = user or context.user
    facts = {
        "content_type_id": ContentType.objects.get_for_model(record, for_concrete_model=False).pk,
        "object_id": str(record.pk),
        "label": str(record) or f"{record._meta.object_name} {record.pk}",
        "action": action,
        "timestamp": timezone.now(),
        "data": data or {},
        "user_id": user.pk if user else None,
        "uuid": context.uuid,
    }
    put(registry.get_log_model_for_instance(record), NOTHING_ELSE | facts)
