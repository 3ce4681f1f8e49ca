"""Compare the roll-ups behind the standard tallies with the rows, or make them anew."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from portal.roll_ups import roll_ups


class Command(BaseCommand):
    """The database keeps them in step; a difference means that somebody wrote past its triggers."""

    help = "Compare the roll-ups with the rows and name every cell that differs (exit code 1), or make them anew."

    def add_arguments(self, parser):
        deed = parser.add_mutually_exclusive_group()
        deed.add_argument("--check", action="store_true", help="compare only; this is done unless told otherwise")
        deed.add_argument("--rebuild", action="store_true", help="say what differs, then make all cells anew")

    def handle(self, *, rebuild, **options):
        differing = 0
        for roll_up in roll_ups():
            found = roll_up.differences()
            for one in found:
                self.stdout.write(in_words(one))
            if not roll_up.is_installed():
                self.stdout.write(_("%(roll_up)s: not kept by the database") % {"roll_up": roll_up._meta.verbose_name})
            differing += len(found) + (not roll_up.is_installed())
            if rebuild:
                roll_up.install(anew=True)
        if rebuild:
            self.stdout.write(_("Made anew: %(count)s roll-ups.") % {"count": len(roll_ups())})
        elif differing:
            raise CommandError(_("The roll-ups differ from the rows. Run manage.py roll_ups --rebuild."))
        else:
            self.stdout.write(_("The roll-ups say what the rows say."))


def in_words(difference):
    """One cell: where it lies, what it says, what the rows say."""
    meta = difference.roll_up._meta
    names = {field.column: str(field.verbose_name) for field in meta.local_concrete_fields}
    keys = ", ".join(f"{names[column]} {value}" for column, value in difference.keys.items())
    sums = ", ".join(
        f"{names[column]} {kept} → {difference.rows[column]}"
        for column, kept in difference.kept.items()
        if kept != difference.rows[column]
    )
    return f"{meta.verbose_name}: {keys}: {sums}"
