"""What the body of a page is made of; each block has its template in templates/news/blocks/."""

import re
from decimal import Decimal, InvalidOperation

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from branches.models import Organisation
from portal.figures import Answer, Asked, all_figures, figure, floor_of

TEXT_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul"]
BETWEEN = " · "
PHRASE = "phrase"


def figure_choices():
    """Every figure that the apps declare."""
    return [(one.key, one.name) for one in all_figures()]


class PictureBlock(blocks.StructBlock):
    """A picture with its caption; the text for those who do not see it lies with the picture."""

    picture = ImageChooserBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=200)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "news/blocks/picture.html"


class QuoteBlock(blocks.StructBlock):
    """What somebody said."""

    text = blocks.TextBlock(label=_("Words"), max_length=500)
    speaker = blocks.CharBlock(label=_("Who said it"), required=False, max_length=100)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "news/blocks/quote.html"


class VideoBlock(blocks.StructBlock):
    """A film of our own (.mp4); with its words in writing, for those who do not hear it."""

    document = DocumentChooserBlock(label=_("Film (.mp4)"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=200)
    transcript = blocks.TextBlock(label=_("What is said"), required=False, rows=6)

    class Meta:
        icon = "media"
        label = _("Film")
        template = "news/blocks/video.html"

    def clean(self, value):
        value = super().clean(value)
        document = value.get("document")
        if document and document.file_extension.lower() != "mp4":
            fault = ValidationError(gettext("Choose a film that ends in .mp4; other files go under Attachments."))
            raise blocks.StructBlockValidationError({"document": fault})
        return value


class FrozenBlock(blocks.CharBlock):
    """Text that the program writes and people only read."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.field.widget = forms.TextInput(attrs={"readonly": True})


class FigureValue(blocks.StructValue):
    """A figure as it was when the page was written: number, key, day and place are frozen together."""

    @cached_property
    def parts(self):
        """(number, key, day) as frozen, or three empty texts; behind them the first day and the organisation."""
        parts = (self.get("frozen") or "").split(BETWEEN)
        return parts if len(parts) in (3, 5) else ["", "", ""]

    @property
    def declared(self):
        """The figure, or None where no app answers for it any more."""
        return next((one for one in all_figures() if one.key == self.get("key")), None)

    @property
    def number(self):
        """The frozen number; None for "nothing to divide" and as long as nothing is frozen."""
        try:
            return Decimal(self.parts[0])
        except InvalidOperation:
            return None

    @property
    def is_phrase(self):
        """Whether the page says “more than”, which is rounded down only."""
        return self.get("words") == PHRASE

    @property
    def text(self):
        """The frozen number as it is printed."""
        one = self.declared
        if one is None:
            return self.parts[0]
        return self.printed(Answer(one, None, self.number))

    def printed(self, answer):
        """An answer as this block prints it."""
        return answer.phrase if self.is_phrase else answer.text

    @property
    def unit(self):
        """The word behind the number; a share carries its sign already."""
        one = self.declared
        return "" if one is None or one.unit_code == "share" else one.unit

    def asked(self):
        """The question: the frozen day, the first day and the organisation if they are given."""
        return Asked(self["as_of"], start=self.get("start"), organisation=organisation_of(self.get("organisation")))

    def count(self):
        """The answer of the records today for the frozen question; None where no app answers."""
        one = self.declared
        return one.answer(self.asked()) if one and self.get("as_of") else None

    def drift(self):
        """The answer of the records where the page is no longer borne out by it, else None.

        A number drifts when it is another one; “more than 80 %” only when it is no longer true.
        """
        answer = self.count()
        if answer is None or written(answer.value) == self.parts[0]:
            return None
        if self.is_phrase and answer.value is not None and self.number is not None:
            is_share = answer.figure.unit_code == "share"
            scale = 100 if is_share else 1
            if float(answer.value) * scale >= floor_of(self.number, is_share=is_share):
                return None
        return answer


def organisation_of(key):
    """The organisation of this key, or None."""
    return Organisation._base_manager.filter(pk=key).first() if key and str(key).isdecimal() else None


def organisation_choices():
    """The whole zone, or what stands directly below the working committee."""
    rows = Organisation._base_manager.filter(depth__lte=2).order_by("path")
    return [(str(row.pk), row.name) for row in rows if not row.is_root()]


def written(value):
    """A number as it is frozen: whole where it is whole, a share to four places."""
    if value is None:
        return "—"
    number = Decimal(str(value)).quantize(Decimal("0.0001")).normalize()
    return f"{number:f}"


class FigureBlock(blocks.StructBlock):
    """A figure of the portal inside an article: counted by the program, never typed."""

    key = blocks.ChoiceBlock(label=_("Figure"), choices=figure_choices)
    start = blocks.DateBlock(label=_("From day"), required=False, help_text=_("Leave empty for since ever."))
    as_of = blocks.DateBlock(label=_("As of"), required=False, help_text=_("Leave empty for today."))
    organisation = blocks.ChoiceBlock(
        label=_("Organisation, with those below"),
        required=False,
        choices=organisation_choices,
        help_text=_("Leave empty for the whole zone."),
    )
    words = blocks.ChoiceBlock(
        label=_("How it is said"),
        choices=[("number", _("the number itself")), (PHRASE, _("“more than …”, rounded down"))],
        default="number",
        required=False,
    )
    again = blocks.BooleanBlock(label=_("Count again when saved"), required=False)
    frozen = FrozenBlock(
        label=_("Frozen"),
        required=False,
        help_text=_("Written when you save: the number, its figure and its day. It stays until you count again."),
    )

    class Meta:
        icon = "order"
        label = _("Figure")
        template = "news/blocks/figure.html"
        value_class = FigureValue

    def clean(self, value):
        value = super().clean(value)
        if not value["key"]:
            return value
        value["as_of"] = value["as_of"] or timezone.localdate()
        if value["as_of"] > timezone.localdate():
            fault = ValidationError(gettext("This day has not come yet. Choose today or an earlier day."))
            raise blocks.StructBlockValidationError({"as_of": fault})
        if value.get("start") and value["start"] > value["as_of"]:
            fault = ValidationError(gettext("The period ends before it begins."))
            raise blocks.StructBlockValidationError({"start": fault})
        wanted = [value["key"], value["as_of"].isoformat()]
        if value.get("start") or value.get("organisation"):
            wanted += [value["start"].isoformat() if value["start"] else "", value.get("organisation") or ""]
        if value["again"] or value.parts[1:] != wanted:
            answer = figure(value["key"]).answer(value.asked())
            value["frozen"], value["again"] = BETWEEN.join([written(answer.value), *wanted]), False
            value.__dict__.pop("parts", None)
        return value

    def get_searchable_content(self, value):
        """A key is no word of the article."""
        return []


PLACE = re.compile(r"\{(\d)\}")


class SentenceValue(blocks.StructValue):
    """A sentence with its figures."""

    @property
    def pieces(self):
        """The sentence as (text, figure or None) in turn, each {1} replaced by the first figure and so on."""
        pieces = []
        for n, piece in enumerate(PLACE.split(self.get("sentence") or "")):
            if n % 2 == 0:
                pieces.append((piece, None))
                continue
            place = int(piece) - 1
            if place < len(self["figures"]):
                pieces.append(("", self["figures"][place]))
        return [piece for piece in pieces if piece[0] or piece[1]]


class SentenceBlock(blocks.StructBlock):
    """A sentence in whose midst figures stand: counted by the program, never typed."""

    sentence = blocks.TextBlock(
        label=_("Sentence"),
        rows=2,
        max_length=400,
        help_text=_("Write {1} where the first figure stands, {2} for the second, and so on."),
    )
    figures = blocks.ListBlock(FigureBlock(), min_num=1, max_num=9, label=_("Figures"))

    class Meta:
        icon = "pilcrow"
        label = _("Sentence with figures")
        template = "news/blocks/sentence.html"
        value_class = SentenceValue

    def clean(self, value):
        value = super().clean(value)
        named = {int(n) for n in PLACE.findall(value["sentence"])}
        if named != set(range(1, len(value["figures"]) + 1)):
            fault = ValidationError(gettext("Name each figure once in the sentence: {1}, {2} and so on."))
            raise blocks.StructBlockValidationError({"sentence": fault})
        return value

    def get_searchable_content(self, value):
        """The words between the figures."""
        return [PLACE.sub(" ", value.get("sentence") or "")]


class StoryBlocks(blocks.StreamBlock):
    """The body of a page."""

    text = blocks.RichTextBlock(
        label=_("Text"), features=TEXT_FEATURES, template="news/blocks/text.html", icon="pilcrow"
    )
    heading = blocks.CharBlock(
        label=_("Heading"), max_length=100, template="news/blocks/heading.html", icon="title", form_classname="title"
    )
    picture = PictureBlock()
    gallery = blocks.ListBlock(
        PictureBlock(), min_num=2, max_num=12, label=_("Gallery"), template="news/blocks/gallery.html", icon="image"
    )
    quote = QuoteBlock()
    figure = FigureBlock()
    sentence = SentenceBlock()
    table = TypedTableBlock(
        [
            ("text", blocks.CharBlock(label=_("Text"), required=False)),
            ("number", blocks.DecimalBlock(label=_("Number"), required=False)),
        ],
        label=_("Table"),
        template="news/blocks/table.html",
    )
    documents = blocks.ListBlock(
        DocumentChooserBlock(label=_("Document")),
        label=_("Documents"),
        template="news/blocks/documents.html",
        icon="doc-full",
    )
    video = VideoBlock()
