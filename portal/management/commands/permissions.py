"""Print the grants as docs/permissions.md: who may do what, model by model, from the code that decides it."""

from django.apps import apps
from django.core.management.base import BaseCommand
from django.utils import translation

from branches.choices import OWN, Role
from branches.permissions import PLACES

INTRODUCTION = """# Who may do what

Printed from the code by `make docs`; a test keeps it current. A role is held by an appointment, from one day to
another, at a place: an organisation (reaching everything below it), a grid, an enterprise or a task force. A row that
no office of yours reaches does not exist for you (404); a verb that is not granted on a row you may see is refused
(403). "own" means the persons whom the row itself names, such as a hazard's finder.

| Role | Held at |
|---|---|
"""


def granted_models():
    """Every model with grants, in the order of the apps, one name each."""
    seen = set()
    for model in apps.get_models(include_auto_created=False):
        grants = getattr(model, "grants", None)
        if grants is not None and id(grants) not in seen:
            seen.add(id(grants))
            yield model, grants


def document():
    """The whole page as text, in English."""
    with translation.override("en"):
        return written()


def written():
    """The page in the language in force."""
    lines = [INTRODUCTION.rstrip()]
    lines += [f"| {role.label} | {PLACES[role].replace('_', ' ')} |" for role in Role]
    for model, grants in granted_models():
        lines += ["", f"## {str(model._meta.verbose_name).capitalize()}", "", "| Verb | Roles |", "|---|---|"]
        for verb, roles in grants.items():
            names = [str(role.label) for role in Role if role in roles] + (["own"] if OWN in roles else [])
            lines.append(f"| {verb.replace('_', ' ')} | {', '.join(names)} |")
    return "\n".join(lines) + "\n"


class Command(BaseCommand):
    help = "Print docs/permissions.md."

    def handle(self, **options):
        self.stdout.write(document(), ending="")
