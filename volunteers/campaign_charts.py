"""Pictures of a campaign: its clock, and how far its grids have come."""

from datetime import timedelta

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from portal.charts import Span, bar_chart, timeline
from volunteers.choices import CampaignState, Phase

# For how long the strict phase is drawn where its end is not known.
STRICT_DAYS = 30
MOST_BARS = 12
# Places among the colours of charts: the strict phase is red, the windows are blue.
RED, BLUE = 0, 1


def clock(campaign, today=None):
    """The clock of a campaign: its windows, its strict phase, and where it stands today; None without a round."""
    today = today or timezone.localdate()
    rounds = campaign.windows()
    if not rounds:
        return None
    spans = [Span(str(one), one.opens_on, one.due_on, BLUE) for one in rounds]
    if campaign.strict_from:
        end = campaign.closed_on or max(campaign.strict_from + timedelta(days=STRICT_DAYS), today)
        spans.append(Span(capfirst(Phase.STRICT.label), campaign.strict_from, end, RED))
    return timeline(spans, today=today, title=_("The campaign's clock"), summary=in_words(campaign, today))


def in_words(campaign, today=None):
    """Where the campaign stands, and how many days are left to the next turn."""
    today = today or timezone.localdate()
    phase = campaign.phase_on(today)
    if phase == Phase.DRAFT:
        return _("Not announced yet.")
    if phase == Phase.CLOSED:
        return _("Closed on %(day)s.") % {"day": f"{campaign.closed_on:%Y-%m-%d}"}
    if phase == Phase.STRICT:
        n = (today - campaign.strict_from).days + 1
        return ngettext("Day %(n)d of the strict phase.", "Day %(n)d of the strict phase.", n) % {"n": n}
    if phase == Phase.ANNOUNCED:
        n = (campaign.opens_on - today).days
        return ngettext("The window opens in %(n)d day.", "The window opens in %(n)d days.", n) % {"n": n}
    return window_in_words(campaign, today)


def window_in_words(campaign, today):
    """How many days are left in the window that is open, or what follows it."""
    one = campaign.round_on(today)
    if one.is_open_on(today):
        n = (one.due_on - today).days
        if n == 0:
            return _("%(round)s: the window closes today at 23:59:59.") % {"round": one}
        text = ngettext("%(round)s: %(n)d day left to return.", "%(round)s: %(n)d days left to return.", n)
        return text % {"n": n, "round": one}
    later = [day.opens_on for day in campaign.windows() if day.opens_on > today]
    after = min(later + ([campaign.strict_from] if campaign.strict_from else []), default=None)
    if after is None:
        return _("The last window has closed.")
    n = (after - today).days
    text = ngettext(
        "The window has closed; %(n)d day to the next turn.", "The window has closed; %(n)d days to the next turn.", n
    )
    return text % {"n": n}


def progress_chart(lines, *, title):
    """The groups with most outstanding as piles: received, returned, with the enterprise."""
    points = [
        (line["label"], [line["outstanding"], line["returned"] - line["received"], line["received"]])
        for line in lines[:MOST_BARS]
    ]
    series = [_("not returned"), _("to be received"), pgettext("self-checks", "received")]
    return bar_chart(points, title=title, unit=_("enterprises"), series=series, stacked=True)


def is_running(campaign):
    """Whether progress is worth showing."""
    return campaign.state != CampaignState.DRAFT
