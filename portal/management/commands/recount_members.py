"""Count the members of every organisation with a roster anew, and say where the numbers had been wrong."""

from django.core.management.base import BaseCommand
from django.db import transaction

from branches.models import Roster


class Command(BaseCommand):
    """The verbs of the members keep the numbers; this rebuilds them after a repair by hand."""

    help = "Rebuild the numbers of members from the rosters; prints what differed."

    def handle(self, **options):
        with transaction.atomic():
            found = Roster.recount()
        for _pk, name, full, full_now, probationary, probationary_now in found:
            self.stdout.write(f"{name}: {full} → {full_now}, {probationary} → {probationary_now}")
        self.stdout.write(f"{len(found)} organisations corrected.")
