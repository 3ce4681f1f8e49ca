"""Things that must agree: catalogues with code, templates with views, documents with grants, names with words."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.template import engines

from portal.figures import all_figures
from portal.management.commands.permissions import document

BASE = Path(settings.BASE_DIR)
OURS = ("portal", "branches", "volunteers", "news")
TEMPLATES = sorted((BASE / "templates").rglob("*.html"))


def named(file):
    return str(file.relative_to(BASE / "templates"))


def test_both_catalogues_are_complete_and_hold_nothing_else():
    call_command("catalogues", "--check")


@pytest.mark.django_db
def test_the_models_have_all_their_migrations():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_the_document_of_permissions_is_what_the_code_says():
    assert (BASE / "docs" / "permissions.md").read_text() == document(), "run: make docs"


@pytest.mark.parametrize("template", TEMPLATES, ids=named)
def test_every_template_compiles_and_says_what_it_is(template):
    engines["django"].get_template(named(template))
    text = template.read_text()
    own = not named(template).startswith(("account/", "mfa/", "allauth/", "4", "500", "crispy", "wagtailadmin"))
    assert "{% comment %}" in text or not own


def test_every_template_is_used():
    everything = "\n".join(
        file.read_text() for app in OURS for file in (BASE / app).rglob("*.py") if "migrations" not in file.parts
    ) + "\n".join(file.read_text() for file in TEMPLATES)
    # Found by Django, allauth, crispy or Wagtail under their own names.
    known = ("400", "403", "404", "500", "account/", "mfa/", "allauth/", "crispy", "wagtailadmin", "django/")
    pages = {
        f"{model._meta.app_label}/{re.sub(r'(?<!^)(?=[A-Z])', '_', model.__name__).lower()}.html"
        for model in apps.get_models()
    }
    unused = [
        named(file)
        for file in TEMPLATES
        if not named(file).startswith(known) and named(file) not in pages and named(file) not in everything
    ]
    assert unused == []


def test_templates_carry_no_script_or_style_of_their_own():
    """The browser is told to run files of ours only; an inline script would silently not run."""
    for template in TEMPLATES:
        text = template.read_text()
        assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*json)|<style|\sstyle=|\son\w+=\"", text), named(template)
        assert not re.search(r"(src|href)=\"https?://(?!beian\.)", text), named(template)


@pytest.mark.parametrize("model", [m for m in apps.get_models() if m._meta.app_label in OURS], ids=lambda m: m.__name__)
def test_every_model_and_field_has_a_name_in_words(model):
    if model.__name__.startswith("Historical") or model._meta.auto_created:
        return
    assert model._meta.ordering or model._meta.proxy or model._meta.app_label == "news", "no ordering"
    for field in model._meta.local_fields:
        if field.name in ("id",) or field.name.endswith("_ptr"):
            continue
        assert hasattr(field, "verbose_name")


def test_every_figure_says_what_it_counts():
    figures = all_figures()
    assert len({figure.key for figure in figures}) == len(figures) >= 15
    for figure in figures:
        assert len(str(figure.definition)) > 10
        assert figure.opens is not None, figure.key


def test_every_word_of_the_models_stands_in_the_glossary():
    glossary = (BASE / "docs" / "glossary.md").read_text()
    for model in apps.get_models():
        is_ours = model._meta.app_label in ("branches", "volunteers") and not model._meta.auto_created
        if is_ours and not model.__name__.startswith("Historical"):
            assert f"`{model.__name__}`" in glossary, model.__name__
