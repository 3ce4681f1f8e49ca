"""The numbers of a page that open a list, and how many records that list says it has."""

import re
from html.parser import HTMLParser

# A number, and perhaps the word of its unit; not the number of a page of the pager.
NUMBER = re.compile(r"([\d,]+)[^\d]{0,12}")
PAGER = re.compile(r'<nav class="pager".*?<span>\s*(.*?)\s*</span>', re.DOTALL)


class Links(HTMLParser):
    """(address, text) of the links inside `main` that belong to no `nav`."""

    def __init__(self):
        super().__init__()
        self.found, self.inside, self.navs, self.address = [], False, 0, None

    def handle_starttag(self, tag, attrs):
        self.inside |= tag == "main"
        self.navs += tag == "nav"
        if tag == "a" and self.inside and not self.navs:
            self.address, self.text = dict(attrs).get("href", ""), ""

    def handle_endtag(self, tag):
        self.inside &= tag != "main"
        self.navs -= tag == "nav"
        if tag == "a" and self.address is not None:
            self.found.append((self.address, re.sub(r"\s", "", self.text)))
            self.address = None

    def handle_data(self, data):
        if self.address is not None:
            self.text += data


def numbers_that_open(page):
    """{(address, number)} of the numbers on a page that lead to a filtered list."""
    reader = Links()
    reader.feed(page)
    hits = [(address, NUMBER.fullmatch(text)) for address, text in reader.found if address.startswith("/desk/")]
    return {(address, int(hit[1].replace(",", ""))) for address, hit in hits if hit and "?" in address}


def records_of(page):
    """How many records a list says it has; none where it is empty."""
    said = PAGER.search(page)
    return int(re.findall(r"[\d,]+", said[1])[-1].replace(",", "")) if said else 0
