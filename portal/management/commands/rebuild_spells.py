"""Write the registry of past days anew, from the organisations and every change ever entered."""

from django.core.management.base import BaseCommand
from django.db import transaction

from branches.models import OrganisationSpell


class Command(BaseCommand):
    help = "Derive the registry of past days anew from the organisations and their changes; nothing else is changed."

    def handle(self, **options):
        with transaction.atomic():
            count = OrganisationSpell.rebuild()
        self.stdout.write(f"{count} spells of organisations.")
