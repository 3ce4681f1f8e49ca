"""Pages, pictures and documents for the tests, published by the same way as in the CMS."""

from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image
from wagtail.documents import get_document_model
from wagtail.models import Page

from news.models import (
    Attachment,
    Audience,
    HomePage,
    NewsIndexPage,
    NewsPage,
    NoticeIndexPage,
    NoticePage,
    Picture,
    TrainingIndexPage,
    TrainingPage,
)

PDF = b"%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"


def jpeg(width=1000, height=640, **options):
    """The bytes of a plain picture."""
    content = BytesIO()
    Image.new("RGB", (width, height), (120, 90, 60)).save(content, "JPEG", **options)
    return content.getvalue()


def make_picture(title="清扫现场", alt="志愿者在货运站清扫路面", **fields):
    """A picture in the CMS."""
    return Picture.objects.create(title=title, alt=alt, file=ContentFile(jpeg(), "picture.jpg"), **fields)


def make_document(title="自查表", name="form.pdf", content=PDF):
    """A document in the CMS."""
    document = get_document_model()(title=title, file=ContentFile(content, name))
    document._set_document_file_metadata()
    document.save()
    return document


def home(code="zh-hans"):
    """The home page of a language, which the migrations made."""
    return HomePage.objects.get(locale__language_code=code)


def section(model, code="zh-hans"):
    """A section of a language, which the migrations made."""
    return model.objects.get(locale__language_code=code)


def text(words):
    """A body of one paragraph."""
    return [("text", f"<p>{words}</p>")]


def publish(page, *, on=None, by=None):
    """Let a page out; `on` is the moment it then claims to have gone out first, which only the database can say."""
    page.save_revision(user=by).publish(user=by)
    if on is not None:
        Page.objects.filter(pk=page.pk).update(first_published_at=on, last_published_at=on)
    page.refresh_from_db()
    return page


def make_story(model, parent, *, published=True, on=None, **fields):
    """A page of a kind below its section."""
    page = parent.add_child(instance=model(live=False, **fields))
    return publish(page, on=on) if published else page


def make_news(title="一支周末出发的队伍", *, code="zh-hans", words="货运站周边四小时大清扫。", **fields):
    """A news article."""
    fields.setdefault("body", text(words))
    return make_story(NewsPage, section(NewsIndexPage, code), title=title, **fields)


def make_notice(title="关于开展第二轮自查的通知", *, code="zh-hans", documents=(), **fields):
    """A notice with its attachments."""
    fields.setdefault("body", text("各企业对照标准自查。"))
    page = make_story(NoticePage, section(NoticeIndexPage, code), title=title, **fields)
    for document in documents:
        Attachment.objects.create(page=page, document=document)
    return page


def make_training(title="有限空间作业：先通风、再检测、后作业", *, code="zh-hans", audiences=(), **fields):
    """Training material for audiences, named by their slugs."""
    fields.setdefault("body", text("先通风、再检测、后作业。"))
    fields.setdefault("audiences", list(Audience.objects.filter(slug__in=audiences)))
    return make_story(TrainingPage, section(TrainingIndexPage, code), title=title, **fields)
