"""Print every figure with its definition, for a place and a period, as of a day."""

import json

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _

from portal.figures import NotKept, all_figures
from portal.questions import WholeQuestionForm

PLACES = ("organisation", "grid", "enterprise", "task_force", "campaign")


class Command(BaseCommand):
    help = (
        "Print every figure as of a day, or those named: key, value, definition. --json for machines. "
        "It counts all records, as whoever keeps the server may; the API counts those of a person."
    )

    def add_arguments(self, parser):
        parser.add_argument("keys", nargs="*", help="keys of figures such as hazards.found; every figure if left out")
        parser.add_argument("--as-of", default="", help="the day, as 2026-11-22; today if left out")
        parser.add_argument(
            "--start", default="", help="the first day of a period, as 2026-11-01; since ever if left out"
        )
        for place in PLACES:
            name = place.replace("_", "-")
            parser.add_argument(
                f"--{name}", default="", help=f"narrowed to this {place.replace('_', ' ')}: key or name"
            )
        parser.add_argument("--json", action="store_true", help="a list of objects instead of lines")
        parser.add_argument("--language", default="zh-hans", help="zh-hans or en")

    def handle(self, *, keys, language, **options):
        with translation.override(language):
            asked = self.question(options)
            answers = list(self.answers(self.figures(keys), asked, must_be_kept=bool(keys)))
            if options["json"]:
                rows = [answer.as_dict() for answer in answers]
                self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1))
                return
            for answer in answers:
                unit = "" if answer.figure.unit_code == "share" else f" {answer.figure.unit}"
                self.stdout.write(f"{answer.figure.key:32} {answer.text}{unit}")
                self.stdout.write(f"    {answer.figure.name}: {answer.figure.definition}")

    @staticmethod
    def question(options):
        """What is asked, read by the form of the page and the API; faults end the command with their sentences."""
        form = WholeQuestionForm({name: options[name] for name in ("as_of", "start", *PLACES)})
        if not form.is_valid():
            faults = [f"--{name.replace('_', '-')}: {text}" for name, texts in form.errors.items() for text in texts]
            raise CommandError("\n".join(faults))
        return form.asked()

    @staticmethod
    def figures(keys):
        """The figures named, or all of them."""
        known = {one.key: one for one in all_figures()}
        if unknown := [key for key in keys if key not in known]:
            raise CommandError(
                _("There is no figure %(keys)s. The command without a key prints all of them.")
                % {"keys": "、".join(unknown)}
            )
        return [known[key] for key in keys] or list(known.values())

    @staticmethod
    def answers(figures, asked, *, must_be_kept):
        """The answers; a figure not kept by a place of the question is left out, or refused where it was named."""
        for one in figures:
            try:
                yield one.answer(asked)
            except NotKept as error:
                if must_be_kept:
                    raise CommandError(str(error)) from error
