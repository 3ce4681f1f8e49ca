"""Run as a module: what stands in the database after phones have sent their forms."""

import json

import django


def report():
    """Numbers of records and photos, and how many stand twice."""
    from portal.models import Submission, WaitingPhoto
    from volunteers.models import Activity, ActivityPhoto, Finding, Hazard, HazardPhoto, Inspection

    return {
        "activities": Activity.objects.count(),
        "activity_photos": ActivityPhoto.objects.count(),
        "hazards": Hazard.objects.count(),
        "descriptions": Hazard.objects.values("description").distinct().count(),
        "numbers": Hazard.objects.values("number").distinct().count(),
        "hazard_photos": HazardPhoto.objects.count(),
        "visits_held": Inspection.objects.filter(state="held").count(),
        "findings": Finding.objects.count(),
        "submissions": Submission.objects.exclude(url="").count(),
        "waiting": WaitingPhoto.objects.count(),
    }


if __name__ == "__main__":
    django.setup()
    print(json.dumps(report()))
