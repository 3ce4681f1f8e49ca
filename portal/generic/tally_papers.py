"""A tally as a paper for Word and PDF: the picture, the table, what is counted."""

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.documents import Drawing, Paper, Table, Text
from portal.generic.tally_charts import charts
from portal.generic.tally_rows import indented

# A page upright takes so many columns; more are cut into several tables, each with the rows' names.
COLUMNS_ACROSS = 7


def tally_blocks(tally, table, *, with_chart=True):
    """The blocks of a paper that show one tally."""
    blocks = [Drawing(chart) for chart in charts(tally, table)] if with_chart else []
    blocks += tables(table)
    if not table["rows"]:
        blocks.append(Text(_("Nothing to count for this choice")))
    lines = [str(tally.definition), *tally.filters_in_words()]
    if tally.is_partial:
        lines.append(_("Counted among the records that the person who took it may see."))
    return [*blocks, Text("\n".join(lines), is_small=True)]


def tables(table):
    """The table, cut where it is too wide for a page."""
    if not table["rows"]:
        return
    bands = [str(label) for label, width in table["bands"] for _n in range(width)]
    heads = [f"{bands[n]}\n{head}" if bands else head for n, head in enumerate(table["headings"][1:])]
    lines = [*table["rows"], table["total"]]
    for start in range(0, len(heads), COLUMNS_ACROSS):
        part = slice(start, start + COLUMNS_ACROSS)
        yield Table(
            [table["headings"][0], *heads[part]],
            [[indented(line), *(cell["text"] for cell in line["cells"][part])] for line in lines],
            widths=[2.4, *[1] * len(heads[part])],
            numbers=frozenset(range(1, len(heads[part]) + 1)),
            caption=table["caption"] if start == 0 else "",
        )


def tally_paper(tally, table=None):
    """One tally as a paper of its own."""
    subtitle = f"{tally.period()}\n" + _("as of %(when)s") % {"when": f"{timezone.localtime():%Y-%m-%d %H:%M}"}
    return Paper(str(tally.heading), tally_blocks(tally, table or tally.table()), subtitle=subtitle)
