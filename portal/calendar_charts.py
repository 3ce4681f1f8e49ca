"""A year of days as squares: a picture of when things happened, drawn like the other charts (portal.charts)."""

from datetime import timedelta

from portal.charts import FOOT, TOP, dress, frame, nothing, percent, plain, read

# Shades of the calendar, from few to many.
SHADES = ("#efd9d5", "#dfa39b", "#c9635a", "#b3201f")
DAY, GAP = 16, 3


def calendar_chart(counts, first, last, *, title, unit, hrefs=None):
    """A square for each day from `first` to `last`, a column for each week, darker the more there was on the day.

    `counts` is {day: number}; the table beneath lists the days on which there was something.
    """
    hrefs = hrefs or {}
    names, table = read([(f"{day:%Y-%m-%d}", counts[day], hrefs.get(day, "")) for day in sorted(counts)], None)
    chart = frame(title, unit, "calendar", names, table)
    if chart is None:
        return nothing(title, unit, "calendar", names, table)
    monday = first - timedelta(days=first.weekday())
    weeks = (last - monday).days // 7 + 1
    slot, most = 100 / weeks, max(counts.values())
    bars, labels = [], []
    for n in range((last - first).days + 1):
        day = first + timedelta(days=n)
        week = (day - monday).days // 7
        count = counts.get(day, 0)
        if day.day == 1:
            labels.append({"x": percent(slot * (week + 0.5)), "text": f"{day:%m}", "on_phone": True})
        shade = min(len(SHADES) * count // (most + 1), len(SHADES) - 1)
        bars.append(
            {
                "x": percent(slot * week),
                "y": TOP + day.weekday() * (DAY + GAP),
                "width": percent(slot * 0.86),
                "height": DAY,
                "css": f"shade-{shade + 1}" if count else "shade-0",
                "colour": SHADES[shade] if count else "#f1ede6",
                "shown": "",
                "name": f"{day:%Y-%m-%d}: {plain(count)}",
                "href": hrefs.get(day, ""),
            }
        )
    return dress(chart, names, table, bars=bars, labels=labels, height=TOP + 7 * (DAY + GAP) + FOOT)
