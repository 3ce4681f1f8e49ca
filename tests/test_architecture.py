"""The house rules that a linter does not know: where things may stand, how long they may be, who may ask for rows."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

BASE = Path(settings.BASE_DIR)
APPS = ("portal", "branches", "volunteers", "news")
CODE = sorted(file for app in APPS for file in (BASE / app).rglob("*.py") if "migrations" not in file.parts)
VIEWS = [
    file
    for file in CODE
    if "views" in file.parts or file.name == "views.py" or (file.parent.name == "generic" and "portal" in file.parts)
]
LONGEST_MODULE, LONGEST_FUNCTION = 400, 40
FORBIDDEN_NAMES = {"utils", "helpers", "common", "misc", "extras"}


def named(file):
    return str(file.relative_to(BASE))


@pytest.mark.parametrize("file", CODE, ids=named)
def test_modules_and_functions_stay_short(file):
    text = file.read_text()
    assert len(text.splitlines()) <= LONGEST_MODULE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert node.end_lineno - node.lineno < LONGEST_FUNCTION + len(node.args.kwonlyargs), node.name


@pytest.mark.parametrize("file", CODE, ids=named)
def test_public_modules_and_functions_say_what_they_are(file):
    tree = ast.parse(file.read_text())
    if not tree.body:
        return
    if file.name != "__init__.py":
        assert ast.get_docstring(tree), "the module has no docstring"
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
            is_enumeration = isinstance(node, ast.ClassDef) and any("Choices" in ast.unparse(b) for b in node.bases)
            is_short = node.end_lineno - node.lineno < 8
            # A management command says what it does in `help`.
            is_command = node.name == "Command"
            assert ast.get_docstring(node) or is_enumeration or is_short or is_command, node.name


@pytest.mark.parametrize("file", CODE, ids=named)
def test_no_drawer_for_odds_and_ends(file):
    assert file.stem not in FORBIDDEN_NAMES


@pytest.mark.parametrize("file", CODE, ids=named)
def test_imports_stand_at_the_top(file):
    """No import inside a function: what is needed from above lies in the wrong place."""
    tree = ast.parse(file.read_text())
    inner = [
        node.lineno
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, (ast.Import, ast.ImportFrom))
    ]
    source = file.read_text().splitlines()
    # An import that must wait (a library that is slow or may be missing) says so beside it.
    assert [line for line in inner if "# late:" not in source[line - 1]] == []


@pytest.mark.parametrize("file", VIEWS, ids=named)
def test_pages_ask_for_rows_only_within_the_scope(file):
    """`Model.objects` in a view goes on with visible_to() or allowing(); the scope is decided in one place."""
    lines = file.read_text().splitlines()
    for number, line in enumerate(lines, 1):
        for match in re.finditer(r"\b([A-Z]\w+)\.objects\b(.*)", line):
            if match[1] in ("ModelLogEntry", "PageLogEntry", "Submission", "ContentType", "Page"):
                continue
            rest = match[2] + " ".join(lines[number : number + 2])
            assert re.match(
                r"\s*\.\s*(visible_to|allowing)\(|\.select_related\([^)]*\)\.(visible_to|allowing)\(", rest
            ), f"{named(file)}:{number}: {line.strip()}"


@pytest.mark.parametrize("file", CODE, ids=named)
def test_deeds_enter_the_log_in_one_way(file):
    """portal.deeds.log; Wagtail writes down only what it does itself with its pages."""
    if file == BASE / "portal" / "deeds.py":
        return
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module in ("wagtail", "wagtail.log_actions"):
            assert not {one.name for one in node.names} & {"log", "log_actions"}, node.lineno
        assert not (isinstance(node, ast.Import) and "wagtail.log_actions" in {one.name for one in node.names})
        if isinstance(node, ast.Attribute):
            assert node.attr != "log_action", node.lineno
            assert ast.unparse(node) != "registry.log", node.lineno


def test_no_template_names_a_role():
    for template in (BASE / "templates").rglob("*.html"):
        assert not re.search(r"\.role\s*==|user\.roles|is_superuser|is_staff", template.read_text()), named(template)


def test_rights_never_follow_from_a_flag_on_the_account():
    for file in CODE:
        if file.name not in ("models.py",):
            assert not re.search(r"\.is_superuser|\.is_staff", file.read_text()), named(file)


def test_foreign_keys_point_downwards():
    """String foreign keys are not seen by import-linter: compare the apps' labels with their order."""
    order = {"portal": 0, "branches": 1, "volunteers": 2, "news": 2}
    for model in apps.get_models(include_auto_created=True):
        mine = model._meta.app_label
        for field in model._meta.get_fields():
            theirs = getattr(getattr(field, "remote_field", None), "model", None)
            theirs = getattr(getattr(theirs, "_meta", None), "app_label", None)
            if mine in order and theirs in order and not field.auto_created:
                assert theirs == mine or order[theirs] < order[mine], f"{model.__name__}.{field.name}"


def test_every_scoped_model_grants_viewing():
    for model in apps.get_models():
        if hasattr(model, "scope"):
            assert "view" in model.grants, model.__name__


def test_every_transition_is_granted_to_somebody():
    for model in apps.get_models():
        if hasattr(model, "transitions") and hasattr(model, "grants"):
            for name, verb in model.transitions().items():
                assert bool(model.grants.get(name)) == verb.is_offered, f"{model.__name__}.{name}"
