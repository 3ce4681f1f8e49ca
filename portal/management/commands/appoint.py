"""Appoint somebody on the command line: how the first administrator comes about."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from branches.choices import OrganisationKind, Role
from branches.models import Appointment, Organisation
from branches.permissions import PLACES
from portal.cells import key
from portal.models import User
from portal.states import Refused


class Command(BaseCommand):
    help = "Appoint LOGIN to ROLE at the working committee (made if there is none), or at the organisation --at NAME."

    def add_arguments(self, parser):
        parser.add_argument("login")
        parser.add_argument("role", choices=[role.value for role in Role if PLACES[role] == "organisation"])
        parser.add_argument("--at", default="", help="name of an organisation in force; the tree's root if left out")

    def handle(self, *, login, role, at, **options):
        user = User.objects.filter(username=login).first()
        if user is None:
            raise CommandError(f"There is no account {login}. Make one with: manage.py createsuperuser")
        try:
            Appointment.appoint(user, role, self.place(at), by=None)
        except (Refused, ValidationError) as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{user} is now {Role(role).label}.")

    @staticmethod
    def place(name):
        """The organisation named, or the root."""
        if name:
            found = Organisation.objects.filter(name_key=key(name)).first()
            if found is None:
                raise CommandError(f"There is no organisation {name}.")
            return found
        root = Organisation.objects.filter(kind=OrganisationKind.OFFICE).first()
        office = "党工委"
        if root is None:
            root = Organisation.add_root(name=office, name_key=key(office), kind=OrganisationKind.OFFICE)
            root.registered(root.created_at)
        return root
