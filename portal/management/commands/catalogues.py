"""Keep both catalogues equal to the texts in code and templates: every msgid in, nothing else, nothing empty.

Extraction is done by Babel on what Django's own `templatize` makes of a template, so that no gettext need be installed.
"""

import io
import json
import re
from pathlib import Path

import polib
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation.template import templatize

KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
    "translate": None,
    # What a module calls `gettext` where `_` is the lazy one.
    "_now": None,
    "_t": None,
}
CODE = ("portal", "branches", "volunteers", "news")
LITERAL = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
# What `templatize` leaves of a template's texts, between blanked-out markup that is no Python.
CALL = re.compile(rf"\b(?:n?p?gettext|_)\({LITERAL}(?:, {LITERAL})*(?:, count)?\)")


def sources():
    """(path from the project's folder, Python source) of all code and templates."""
    base = Path(settings.BASE_DIR)
    for app in CODE:
        for file in sorted((base / app).rglob("*.py")):
            if "migrations" not in file.parts:
                yield file.relative_to(base), file.read_text()
    for file in sorted((base / "templates").rglob("*.html")):
        marked = templatize(file.read_text(), origin=str(file.relative_to(base)))
        yield file.relative_to(base), "\n".join(CALL.findall(marked))


def messages():
    """{(context, msgid, plural): [path, …]} of every text that is marked for translation."""
    found = {}
    for path, text in sources():
        for _line, message, _comments, context in extract("python", io.BytesIO(text.encode()), KEYWORDS):
            singular, plural = message if isinstance(message, tuple) else (message, "")
            if singular:
                found.setdefault((context or "", singular, plural or ""), set()).add(str(path))
    return {key: sorted(paths) for key, paths in sorted(found.items())}


def identity(entry):
    return entry.msgctxt or "", entry.msgid, entry.msgid_plural or ""


def entry_for(key, paths, old, *, is_english):
    """The catalogue's entry for a message: the old translation kept, English filled with the msgid itself."""
    context, msgid, plural = key
    entry = polib.POEntry(msgid=msgid, msgctxt=context or None, occurrences=[(path, "") for path in paths])
    if "%(" in msgid or "%(" in plural:
        entry.flags.append("python-format")
    if plural:
        entry.msgid_plural = plural
        entry.msgstr_plural = {0: msgid, 1: plural} if is_english else (old.msgstr_plural if old else {0: ""})
    else:
        entry.msgstr = msgid if is_english else (old.msgstr if old else "")
    return entry


class Command(BaseCommand):
    help = "Write the catalogues anew (default), or --check that they are complete and equal to the code."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="change nothing; fail where something is missing")
        parser.add_argument("--merge", nargs="*", default=[], help='JSON files {"msgid": "translation"} to take in')
        parser.add_argument("--missing", action="store_true", help="print the msgids without Chinese, as JSON")

    def handle(self, *, check, merge, missing, **options):
        wanted = messages()
        faults = []
        for language in ("zh_Hans", "en"):
            file = Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / "django.po"
            catalogue = polib.pofile(str(file)) if file.exists() else polib.POFile()
            old = {identity(entry): entry for entry in catalogue}
            if check:
                faults += self.faults(language, wanted, old)
                continue
            fresh = self.build(language, wanted, old, self.translations(merge))
            fresh.save(str(file))
            if missing and language == "zh_Hans":
                bare = [self.word(entry) for entry in fresh if not self.is_filled(entry)]
                self.stdout.write(json.dumps(dict.fromkeys(bare, ""), ensure_ascii=False, indent=1))
        if faults:
            raise CommandError("\n".join(faults))

    def build(self, language, wanted, old, translations):
        """A catalogue with exactly the wanted messages."""
        catalogue = polib.POFile(wrapwidth=110)
        plural = "nplurals=1; plural=0;" if language == "zh_Hans" else "nplurals=2; plural=(n != 1);"
        catalogue.metadata = {
            "Language": language,
            "MIME-Version": "1.0",
            "Content-Type": "text/plain; charset=UTF-8",
            "Content-Transfer-Encoding": "8bit",
            "Plural-Forms": plural,
        }
        for key, paths in wanted.items():
            entry = entry_for(key, paths, old.get(key), is_english=language == "en")
            given = translations.get(self.word(entry))
            if given and language == "zh_Hans":
                if entry.msgid_plural:
                    entry.msgstr_plural = {0: given}
                else:
                    entry.msgstr = given
            catalogue.append(entry)
        return catalogue

    @staticmethod
    def translations(files):
        found = {}
        for file in files:
            found |= json.loads(Path(file).read_text())
        return found

    @staticmethod
    def word(entry):
        """How a JSON file names a message: context and plural are set off by \\u0004 and \\u0000."""
        text = f"{entry.msgctxt}\x04{entry.msgid}" if entry.msgctxt else entry.msgid
        return f"{text}\x00{entry.msgid_plural}" if entry.msgid_plural else text

    @staticmethod
    def is_filled(entry):
        return all(entry.msgstr_plural.values()) if entry.msgid_plural else bool(entry.msgstr)

    def faults(self, language, wanted, old):
        """What is missing, left over, empty or fuzzy."""
        lines = [f"{language}: not in the catalogue: {key[1]!r} ({wanted[key][0]})" for key in wanted if key not in old]
        lines += [f"{language}: no longer in the code: {key[1]!r}" for key in old if key not in wanted]
        lines += [f"{language}: not translated: {e.msgid!r}" for e in old.values() if not self.is_filled(e)]
        lines += [f"{language}: fuzzy: {e.msgid!r}" for e in old.values() if e.fuzzy]
        return lines
