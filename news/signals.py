"""What follows when something goes out or is taken back: kept pages are forgotten, pictures made in all their sizes.

No rule lives here: every receiver only passes on that something has changed.
"""

from functools import partial

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.documents import get_document_model
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from branches.models import Honour, Pledge
from news.models import Audience, Picture, SiteFoot
from news.tasks import make_sizes
from portal.kept import empty_public_cache

# Saved or deleted, these change what visitors see. Pages do so when they are published, see PAGE_SIGNALS.
SHOWN = (
    Picture,
    get_document_model(),
    SiteFoot,
    Audience,
    Site,
    PageViewRestriction,
    CollectionViewRestriction,
    # Put on public notice, named, withdrawn: their pages are made of the rows themselves.
    Honour,
    Pledge,
)
PAGE_SIGNALS = (page_published, page_unpublished, page_slug_changed, post_page_move)


def forget_pages(sender, **kwargs):
    """Let visitors see the change at once."""
    transaction.on_commit(empty_public_cache)


def forget_page(sender, instance, **kwargs):
    """A deleted page takes its place in lists along."""
    if isinstance(instance, Page):
        transaction.on_commit(empty_public_cache)


def prepare_pictures(sender, instance, **kwargs):
    """The first visitor shall not wait for pictures to be made."""
    transaction.on_commit(partial(make_sizes.enqueue, instance.pk))


def connect():
    """Listen; called once, when all models are known."""
    for model in SHOWN:
        for signal in (post_save, post_delete):
            signal.connect(forget_pages, sender=model, dispatch_uid=f"forget-{model._meta.label}-{id(signal)}")
    for signal in PAGE_SIGNALS:
        signal.connect(forget_pages, dispatch_uid=f"forget-pages-{id(signal)}")
    post_delete.connect(forget_page, dispatch_uid="forget-deleted-page")
    page_published.connect(prepare_pictures, dispatch_uid="prepare-pictures")
