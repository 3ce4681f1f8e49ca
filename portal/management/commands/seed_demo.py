"""The demonstration zone: 86 organisations, 150 enterprises, ten months of work, a public site, one login per role."""

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.utils import timezone, translation

from branches.models import Organisation
from portal.demo.activities import make_activities
from portal.demo.album import Album
from portal.demo.asks import make_requests
from portal.demo.assessments import make_assessments
from portal.demo.campaigns import make_campaign
from portal.demo.hazard_sequels import make_sequels
from portal.demo.hazards import make_hazards
from portal.demo.honours import make_honours
from portal.demo.inspections import give_clause_examples, make_inspections, name_lessons
from portal.demo.meetings import make_meetings
from portal.demo.members import make_members
from portal.demo.papers import bring_out_all
from portal.demo.people import LOGINS, PASSWORD
from portal.demo.plans import make_plans
from portal.demo.scenes import Studio
from portal.demo.sites import make_sites
from portal.demo.standards import make_cycles
from portal.demo.tallies import make_tallies
from portal.demo.timelines import tell_assessments
from portal.demo.training import make_training
from portal.demo.zone import make_zone
from portal.models import ClockRun, User
from portal.reminders import run_all


def build(today):
    """The whole zone, or nothing."""
    # The log keeps words of the portal's language, whatever that of the terminal.
    with translation.override("zh-hans"), transaction.atomic(), Studio() as studio:
        zone, album = make_zone(today), Album(studio)
        make_activities(zone, album)
        make_plans(zone)
        make_hazards(zone, album)
        make_sequels(zone)
        make_inspections(zone)
        give_clause_examples(zone, album)
        make_sites(zone, album)
        make_assessments(zone)
        tell_assessments(zone, album)
        make_members(zone)
        make_meetings(zone, album)
        make_cycles(zone, album)
        make_honours(zone)
        zone.diary.write()
        bring_out_all(zone, studio)
        name_lessons(zone)
        make_training(zone)
        make_campaign(zone)
        make_requests(zone)
        zone.diary.write()
        make_tallies(zone)
        run_all(today)
        now = timezone.now()
        ClockRun.objects.create(started_at=now, finished_at=now)
    return zone


class Command(BaseCommand):
    """`manage.py seed_demo` on an empty database; `seed_demo --show-logins` says who may be tried."""

    help = "Fill an empty database with an invented zone; --show-logins prints one account per role."

    def add_arguments(self, parser):
        parser.add_argument(
            "--show-logins", action="store_true", help="print the demonstration accounts, if there are any, and stop"
        )

    def handle(self, *, show_logins, verbosity, **options):
        if Organisation._meta.db_table not in connection.introspection.table_names():
            raise CommandError("This database has no tables yet. Run migrate first.")
        if show_logins:
            self.show_logins()
            return
        if Organisation.objects.exists():
            raise CommandError(
                "This database holds organisations already. The demonstration zone goes into an empty one only: "
                "name another in DATABASE_URL."
            )
        if User.objects.filter(username__in=[username for username, _title, _name in LOGINS]).exists():
            raise CommandError("This database holds accounts of the demonstration zone's names. Use an empty one.")
        build(timezone.localdate())
        if verbosity:
            self.stdout.write("The demonstration zone is ready.")
            self.show_logins()

    def show_logins(self):
        """One line per role, as long as the accounts exist and their password is still the printed one."""
        users = {user.username: user for user in User.objects.filter(username__in=[login[0] for login in LOGINS])}
        first = users.get(LOGINS[0][0])
        if first is None or not first.check_password(PASSWORD):
            return
        self.stdout.write(f"Demonstration accounts, password {PASSWORD}:")
        for username, title, name in LOGINS:
            if username in users:
                self.stdout.write(f"  {username:<13}{name}　{title}")
