"""The form with which a filled-in Excel sheet is brought back to the record that it belongs to."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from branches.ledgers.sheets import read_sheet
from portal.generic.edits import FactsForm
from portal.ledgers import BadLedger

# So many faults are shown at a time.
SHOWN = 30


class SheetForm(FactsForm):
    """A filled-in sheet. Subclasses name the columns (`columns`) and say what its rows mean (`understand`)."""

    columns: tuple = ()

    file = forms.FileField(
        label=_("Filled-in Excel"),
        max_length=200,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xlsm,.xls,.ods,.csv,.txt"}),
        help_text=_("Download the sheet, fill it in, bring it back: all of it is taken over, or nothing."),
    )

    def clean_file(self):
        """The rows as they are understood; every fault names its row."""
        file = self.cleaned_data["file"]
        try:
            lines, faults = read_sheet(file, file.name, self.columns)
        except BadLedger as error:
            raise ValidationError(str(error)) from error
        self.understood, more = self.understand(lines)
        refuse(faults + more)
        if not self.understood:
            raise ValidationError(_("Nothing is filled in yet. Write into the sheet, then bring it back."))
        return file

    def understand(self, lines):
        """(what the rows mean, sentences on what is wrong with them)."""
        raise NotImplementedError


def refuse(faults):
    """Show the first faults, each on a line of its own."""
    if faults:
        raise ValidationError(faults[:SHOWN])
