"""Pages of the calendar: a month, a day, and the address at which it can be subscribed to."""

import hashlib
from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.generic import View

from portal import calendars
from portal.models import CalendarAddress

# A month's cell shows so many; the rest stands on the page of the day.
IN_A_CELL = 4
FIRST_YEAR, LAST_YEAR = 1900, 2100


class CalendarView(LoginRequiredMixin, View):
    """A month of what the person may see: a sheet of weeks on a desk, a list of days on a phone. ?day= shows a day."""

    def get(self, request):
        self.fault = ""
        day = self.typed_day(request.GET.get("day", ""), "%Y-%m-%d")
        month = (day or self.typed_day(request.GET.get("month", ""), "%Y-%m") or timezone.localdate()).replace(day=1)
        self.kinds = calendars.sources_for(request.user)
        kind = request.GET.get("kind", "")
        self.kind = kind if kind in {source.key for source in self.kinds} else ""
        start, end = (day, day) if day else sheet(month)
        found, is_cut = calendars.events(request.user, start, end, self.kind)
        on_days = calendars.by_day(found, start, end)
        context = {
            "fault": self.fault,
            "is_cut": is_cut,
            "most": calendars.MOST,
            "month": month,
            "day": day,
            "days": [
                self.cell(one, month, on_days.get(one, []), whole=bool(day)) for one in calendars.days(start, end)
            ],
            "weekdays": calendars.days(*sheet(month))[:7],
            "is_now": month == timezone.localdate().replace(day=1),
            "is_empty": not any(one.month == month.month for one in on_days),
            "chips": self.chips(),
            **self.neighbours(month, day),
        }
        return render(request, "portal/calendar.html", context)

    def typed_day(self, typed, layout):
        """The day or month that the address asks for, or None; what cannot be read is said on the page."""
        if not typed:
            return None
        try:
            found = timezone.datetime.strptime(typed, layout).date()
        except ValueError:
            found = None
        if found and FIRST_YEAR < found.year < LAST_YEAR:
            return found
        self.fault = _("“%(typed)s” is no day or month of this calendar. It shows the present month.") % {
            "typed": typed[:40]
        }
        return None

    def cell(self, day, month, found, *, whole):
        """One day: its events, and how many more there are than the cell holds."""
        shown = found if whole or len(found) <= IN_A_CELL else found[: IN_A_CELL - 1]
        return {
            "day": day,
            "events": shown,
            "more": len(found) - len(shown),
            "url": self.address(day=f"{day:%Y-%m-%d}"),
            "is_outside": day.month != month.month,
            "is_today": day == timezone.localdate(),
        }

    def address(self, **query):
        """This page with another day or month, the kind kept."""
        query = {name: value for name, value in ({"kind": self.kind} | query).items() if value}
        return f"{self.request.path}?{urlencode(query)}" if query else self.request.path

    def neighbours(self, month, day):
        """The addresses before, after and of now."""
        if day:
            before, after = day - timedelta(days=1), day + timedelta(days=1)
            return {
                "before_url": self.address(day=f"{before:%Y-%m-%d}"),
                "after_url": self.address(day=f"{after:%Y-%m-%d}"),
                "now_url": self.address(month=f"{month:%Y-%m}"),
            }
        before, after = month - timedelta(days=1), month + timedelta(days=31)
        return {
            "before_url": self.address(month=f"{before:%Y-%m}"),
            "after_url": self.address(month=f"{after:%Y-%m}"),
            "now_url": self.address(),
        }

    def chips(self):
        """All kinds of event that this person may have, and everything."""
        kept = {name: self.request.GET[name] for name in ("month", "day") if name in self.request.GET}
        lines = [("", _("All")), *((source.key, capfirst(source.label)) for source in self.kinds)]
        if len(lines) < 3:
            return []
        return [
            {"label": label, "url": self.address(**kept | {"kind": key}), "current": key == self.kind}
            for key, label in lines
        ]


def sheet(month):
    """The first and last day of the weeks (Monday to Sunday) that hold the month."""
    last = (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return month - timedelta(days=month.weekday()), last + timedelta(days=6 - last.weekday())


class CalendarAddressView(LoginRequiredMixin, View):
    """The person's own address for calendars on phones and office PCs: made, renewed, revoked."""

    def get(self, request):
        address = CalendarAddress.of(request.user)
        url = request.build_absolute_uri(reverse("calendar_feed", args=[address.token])) if address else ""
        response = render(request, "portal/calendar_address.html", {"address": address, "url": url})
        response["Cache-Control"] = "no-store"
        return response

    def post(self, request):
        if request.POST.get("deed") == "revoke":
            CalendarAddress.revoke(request.user)
            messages.success(request, _("The address is revoked. Calendars that used it get nothing any more."))
        else:
            CalendarAddress.renew(request.user)
            messages.success(request, _("Here is your address. An older one does not work any more."))
        return HttpResponseRedirect(request.path)


@require_safe
def feed(request, token):
    """The calendar of the person to whom the token was given, as that person may see it now. No session, no cookie."""
    address = CalendarAddress.of_token(token)
    if address is None:
        raise Http404
    with translation.override(address.user.language):
        content = calendars.feed(
            address.user, name=_("Zone calendar"), absolute=request.build_absolute_uri, host=request.get_host()
        )
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="calendar.ics"'
    # Private: the cache of public pages must not answer for a token that was revoked a second ago.
    response["Cache-Control"] = "private, no-cache"
    response["Referrer-Policy"] = "no-referrer"
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    response["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response)
