"""The index behind the search field of the long lists, made anew."""

from django.core.management.base import BaseCommand

from portal.search.pairs import install, searched_models


class Command(BaseCommand):
    """Needed after rows came in past the database's own triggers, such as by copying a file of SQLite by hand."""

    help = "make the index of pairs of characters anew for every list that has one"

    def handle(self, *args, **options):
        for model in searched_models():
            install(model, anew=True)
            self.stdout.write(f"{model._meta.label}: {model._base_manager.count()}")
