"""What must happen by the clock, in one command run every few minutes; it records that it ran."""

import time

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone

from branches.middleware import align_cms_groups
from branches.models import Deliberation, MaterialPhoto, OrganisationalChange, RectificationEvidence
from portal.models import ClockRun, Submission, User, WaitingPhoto
from portal.reminders import run_all
from portal.roll_ups import roll_ups
from volunteers.models import ActivityPhoto, Campaign, HazardPhoto, SelfCheckPhoto

# Sent forms are remembered for as long as an open page could send them again.
SUBMISSION_DAYS = 90
# Photos whose form never came: the phone sends them again if it comes after all.
WAITING_DAYS = 14
RUN_DAYS = 30


def publish():
    """Publish and withdraw what is due."""
    call_command("publish_scheduled", verbosity=0)


def align_groups():
    """Take the CMS away from people whose appointment has ended, and give it to those whose has begun."""
    for user in User.objects.filter(is_active=True):
        align_cms_groups(user)


def apply_changes():
    """Carry out the organisational changes whose day has come."""
    OrganisationalChange.apply_due()
    Deliberation.settle_due()


def issue_self_checks():
    """Issue the self-checks of the windows that have opened."""
    Campaign.issue_due()


def remind():
    """Make reminders of what is due, and take away those of what has been done."""
    run_all(timezone.localdate())


def sweep():
    """Delete picture files that no record names any more."""
    HazardPhoto.sweep()
    ActivityPhoto.sweep()
    SelfCheckPhoto.sweep()
    MaterialPhoto.sweep()
    RectificationEvidence.sweep()


def forget():
    """Delete what has served: old forms, photos whose form never came, sessions, clock runs."""
    now = timezone.now()
    Submission.objects.filter(sent_at__lt=now - timezone.timedelta(days=SUBMISSION_DAYS)).delete()
    WaitingPhoto.discard(WaitingPhoto.objects.filter(received_at__lt=now - timezone.timedelta(days=WAITING_DAYS)))
    ClockRun.objects.filter(started_at__lt=now - timezone.timedelta(days=RUN_DAYS)).delete()
    call_command("clearsessions", verbosity=0)


def fold():
    """Add up what the connections of the past have kept apart in the roll-ups."""
    for roll_up in roll_ups():
        roll_up.fold()


DUTIES = (publish, align_groups, apply_changes, issue_self_checks)
# Once a day, with the day's first run.
DAILY = (remind, sweep, forget, fold)


class Command(BaseCommand):
    help = "Do what is due by the clock: once, or every --every seconds until stopped."

    def add_arguments(self, parser):
        parser.add_argument("--every", type=int, default=0, help="seconds between runs; 0 runs once")

    def handle(self, *, every, **options):
        while True:
            self.run()
            if not every:
                return
            close_old_connections()
            time.sleep(every)

    def run(self):
        """One run; a duty that fails is recorded and does not keep the others from being done."""
        today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        is_first = not ClockRun.objects.filter(started_at__gte=today).exists()
        run = ClockRun.objects.create()
        failures = []
        for duty in (*DUTIES, *(DAILY if is_first else ())):
            try:
                duty()
            except Exception as error:
                # Whatever failed must not stop the rest, and must be seen: it is kept in the run and shown on the desk.
                failures.append(f"{duty.__name__}: {error!r}")
                self.stderr.write(failures[-1])
        run.failure = "\n".join(failures)
        run.finished_at = timezone.now()
        run.save()
