"""Pages of the standard of assessment: its editions, and the parts of a draft."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from branches.filters.assessments import AssessmentEditionFilter
from branches.forms.assessment_editions import MaterialItemForm, QuestionForm, WeightsForm
from branches.models import AssessmentEdition, MaterialItem, Question
from branches.tables.assessments import (
    EDITION_TONES,
    AssessmentEditionTable,
    DraftItemTable,
    DraftQuestionTable,
    EditionItemTable,
    EditionQuestionTable,
)
from portal.deeds import log
from portal.generic.details import DetailView, Panel
from portal.generic.edits import FactsForm, give_user
from portal.generic.lists import ListView
from portal.generic.transitions import TransitionView


class AssessmentEditionList(ListView):
    """The editions, newest first."""

    model = AssessmentEdition
    table_class = AssessmentEditionTable
    filterset_class = AssessmentEditionFilter
    order = ("-number",)
    saved_filters = ((gettext_lazy("All"), {}), (pgettext_lazy("edition", "In force"), {"state": "published"}))


class AssessmentEditionDetail(DetailView):
    """One edition: weights, items, questions."""

    model = AssessmentEdition
    related = ("published_by",)
    url_prefix = "assessment_edition"
    field_groups = ((gettext_lazy("Edition"), ("number", "note", "published_at", "published_by")),)

    def badge(self):
        return {"text": self.object.get_state_display(), "tone": EDITION_TONES[self.object.state]}

    def actions(self):
        buttons = super().actions()
        if not self.granted("edit"):
            return buttons
        key = [self.object.pk]
        doors = [(_("New edition as a copy"), "assessment_edition_copy")]
        if self.object.is_draft:
            doors = [
                (_("Weights"), "assessment_edition_weights"),
                (_("Add an item"), "material_item_add"),
                (_("Add a question"), "question_add"),
            ]
        return buttons + [{"label": label, "url": reverse(name, args=key), "tone": "default"} for label, name in doors]

    def panels(self):
        return [self.weights(), self.items(), self.questions()]

    def weights(self):
        """How much each dimension counts."""
        weights = self.object.weights.all()
        rows = [{"label": one.get_dimension_display(), "value": one.weight, "kind": "text"} for one in weights]
        return Panel(_("Weights of the dimensions"), "generic/_fields.html", {"rows": rows})

    def part_table(self, rows, name, plain, draft):
        """The table of a part; in a draft each line leads to its form."""
        rows = list(rows)
        for row in rows:
            row.edit_url = reverse(name, args=[row.pk])
            row.remove_url = reverse(name.replace("_edit", "_remove"), args=[row.pk])
        return (draft if self.object.is_draft and self.granted("edit") else plain)(rows)

    def items(self):
        """What is looked at."""
        table = self.part_table(self.object.items.all(), "material_item_edit", EditionItemTable, DraftItemTable)
        return Panel(_("Materials"), "generic/_related.html", {"table": table})

    def questions(self):
        """What is asked."""
        rows = self.object.questions.all()
        table = self.part_table(rows, "question_edit", EditionQuestionTable, DraftQuestionTable)
        return Panel(_("Questions"), "generic/_related.html", {"table": table})


class EditionPublish(TransitionView):
    """The edition takes force."""

    model = AssessmentEdition
    verb = "publish"


class EditionCopy(TransitionView):
    """A draft with everything this edition holds."""

    model = AssessmentEdition
    verb = "edit"
    label = gettext_lazy("New edition as a copy")
    tone = "primary"

    def is_open(self):
        return not self.object.is_draft

    def act(self, form):
        draft = self.object.copy(by=self.request.user)
        self.object.get_absolute_url = draft.get_absolute_url


class EditionWeights(TransitionView):
    """How much each dimension counts, in a draft."""

    model = AssessmentEdition
    verb = "edit"
    form_class = WeightsForm
    label = gettext_lazy("Weights")
    tone = "primary"

    def is_open(self):
        return self.object.is_draft

    def act(self, form):
        self.object.weigh(form.cleaned_data, by=self.request.user)


class PartView(TransitionView):
    """A part of a draft: entered, changed, or taken out. `part_model` names it, `part_form` asks for it."""

    model = AssessmentEdition
    verb = "edit"
    part_model = part_form = None
    tone = "primary"

    def dispatch(self, request, *args, pk, **kwargs):
        self.part = None
        if kwargs.pop("is_part", False):
            self.part = get_object_or_404(self.part_model, pk=pk)
            pk = self.part.edition_id
        return super().dispatch(request, *args, pk=pk, **kwargs)

    def is_open(self):
        return self.object.is_draft

    def get_form(self, data=None, files=None):
        instance = self.part or self.part_model(edition=self.object)
        form = self.part_form(data, instance=instance)
        give_user(form, self.request.user)
        return form

    def act(self, form):
        if not self.object.locked().is_draft:
            raise PermissionDenied
        with transaction.atomic():
            form.save()
            log(self.object, "portal.edit", user=self.request.user, data={"facts": {"part": str(form.instance)}})


class MaterialItemView(PartView):
    """An item to look at."""

    part_model, part_form = MaterialItem, MaterialItemForm
    label = gettext_lazy("Item of material")


class QuestionView(PartView):
    """A question to ask."""

    part_model, part_form = Question, QuestionForm
    label = gettext_lazy("Question")


class PartRemove(PartView):
    """Take a part out of a draft."""

    part_form = FactsForm
    label = gettext_lazy("Take out of the draft")
    tone = "danger"

    def get_form(self, data=None, files=None):
        return FactsForm(data, files, user=self.request.user, record=self.object)

    def act(self, form):
        if not self.object.locked().is_draft:
            raise PermissionDenied
        log(self.object, "portal.edit", user=self.request.user, data={"facts": {"taken_out": str(self.part)}})
        self.part.delete()


class MaterialItemRemove(PartRemove):
    """Take an item out of a draft."""

    part_model = MaterialItem


class QuestionRemove(PartRemove):
    """Take a question out of a draft."""

    part_model = Question
