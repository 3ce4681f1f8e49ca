"""Task forces, what they do and what they find."""

from volunteers.models.activities import Activity, ActivityKind, ActivityPhoto, Attendance
from volunteers.models.hazards import Hazard, HazardCategory, HazardPhoto
from volunteers.models.task_forces import TaskForce, TaskForcePost

__all__ = [
    "Activity",
    "ActivityKind",
    "ActivityPhoto",
    "Attendance",
    "Hazard",
    "HazardCategory",
    "HazardPhoto",
    "TaskForce",
    "TaskForcePost",
]
