"""Whether the portal works, for probes: the database answers, the clock runs, the disk can be written."""

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpResponseForbidden, JsonResponse
from django.views.decorators.cache import never_cache
from django_prometheus.exports import ExportToDjangoView

from portal.models import ClockRun


@never_cache
def healthz(request):
    """200 with {"database", "clock"}; 503 where the database does not answer. A late clock is said, not fatal."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        late = ClockRun.is_late()
    except DatabaseError:
        return JsonResponse({"database": "down"}, status=503)
    return JsonResponse({"database": "ok", "clock": "late" if late else "ok"})


def metrics(request):
    """Counters for Prometheus, to callers that hold METRICS_TOKEN; closed where none is set."""
    token = settings.METRICS_TOKEN
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not token or given != token:
        return HttpResponseForbidden()
    return ExportToDjangoView(request)
