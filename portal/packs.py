"""The month's pack: made part by part in the background, taken up where it broke off, kept for whoever may have it."""

import io
import logging
import zipfile
from calendar import monthrange
from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from branches.choices import PackState
from branches.models import MonthPack, PackFile
from news.drafts import draft_of_figures
from portal.documents import Heading, Paper, Table, Text, official_language, pdf_available, pdf_file, word_file
from portal.figure_pages import visible_figures
from portal.figures import Asked, figure, in_a_sentence
from portal.generic.tally_sheets import Sheet, tally_workbook
from portal.overview import picture_blocks
from portal.ready_forms import FORMS, form_blocks
from portal.ready_ledgers import period_of
from portal.states import Refused, WrongState
from volunteers.views.tallies import ActivityTally, HazardTally

logger = logging.getLogger(__name__)

# The figures that the sentences and the news draft use.
HEADLINES = (
    "activities.cleanups",
    "participations.total",
    "hazards.found",
    "hazards.rectified",
    "sites.completed",
    "sites.share",
)


def question_of(pack, *, whole=False):
    """The question of a pack: its month below its organisation, as its author may see it; `whole`: since ever."""
    year, month = divmod(pack.month, 100)
    last = min(date(year, month, monthrange(year, month)[1]), timezone.localdate())
    start = None if whole else date(year, month, 1)
    root = pack.organisation.is_root()
    return Asked(last, start=start, user=pack.author, organisation=None if root else pack.organisation)


def counted(pack):
    """{key: {"month", "whole", "text"}} of every figure the author may see."""
    found = {}
    for one in visible_figures(pack.author):
        answer, whole = one.answer(question_of(pack)), one.answer(question_of(pack, whole=True))
        found[one.key] = {"month": number(answer.value), "whole": number(whole.value), "text": whole.text}
    return found


def number(value):
    """A value as JSON keeps it."""
    return None if value is None else f"{Decimal(str(value)):f}"


# --- the parts


def ledgers(pack):
    """The ledgers and forms of the month, a sheet each."""
    asked = question_of(pack)
    sheets = [one.fill(asked) for one in FORMS if one.is_open_to(pack.author)]
    return tally_workbook(sheets).read()


def statistics(pack):
    """The tallies of the month and of the twelve months up to it, and what has changed since the last pack."""
    asked = question_of(pack)
    place = {} if asked.organisation is None else {"organisation": asked.organisation.pk}
    month = {"start": asked.start, "end": asked.as_of, **place}
    year = {"start": asked.as_of.replace(month=1, day=1), "end": asked.as_of, **place}
    questions = (
        (HazardTally, _("Hazards by category"), {"rows": "category", **month}),
        (HazardTally, _("Hazards by grid"), {"rows": "grid", **month}),
        (HazardTally, _("Hazards by month"), {"rows": "month", **year}),
        (HazardTally, _("Hazards by source"), {"rows": "source", **month}),
        (ActivityTally, _("Activities by kind"), {"rows": "kind", **month}),
        (ActivityTally, _("Activities by month"), {"rows": "month", **year}),
    )
    sheets = []
    for tally, title, words in questions:
        asked_tally = tally(words, pack.author)
        sheets.append(Sheet(asked_tally, asked_tally.table(), title=title, issuer=str(pack.organisation)))
    return tally_workbook(sheets).read()


def bulletin(pack):
    """The bulletin: sentences, statistics, pictures of the year up to the end of the month, what has changed."""
    asked = question_of(pack)
    blocks = [Heading(_("1. In short")), Text("\n".join(sentences(pack)))]
    blocks.append(Heading(_("2. Figures")))
    rows = [[figure(key).name, shown(one["month"], key), one["text"]] for key, one in pack.figures.items()]
    heads = [_("Figure"), _("In the month"), _("Up to its end")]
    blocks.append(Table(heads, rows, widths=[3, 1, 1], numbers=frozenset({1, 2})))
    statistics_form = next((one for one in FORMS if one.key == "hazard-statistics"), None)
    if statistics_form and statistics_form.is_open_to(pack.author):
        blocks += form_blocks(statistics_form.fill(asked))
    blocks += [Heading(_("3. Pictures")), *picture_blocks(replace(asked, start=None))]
    blocks += [Heading(_("4. Since the last pack")), *changes(pack)]
    title = _("Bulletin of %(month)s") % {"month": pack.month_shown}
    return Paper(title, blocks, subtitle=f"{pack.organisation}\n{period_of(asked)}")


def shown(value, key):
    """A kept value as it is printed."""
    if value is None:
        return "—"
    return f"{Decimal(value) * 100:.1f}%" if figure(key).unit_code == "share" else f"{Decimal(value):,f}"


def sentences(pack):
    """What the month was, in sentences; each number is a figure, and round ones are rounded down only."""
    has = pack.figures.__contains__
    if has("activities.total"):
        yield _(
            "In the month %(activities)s activities were held, %(cleanups)s of them environment clean-ups, with "
            "%(participations)s participations and %(hours)s person-hours."
        ) % {
            "activities": said(pack, "activities.total"),
            "cleanups": said(pack, "activities.cleanups"),
            "participations": said(pack, "participations.total"),
            "hours": said(pack, "activities.person_hours"),
        }
    if has("hazards.found"):
        yield _(
            "%(found)s hazards were found and %(rectified)s rectified; on the last day %(open)s were open, %(overdue)s "
            "of them overdue."
        ) % {name: said(pack, f"hazards.{name}") for name in ("found", "rectified", "open", "overdue")}
    if has("hazards.rectified") and has("activities.cleanups"):
        yield _("Altogether up to now: %(cleanups)s clean-ups, %(rectified)s hazards found and rectified.") % {
            "cleanups": roundly(pack, "activities.cleanups"),
            "rectified": roundly(pack, "hazards.rectified"),
        }
    if has("sites.completed"):
        yield _("%(sites)s organisations have completed their site, %(share)s of all.") % {
            "sites": said(pack, "sites.completed", "whole"),
            "share": roundly(pack, "sites.share"),
        }


def said(pack, key, when="month"):
    """A figure of the pack as it is printed; "—" for one its author may not see."""
    one = pack.figures.get(key)
    return shown(one[when], key) if one else "—"


def roundly(pack, key):
    """A figure since ever as a sentence may say it, rounded down only."""
    value = pack.figures[key]["whole"]
    return in_a_sentence(None if value is None else Decimal(value), is_share=figure(key).unit_code == "share")


def changes(pack):
    """What has changed since the last pack: figures of this month beside its, and its own month counted again."""
    before = pack.previous()
    if before is None:
        return [Text(_("This is the first pack for this organisation."))]
    rows = []
    for key, one in pack.figures.items():
        if (old := before.figures.get(key)) and old["whole"] != one["whole"]:
            rows.append([figure(key).name, shown(old["whole"], key), shown(one["whole"], key)])
    again = counted(before)
    drifted = [
        [figure(key).name, shown(one["month"], key), shown(again[key]["month"], key)]
        for key, one in before.figures.items()
        if key in again and again[key]["month"] != one["month"]
    ]
    heads = [_("Figure"), before.month_shown, pack.month_shown]
    blocks = [Table(heads, rows, widths=[3, 1, 1], numbers=frozenset({1, 2}))] if rows else []
    if drifted:
        blocks.append(Text(_("Counted again today, these figures of the last pack's month are other numbers:")))
        heads = [_("Figure"), _("in the last pack"), _("today")]
        blocks.append(Table(heads, drifted, widths=[3, 1, 1], numbers=frozenset({1, 2})))
    elif rows:
        blocks.append(Text(_("Counted again today, the last pack's month is the same.")))
    return blocks or [Text(_("Nothing has changed."))]


def bulletin_word(pack):
    """The bulletin for Word."""
    return word_file(bulletin(pack)).read()


def bulletin_pdf(pack):
    """The bulletin as PDF."""
    return pdf_file(bulletin(pack)).read()


def parts_of(_pack):
    """[(part, ending, what makes it)] in their order; without Pango there is no PDF."""
    found = [
        ("ledgers", "xlsx", ledgers),
        ("statistics", "xlsx", statistics),
        ("bulletin", "docx", bulletin_word),
    ]
    return found + ([("bulletin-pdf", "pdf", bulletin_pdf)] if pdf_available() else [])


PART_NAMES = {
    "ledgers": lambda: _("Ledgers"),
    "statistics": lambda: _("Statistics"),
    "bulletin": lambda: _("Bulletin"),
    "bulletin-pdf": lambda: _("Bulletin"),
}


# --- making


def start(pack):
    """Have the worker make the pack, once what it needs is saved."""
    transaction.on_commit(lambda: make_pack.enqueue(pack.pk))


@task(backend="jobs")
def make_pack(pack_id: int) -> None:
    """The worker's part: make what is not made yet."""
    pack = MonthPack._base_manager.select_related("organisation", "author").get(pk=pack_id)
    try:
        pack.go_on(by=pack.author)
    except (Refused, WrongState):
        # Another worker has it, or it is done.
        return
    try:
        with official_language():
            make(pack)
    except Exception:
        logger.exception("making pack %s failed", pack_id)
        with translation.override(pack.author.language):
            reason = _("Making it broke off. What was made is kept; go on to make the rest.")
        pack.break_off(by=pack.author, failure=reason)


def make(pack):
    """Count, make the parts that lack, write the news draft, and finish."""
    parts = parts_of(pack)
    if not pack.figures:
        pack.figures = counted(pack)
    pack.parts = len(parts) + 1
    done = set(pack.files.values_list("part", flat=True))
    note(pack, len(done))
    for part, ending, write in parts:
        if part in done:
            continue
        name = f"{pack.month_shown} {PART_NAMES[part]()}.{ending}"
        keep(pack, part, name, write(pack))
        done.add(part)
        note(pack, len(done))
    if pack.page is None:
        keys = [key for key in HEADLINES if key in pack.figures]
        title = _("Work of %(month)s in figures") % {"month": pack.month_shown}
        question = question_of(pack, whole=True)
        page = draft_of_figures(title, list(sentences(pack)), keys, question, by=pack.author)
        pack.page = page.pk if page else 0
        note(pack, len(done) + 1)
    pack.finish(by=pack.author)


def note(pack, done):
    """Say how far it has come: a sign of life."""
    pack.parts_done, pack.heard_at = done, timezone.now()
    pack.save(update_fields=["figures", "parts", "parts_done", "heard_at", "page"])


def keep(pack, part, name, content):
    """Keep one finished part."""
    row = PackFile(pack=pack, part=part, name=name, size=len(content))
    row.file.save(f"{pack.pk}-{part}.{name.rpartition('.')[2]}", ContentFile(content), save=False)
    row.save()


def zipped(pack):
    """All parts in one file."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as together:
        for one in pack.files.all():
            with one.file.open("rb") as file:
                together.writestr(one.name, file.read())
    content.seek(0)
    return content


def is_done(pack):
    """Whether nothing more is to come."""
    return pack.state in (PackState.DONE, PackState.FAILED)
