"""Every deed is a log action, so that a timeline and the auditor's log name it in words."""

from django.apps import apps
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from portal.states import Stateful

DEEDS = {
    "portal.import": _("Ledger imported"),
    "portal.undo_import": _("Import undone"),
    "portal.export": _("Exported"),
    "portal.reveal": _("Full value looked at"),
    "portal.sign_in": _("Signed in"),
    "portal.sign_in_failed": _("Sign-in failed"),
    "portal.sign_out": _("Signed out"),
    "portal.create": _("Entered"),
    "portal.edit": _("Changed"),
    "portal.photo": _("Photo added"),
    "portal.merge": _("Another record merged into this one"),
    "portal.credit": _("Credited to more"),
    "portal.extension": _("Extension asked for"),
    "portal.reminded": _("Reminder made"),
    "portal.notice": _("Notice of rectification written"),
    "portal.proposal": _("Level proposed"),
    "portal.plan": _("Plan of treatment handed in"),
    "portal.document": _("Document registered"),
    "portal.set_aside": _("Document set aside"),
    "portal.stop": _("Stop of production registered"),
    "portal.resumption": _("Resumption of production registered"),
    "portal.listing": _("Listing for supervision registered"),
    "portal.transfer": _("Transfer prepared"),
    "portal.pack": _("Transfer pack made"),
    "portal.made_without_signal": _("Filled in without signal, sent later"),
    "portal.password": _("Password changed"),
    "portal.roster": _("Members counted from the roster"),
    "portal.calendar_address": _("Calendar address made"),
    "portal.calendar_renewed": _("Calendar address renewed"),
    "portal.freeze": _("Frozen"),
    "portal.delete": _("Deleted"),
    "portal.calendar_revoked": _("Calendar address revoked"),
}


@hooks.register("register_log_actions")
def register_deeds(actions):
    """Name the kernel's own deeds and every transition of every model."""
    for action, label in DEEDS.items():
        actions.register_action(action, label, label)
    for model in apps.get_models():
        if issubclass(model, Stateful):
            for name, verb in model.transitions().items():
                actions.register_action(f"{model._meta.label_lower}.{name}", verb.label, verb.label)
