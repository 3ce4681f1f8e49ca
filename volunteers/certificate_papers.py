"""The paper of a service certificate: who served how long with whom, with the code to check it by."""

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from portal.documents import Code, Facts, Heading, Paper, Signature, Table, Text, day_in_words


def certificate_paper(certificate, address):
    """The certificate: person, period, hours, each service, who answers for it, and the code to check it by."""
    rows = [[one["day"], one["kind"], one["place"], one["hours"]] for one in certificate.services()]
    return Paper(
        title=_("Certificate of voluntary service"),
        number=_("No. %(number)s") % {"number": certificate.number},
        red_head=certificate.organisation.name,
        blocks=[
            Text(certified(certificate, len(rows))),
            # The code stands before the services, however many these are: on the first page.
            person_facts(certificate, Code(address, _("Scan to check whether this certificate is genuine."), width=24)),
            Heading(_("Services")),
            Table([_("Day"), _("Kind"), _("Place"), _("Hours")], rows, widths=(2, 2.5, 4, 1.7), numbers=frozenset({3})),
            Signature(
                [
                    certificate.organisation.name,
                    _("Answers for it: %(name)s") % {"name": certificate.answers_for or "—"},
                    _("Drawn up by: %(name)s") % {"name": certificate.issued_by or "—"},
                    day_in_words(localtime(certificate.issued_at)),
                ]
            ),
        ],
    )


def certified(certificate, count):
    """What is certified, in a sentence."""
    said = _(
        "This is to certify that %(name)s took part in %(count)d voluntary services of %(force)s from %(start)s to "
        "%(end)s, %(hours)s hours in all. The hours are net: the way there and back is not counted. The service was "
        "unpaid."
    )
    return said % {
        "name": certificate.name,
        "count": count,
        "force": certificate.task_force.name,
        "start": day_in_words(certificate.start),
        "end": day_in_words(certificate.end),
        "hours": f"{certificate.hours.normalize():f}",
    }


def person_facts(certificate, code):
    """Who, from when to when, how long; the portal keeps no number of an identity document."""
    return Facts(
        [
            (_("Name"), certificate.name),
            # Not kept here: the holder writes it in, whoever checks compares it with the document.
            (_("Identity document No."), _("(written in by the holder)")),
            (_("Period"), _("%(start)s to %(end)s") % {"start": certificate.start, "end": certificate.end}),
            (_("Hours in all"), f"{certificate.hours.normalize():f}"),
        ],
        pairs=1,
        code=code,
    )
