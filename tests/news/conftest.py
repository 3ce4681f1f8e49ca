"""What the tests of news share: forms as the CMS sends them."""

import pytest
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield


@pytest.fixture
def article_form():
    """The CMS's form of a news article; words given take the place of the usual ones."""

    def make(body=None, attachments=(), **values):
        blocks = [("text", rich_text("<p>货运站周边四小时大清扫，清出垃圾两车。</p>"))] if body is None else body
        return nested_form_data(
            {
                "title": "一支周末出发的队伍",
                "slug": "weekend",
                "lead": "四小时，两车垃圾。",
                "cover": "",
                "source": "",
                "author": "",
                "photographer": "",
                "seo_title": "",
                "search_description": "",
                "go_live_at": "",
                "expire_at": "",
                "comment_notifications": "",
                "body": streamfield(blocks),
                "attachments": inline_formset(list(attachments)),
                "related_stories": inline_formset([]),
                "comments": inline_formset([]),
                **values,
            }
        )

    return make
