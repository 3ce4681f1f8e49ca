"""The OpenAPI description of the API, written from the registry of figures and tallies."""

from django.utils.translation import gettext as _

from portal.figures import all_figures
from portal.generic.tally_questions import all_tallies


def parameter(name, text, kind="string", form=None):
    """One word of the address."""
    schema = {"type": kind} | ({"format": form} if form else {})
    return {"name": name, "in": "query", "required": False, "description": str(text), "schema": schema}


def answer(text, schema):
    """A good answer, and the ones that say what is wrong."""
    fault = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Fault"}}}}
    return {
        "200": {"description": str(text), "content": {"application/json": {"schema": schema}}},
        "400": {"description": str(_("The question cannot be understood.")), **fault},
        "401": {"description": str(_("The token is missing, wrong, revoked or has ended.")), **fault},
        "404": {"description": str(_("There is no such thing for the owner of this token.")), **fault},
        "429": {"description": str(_("Too many questions. Ask again in a minute.")), **fault},
    }


def period_and_place():
    """What every question for figures may say."""
    return [
        parameter("as_of", _("The last day that counts, as 2026-11-22; today if left out."), form="date"),
        parameter("start", _("The first day of the period; since ever if left out."), form="date"),
        parameter("organisation", _("An organisation by key or name: it and everything below it.")),
        parameter("grid", _("A grid by key or name.")),
        parameter("enterprise", _("An enterprise by key or name.")),
        parameter("task_force", _("A task force by key or name.")),
        parameter("campaign", _("A campaign by key.")),
        parameter("language", _("zh-hans or en: the language of names and definitions.")),
    ]


def tally_words():
    """What every question for a tally may say beside the filters of its page."""
    return [
        parameter("rows", _("The key of a dimension.")),
        parameter("then", _("The key of another dimension, by which each row is divided into lines.")),
        parameter("columns", _("The key of another dimension; left out, the measures stand side by side.")),
        parameter("measure", _("The key of a measure; may be said several times.")),
        parameter("start", _("The first day of the period; since ever if left out."), form="date"),
        parameter("end", _("The last day of the period."), form="date"),
    ]


def figure_schema():
    """One answer."""
    number = {"type": ["number", "null"]}
    text = {"type": "string"}
    return {
        "type": "object",
        "properties": {
            "key": {"type": "string", "enum": [one.key for one in all_figures()]},
            "name": text,
            "value": number | {"description": str(_("A share is a fraction; null where nothing is to divide."))},
            "numerator": {"type": ["integer", "null"]},
            "denominator": {"type": ["integer", "null"]},
            "unit": text,
            "definition": text,
            "dated": text | {"description": str(_("Which day counts."))},
            "start": {"type": ["string", "null"], "format": "date"},
            "as_of": {"type": "string", "format": "date"},
            "partial": {"type": "boolean", "description": str(_("The owner sees only a part of the records."))},
            "records": {"type": ["string", "null"], "format": "uri"},
        },
    }


def table_schema():
    """The answer of a tally."""
    line = {
        "type": "object",
        "properties": {
            "label": {"type": "string"},
            "values": {"type": "array", "items": {"type": ["number", "null"]}},
            "under": {"type": ["string", "null"], "description": str(_("The group of a line, where rows are groups."))},
            "is_group": {"type": "boolean", "description": str(_("The sums of a group; its lines follow."))},
        },
    }
    return {
        "type": "object",
        "properties": {
            "caption": {"type": "string"},
            "definition": {"type": "string"},
            "start": {"type": ["string", "null"], "format": "date"},
            "end": {"type": ["string", "null"], "format": "date"},
            "partial": {"type": "boolean"},
            "headings": {"type": "array", "items": {"type": "string"}},
            "rows": {"type": "array", "items": line},
            "total": line,
        },
    }


def description(server):
    """The whole description as a dictionary."""
    figure, table = {"$ref": "#/components/schemas/Figure"}, {"$ref": "#/components/schemas/Table"}
    key = {"name": "key", "in": "path", "required": True, "schema": figure_schema()["properties"]["key"]}
    name = {
        "name": "name",
        "in": "path",
        "required": True,
        "schema": {"type": "string", "enum": list(all_tallies())},
    }
    several = {"type": "object", "properties": {"figures": {"type": "array", "items": figure}}}
    listed = {"type": "object", "properties": {"tallies": {"type": "array", "items": {"type": "object"}}}}
    places = period_and_place()
    paths = {
        "figures/": {"summary": _("Every figure"), "parameters": places, "responses": answer(_("Figures"), several)},
        "figures/{key}/": {
            "summary": _("One figure"),
            "parameters": [key, *places],
            "responses": answer(_("The figure"), figure),
        },
        "tallies/": {"summary": _("The tallies there are"), "responses": answer(_("Tallies"), listed)},
        "tallies/{name}/": {
            "summary": _("One tally; the filters of its page serve too"),
            "parameters": [name, *tally_words()],
            "responses": answer(_("The table"), table),
        },
    }
    fault = {"type": "object", "properties": {"error": {"type": "string"}, "fields": {"type": "object"}}}
    return {
        "openapi": "3.1.0",
        "info": {"title": str(_("Figures of the portal")), "version": "1"},
        "servers": [{"url": server}],
        "security": [{"token": []}],
        "paths": {f"/{path}": {"get": {"operationId": path, **what}} for path, what in paths.items()},
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": {"Figure": figure_schema(), "Table": table_schema(), "Fault": fault},
        },
    }
