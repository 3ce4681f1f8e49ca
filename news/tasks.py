"""Work for the background: pictures in all the sizes in which pages show them."""

from django_tasks import task
from wagtail.models import Page

from news.models.pictures import ALL_SPECS
from news.page_forms import pictures_in


@task(backend="jobs")
def make_sizes(page_id):
    """Make every size of every picture of a published page; what is there already is left as it is."""
    page = Page.objects.filter(pk=page_id).specific().first()
    if page is None:
        return
    for picture in {*pictures_in(getattr(page, "cover", None)), *pictures_in(getattr(page, "body", None))}:
        picture.get_renditions(*ALL_SPECS)
