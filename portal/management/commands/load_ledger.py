"""Load a ledger as an office keeps it: say how it was read and all that is wrong with it, then load it or nothing."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _

from portal.generic import batches
from portal.generic.kinds import all_kinds, ledger_kind, may_import
from portal.generic.readings import read
from portal.ledgers import BadLedger, column_letter
from portal.models import BatchState, User
from portal.states import Refused


class Command(BaseCommand):
    help = "Load a ledger (.xlsx, .xls, .ods, .csv); with faults nothing is loaded and the exit code is 1."

    def add_arguments(self, parser):
        parser.add_argument("ledger", choices=[kind.name for kind in all_kinds()])
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="judge everything, load nothing")
        parser.add_argument("--as", dest="user", default="", help="the user name of whoever imports; else the operator")
        parser.add_argument("--update", action="store_true", help="change rows that exist instead of leaving them")
        parser.add_argument("--language", default="zh-hans", help="zh-hans or en")

    def handle(self, *, ledger, file, user, language, **options):
        with translation.override(language):
            kind = ledger_kind(ledger)
            by = self.operator(user, kind)
            try:
                self.run(kind, file, by, update=options["update"], dry_run=options["dry_run"])
            except (BadLedger, Refused) as error:
                raise CommandError(str(error)) from error
            except OSError as error:
                text = _("The file %(file)s cannot be opened: %(reason)s")
                raise CommandError(text % {"file": file, "reason": error.strerror}) from error

    @staticmethod
    def operator(username, kind):
        """The person who imports, with the right to do so; None is the operator of the system."""
        if not username:
            return None
        user = User.objects.filter(username=username, is_active=True).first()
        if user is None:
            raise CommandError(_("There is no active account “%(name)s”.") % {"name": username})
        if not may_import(user, kind):
            text = _("“%(name)s” may not import the ledger “%(ledger)s”.")
            raise CommandError(text % {"name": username, "ledger": kind.title})
        return user

    def run(self, kind, path, by, *, update, dry_run):
        """Read, print, load."""
        content = path.read_bytes()
        reading = read(kind, content, path.name, by=by, update=update)
        self.tell_sheets(reading)
        self.tell_rows(reading)
        if reading.faults:
            self.tell(_("Faults:"), reading.faults)
            text = _("%(faults)s faults in %(rows)s rows: nothing has been loaded. Correct the file and try again.")
            raise CommandError(text % {"faults": len(reading.faults), "rows": reading.faulty_rows})
        if dry_run:
            self.stdout.write(_("Dry run: everything is in order, nothing has been loaded."))
            return
        self.load(batches.keep(reading, content), by)

    def load(self, batch, by):
        """Load the batch here and now: whoever waits at a terminal wants no worker."""
        batch.state = BatchState.LOADING
        batch.save(update_fields=["state"])
        batches.load(batch, by=by)
        batch.refresh_from_db()
        if batch.state != BatchState.LOADED:
            raise CommandError(batch.report.get("failure") or _("Nothing has been loaded."))
        self.stdout.write(self.style.SUCCESS(_("Loaded as batch %(number)s.") % {"number": batch.pk}))

    def tell_sheets(self, reading):
        """How each sheet was read: its heading, its columns, what was passed over."""
        self.stdout.write(_("%(ledger)s: %(file)s") % {"ledger": reading.kind.title, "file": reading.file_name})
        for sheet in reading.sheets:
            name = _("Sheet “%(name)s”") % {"name": sheet.name}
            if sheet.part is None:
                self.stdout.write(f"  {name}: {_('not read')} ({sheet.reason})")
                continue
            text = _("%(part)s, headings in row %(heading)s, %(rows)s entries")
            values = {"part": sheet.part.title, "heading": sheet.mapping.heading_row, "rows": len(sheet.entries)}
            self.stdout.write(f"  {name}: {text % values}")
            for one in sheet.part.fields:
                column = sheet.column(one.name)
                if column is not None:
                    guessed = f" ({_('guessed')})" if one.name in sheet.mapping.guessed else ""
                    heading = sheet.mapping.headings.get(column, "")
                    self.stdout.write(f"    {column_letter(column)} {heading} → {one.label}{guessed}")
            for letter, heading in (*sheet.mapping.unknown, *sheet.mapping.doubled):
                text = _("column not known, left out: %(column)s %(heading)s")
                self.stdout.write(f"    {text % {'column': letter, 'heading': heading}}")
            for line in sheet.skipped:
                text = _("row %(row)s passed over (%(reason)s): %(text)s")
                self.stdout.write(f"    {text % {'row': line.number, 'reason': line.reason, 'text': line.text}}")

    def tell_rows(self, reading):
        """What becomes of the rows, what is made beside them, what somebody should look at."""
        for kind, names in reading.references_by_kind().items():
            text = _("Made besides: %(kind)s (%(count)s): %(names)s")
            values = {"kind": kind, "count": len(names), "names": _(", ").join(names)}
            self.stdout.write(text % values)
        for entry, earlier in reading.repeated:
            text = _("%(sheet)s, row %(row)s repeats row %(earlier)s: counted once.")
            self.stdout.write(text % {"sheet": entry.sheet, "row": entry.number, "earlier": earlier.number})
        for entry in reading.differing:
            text = _("%(sheet)s, row %(row)s exists with other values and is left as it is (--update changes it).")
            self.stdout.write(text % {"sheet": entry.sheet, "row": entry.number})
        for note in reading.notes:
            self.stdout.write(str(note))
        self.tell(_("To look at:"), reading.warnings)
        text = _("Rows: %(rows)s; new %(new)s, to change %(changed)s, existing %(same)s, repeated %(repeated)s.")
        self.stdout.write(text % reading.count())

    def tell(self, heading, lines):
        if lines:
            self.stdout.write(heading)
        for line in lines:
            self.stdout.write(f"  {line}")
