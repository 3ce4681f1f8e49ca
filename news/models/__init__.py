"""The pages that everybody may read, their pictures and what stands at their foot."""

from news.models.articles import NewsIndexPage, NewsPage
from news.models.home import HomePage
from news.models.notices import NoticeIndexPage, NoticePage
from news.models.pictures import Picture, PictureRendition
from news.models.standing import SiteFoot, StandardPage
from news.models.stories import Attachment, RelatedStory
from news.models.training import Audience, Material, TrainingIndexPage, TrainingPage

SECTIONS = (NewsIndexPage, NoticeIndexPage, TrainingIndexPage)
STORIES = (NewsPage, NoticePage, TrainingPage, StandardPage)

__all__ = [
    "SECTIONS",
    "STORIES",
    "Attachment",
    "Audience",
    "HomePage",
    "Material",
    "NewsIndexPage",
    "NewsPage",
    "NoticeIndexPage",
    "NoticePage",
    "Picture",
    "PictureRendition",
    "RelatedStory",
    "SiteFoot",
    "StandardPage",
    "TrainingIndexPage",
    "TrainingPage",
]
