"""What is asked for when a ledger is brought: which one it is, the file, what becomes of rows that exist."""

from crispy_forms.helper import FormHelper
from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.ledgers import BadLedger


class UploadForm(forms.Form):
    """A ledger and its kind. The kinds offered are those that the person may import."""

    ledger = forms.ChoiceField(label=gettext_lazy("Which ledger is it?"), widget=forms.RadioSelect)
    file = forms.FileField(
        label=gettext_lazy("File"),
        max_length=200,
        help_text=gettext_lazy("Excel (.xlsx, .xls), OpenDocument (.ods) or text (.csv)"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xlsm,.xls,.ods,.csv,.txt"}),
    )
    update = forms.BooleanField(
        label=gettext_lazy("Change rows that exist already, instead of leaving them as they are"), required=False
    )

    def __init__(self, *args, kinds, **kwargs):
        super().__init__(*args, **kwargs)
        self.kinds = {kind.name: kind for kind in kinds}
        self.fields["ledger"].choices = [(kind.name, kind.title) for kind in kinds]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def clean_file(self):
        """A file of a size that is read; its kind is judged by its content, when it is read."""
        file = self.cleaned_data["file"]
        if file.size > settings.LEDGER_MAX_BYTES:
            limit = settings.LEDGER_MAX_BYTES // (1024 * 1024)
            text = _("The file is larger than %(limit)s MB. Take out pictures or cut the ledger into several files.")
            raise forms.ValidationError(text % {"limit": limit})
        return file

    def refuse(self, error: BadLedger) -> None:
        """Say why the file cannot be read as this ledger."""
        self.add_error("file", str(error))


def columns_chosen(data, groups):
    """{sheet: {column: field}} of the columns chosen by hand on the page of a batch."""
    chosen = {}
    for number, group in enumerate(groups):
        columns = {
            str(column["column"]): data.get(f"column-{number}-{column['column']}", "") for column in group["columns"]
        }
        columns = {column: name for column, name in columns.items() if name}
        for sheet in group["sheets"]:
            chosen[sheet] = columns
    return chosen
