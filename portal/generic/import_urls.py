"""The addresses of imports, below /desk/imports/."""

from django.urls import path

from portal.generic import imports

urlpatterns = [
    path("", imports.ImportListView.as_view(), name="imports"),
    path("new/", imports.ImportNewView.as_view(), name="import_new"),
    path("templates/<slug:name>/", imports.ImportTemplateView.as_view(), name="import_template"),
    path("<int:pk>/", imports.ImportBatchView.as_view(), name="import_batch"),
    path("<int:pk>/load/", imports.ImportLoadView.as_view(), name="import_load"),
    path("<int:pk>/undo/", imports.ImportUndoView.as_view(), name="import_undo"),
    path("<int:pk>/marked/", imports.ImportMarkedView.as_view(), name="import_marked"),
    path("<int:pk>/file/", imports.ImportFileView.as_view(), name="import_file"),
]
