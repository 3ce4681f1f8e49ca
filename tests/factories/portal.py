"""People for the tests: accounts, and the appointments from which their rights follow."""

from itertools import count

from branches.models import Appointment
from portal.models import User
from volunteers.models import TaskForcePost

numbers = count(1)
PASSWORD = "a long enough pass-word 7"


def make_user(username="", *, name="", **fields):
    """An account without any appointment."""
    number = next(numbers)
    username = username or f"person{number}"
    return User.objects.create_user(username, password=PASSWORD, name=name or f"范{number}", **fields)


def appoint(user, role, place, **fields):
    """Appoint `user` at an organisation, grid, enterprise or task force, by the verbs of the models."""
    model = TaskForcePost if place._meta.model_name == "taskforce" else Appointment
    model.appoint(user, role, place, by=None, **fields)
    for cached in ("offices", "roles"):
        user.__dict__.pop(cached, None)
    return user
