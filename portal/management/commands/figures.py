"""Print every figure with its definition, as of a day."""

import json

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portal.figures import Asked, all_figures


class Command(BaseCommand):
    help = "Print every figure as of a day: key, value, definition. --json for machines."

    def add_arguments(self, parser):
        parser.add_argument("--as-of", default="", help="the day, as 2026-11-22; today if left out")
        parser.add_argument("--json", action="store_true", help="a list of objects instead of lines")
        parser.add_argument("--language", default="zh-hans", help="zh-hans or en")

    def handle(self, *, as_of, language, **options):
        try:
            day = timezone.datetime.strptime(as_of, "%Y-%m-%d").date() if as_of else timezone.localdate()
        except ValueError:
            raise CommandError(_("“%(day)s” is no day. Write it as 2026-11-22.") % {"day": as_of}) from None
        with translation.override(language):
            answers = [one.answer(Asked(day)) for one in all_figures()]
            if options["json"]:
                rows = [answer.as_dict() for answer in answers]
                self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1))
                return
            for answer in answers:
                unit = "" if answer.figure.unit_code == "share" else f" {answer.figure.unit}"
                self.stdout.write(f"{answer.figure.key:32} {answer.text}{unit}")
                self.stdout.write(f"    {answer.figure.name}: {answer.figure.definition}")
