"""The addresses of imports, below /desk/imports/."""

urlpatterns: list = []
