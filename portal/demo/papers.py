"""The public site of the zone: pictures, articles, attachments, as an editor and a publisher would bring them out."""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from wagtail.documents import get_document_model
from wagtail.models import Locale, Page, PageLogEntry, Revision, Site

from branches.middleware import align_cms_groups
from news.models import (
    Attachment,
    Audience,
    HomePage,
    NewsIndexPage,
    NewsPage,
    NoticeIndexPage,
    NoticePage,
    Picture,
    SiteFoot,
    TrainingIndexPage,
    TrainingPage,
)
from portal.demo import attachments
from portal.demo.captions import FOCUS, SHOWN
from portal.demo.entries import moment
from portal.demo.organisations import short_name
from portal.demo.reading import read_all

KINDS = {
    "news": (NewsIndexPage, NewsPage),
    "notice": (NoticeIndexPage, NoticePage),
    "training": (TrainingIndexPage, TrainingPage),
}
LOCALES = {"zh": "zh-hans", "en": "en"}
SOURCE = {"zh": "云溪高新区党建办", "en": "Party office of Yunxi hi-tech zone"}


class Press:
    """Brings articles out; each picture and file is made once for each language."""

    def __init__(self, zone, studio):
        self.zone, self.studio = zone, studio
        self.editor, self.publisher = zone.logins["editor"], zone.logins["publisher"]
        for user in (self.editor, self.publisher):
            align_cms_groups(user)
        self.pictures, self.files, self.keys = {}, {}, {}
        self.homes = {
            language: HomePage.objects.get(locale=Locale.objects.get(language_code=code))
            for language, code in LOCALES.items()
        }

    def picture(self, scene, language):
        """A drawn scene as a picture of the CMS, its text in the language of the page."""
        if (scene, language) not in self.pictures:
            title, alt = SHOWN[scene][language]
            picture = Picture(title=title, alt=alt, credit=SOURCE[language], uploaded_by_user=self.editor)
            picture.file = ImageFile(ContentFile(self.studio.file(scene)), name=f"{scene}.jpg")
            if scene in FOCUS:
                x, y, width, height = FOCUS[scene]
                picture.focal_point_x, picture.focal_point_y = x, y
                picture.focal_point_width, picture.focal_point_height = width, height
            picture.save()
            self.pictures[scene, language] = picture
        return self.pictures[scene, language]

    def file(self, name):
        """An attachment as a document of the CMS."""
        if name not in self.files:
            title, file_name, data = attachments.make(name)
            document = get_document_model()(title=title, uploaded_by_user=self.editor)
            document.file = ContentFile(data, name=file_name)
            document.save()
            self.files[name] = document
        return self.files[name]

    def body(self, article, day):
        """The blocks of an article as the CMS keeps them; a figure is counted for the day of the article."""
        stream = NewsPage._meta.get_field("body").stream_block
        raw = []
        for kind, value in article.blocks:
            if kind == "picture":
                value = self.shown(value, article.language)
            elif kind == "gallery":
                value = [self.shown(one, article.language) for one in value]
            elif kind == "figure":
                value = {"key": value, "as_of": day.isoformat(), "again": False, "frozen": ""}
            raw.append({"type": kind, "value": value})
        # Cleaning freezes the figures, as saving in the CMS does.
        return stream.clean(stream.to_python(raw))

    def shown(self, value, language):
        """A picture with its caption, as a block keeps it."""
        return {"picture": self.picture(value["scene"], language).pk, "caption": value["caption"]}

    def write(self, article):
        """A page of the article, not live yet; a translation shares its key with the original."""
        head, language = article.head, article.language
        section, model = KINDS[article.kind]
        day = self.zone.ago(int(head["days"]))
        page = model(title=head["title"], slug=head["slug"], lead=head["lead"], owner=self.editor, live=False)
        page.locale = self.homes[language].locale
        page.body = self.body(article, day)
        if head.get("cover"):
            page.cover = self.picture(head["cover"], language)
        if article.kind == "news":
            page.author, page.photographer = head.get("author", ""), head.get("photographer", "")
            page.source = SOURCE[language]
        elif article.kind == "notice":
            page.issuer, page.document_number, page.signed_on = head["issuer"], head["number"], day
        else:
            page.material, page.minutes = head["material"], int(head["minutes"])
        if article.head["slug"] in self.keys:
            page.translation_key = self.keys[article.head["slug"]]
        section.objects.child_of(self.homes[language]).get().add_child(instance=page)
        self.keys.setdefault(article.head["slug"], page.translation_key)
        if article.kind == "training":
            page.audiences = Audience.objects.filter(slug__in=article.listed("audiences"))
        for order, name in enumerate(article.listed("attachments")):
            page.attachments.add(Attachment(document=self.file(name), sort_order=order))
        return page

    def bring_out(self, article):
        """Write an article and take it as far as it goes: published, waiting for review, or sent back."""
        page = self.write(article)
        day = self.zone.ago(int(article.head["days"]))
        when = moment(day, int(article.head.get("hour", 8)))
        revision = page.save_revision(user=self.editor, log_action=True)
        state = article.head.get("state", "published")
        if state == "published":
            revision.publish(user=self.publisher)
            date_page(page, when)
        else:
            workflow_state = page.get_workflow().start(page, self.editor)
            if state == "sent_back":
                task_state = workflow_state.current_task_state.specific
                task_state.task.specific.on_action(
                    task_state, self.publisher, "reject", comment=article.head["comment"]
                )


def date_page(page, when):
    """Date a page back: nobody can on the portal, but an invented zone needs a past."""
    rows = Page.objects.filter(pk=page.pk)
    rows.update(first_published_at=when, last_published_at=when, latest_revision_created_at=when)
    Revision.objects.for_instance(page).update(created_at=when - timedelta(minutes=40))
    PageLogEntry.objects.filter(page=page.pk).update(timestamp=when)


def bring_out_all(zone, studio):
    """Everything that the zone has published, the oldest first."""
    press = Press(zone, studio)
    names = {"home": short_name(zone.home.enterprise.name)}
    for language in LOCALES:
        articles = read_all(language, zone.today, names)
        for article in sorted(articles, key=lambda one: -int(one.head["days"])):
            press.bring_out(article)
    stand = {
        "organiser": "云溪高新区党工委　云溪高新区应急管理中心",
        "organiser_en": "Party working committee and emergency centre of Yunxi hi-tech zone",
        "contact": "演示站点：单位、人员和数字均为虚构",
        "contact_en": "A demonstration: offices, people and figures are invented",
    }
    site = Site.objects.get(is_default_site=True)
    SiteFoot.objects.update_or_create(site=site, defaults=stand)
