"""What the body of a page is made of; each block has its template in templates/news/blocks/."""

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

from portal.figures import Answer, Asked, all_figures, figure

TEXT_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul"]
BETWEEN = " · "


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
    """A figure as it was when the page was written: number, key and day are frozen together."""

    @cached_property
    def parts(self):
        """(number, key, day) as frozen, or three empty texts."""
        parts = (self.get("frozen") or "").split(BETWEEN)
        return parts if len(parts) == 3 else ["", "", ""]

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
    def text(self):
        """The frozen number as it is printed."""
        one = self.declared
        return Answer(one, None, self.number).text if one else self.parts[0]

    @property
    def unit(self):
        """The word behind the number; a share carries its sign already."""
        one = self.declared
        return "" if one is None or one.unit_code == "share" else one.unit

    def count(self):
        """The answer of the records today for the frozen day; None where no app answers."""
        one = self.declared
        return one.answer(Asked(self["as_of"])) if one and self.get("as_of") else None

    def drift(self):
        """The answer of the records where it is no longer the frozen number, else None."""
        answer = self.count()
        if answer is None or written(answer.value) == self.parts[0]:
            return None
        return answer


def written(value):
    """A number as it is frozen: whole where it is whole, a share to four places."""
    if value is None:
        return "—"
    number = Decimal(str(value)).quantize(Decimal("0.0001")).normalize()
    return f"{number:f}"


class FigureBlock(blocks.StructBlock):
    """A figure of the portal inside an article: counted by the program, never typed."""

    key = blocks.ChoiceBlock(label=_("Figure"), choices=figure_choices)
    as_of = blocks.DateBlock(label=_("As of"), required=False, help_text=_("Leave empty for today."))
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
        wanted = [value["key"], value["as_of"].isoformat()]
        if value["again"] or value.parts[1:] != wanted:
            answer = figure(value["key"]).answer(Asked(value["as_of"]))
            value["frozen"], value["again"] = BETWEEN.join([written(answer.value), *wanted]), False
            value.__dict__.pop("parts", None)
        return value

    def get_searchable_content(self, value):
        """A key is no word of the article."""
        return []


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
