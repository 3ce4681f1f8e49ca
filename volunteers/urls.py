"""Every address of task forces, activities, hazards and tallies, below /desk/."""

from django.urls import path

from volunteers.views import activities, hazards, names, photos, tallies, task_forces

urlpatterns = [
    path("task-forces/", task_forces.TaskForceList.as_view(), name="task_forces"),
    path("task-forces/add/", task_forces.TaskForceEdit.as_view(), name="task_force_add"),
    path("task-forces/<int:pk>/", task_forces.TaskForceDetail.as_view(), name="task_force"),
    path("task-forces/<int:pk>/edit/", task_forces.TaskForceEdit.as_view(), name="task_force_edit"),
    path("task-forces/<int:pk>/appoint/", task_forces.TaskForceAppoint.as_view(), name="task_force_appoint"),
    path("task-forces/posts/<int:pk>/end/", task_forces.PostEnd.as_view(), name="post_end"),
    path("activities/", activities.ActivityList.as_view(), name="activities"),
    path("activities/add/", activities.ActivityEdit.as_view(), name="activity_add"),
    path("activities/add/roll/", activities.RollView.as_view(), name="activity_roll"),
    path("activities/<int:pk>/", activities.ActivityDetail.as_view(), name="activity"),
    path("activities/<int:pk>/edit/", activities.ActivityEdit.as_view(), name="activity_edit"),
    path("activities/<int:pk>/submit/", activities.ActivitySubmit.as_view(), name="activity_submit"),
    path("activities/<int:pk>/confirm/", activities.ActivityConfirm.as_view(), name="activity_confirm"),
    path("activities/<int:pk>/send-back/", activities.ActivitySendBack.as_view(), name="activity_send_back"),
    path("activities/<int:pk>/photos/add/", photos.ActivityPhotoAdd.as_view(), name="activity_photo_add"),
    path("activities/photos/<int:pk>/<slug:size>/", photos.ActivityPhotoView.as_view(), name="activity_photo"),
    path("hazards/", hazards.HazardList.as_view(), name="hazards"),
    path("hazards/add/", hazards.HazardAdd.as_view(), name="hazard_add"),
    path("hazards/add/enterprise/", names.EnterpriseNote.as_view(), name="enterprise_note"),
    path("hazards/<int:pk>/", hazards.HazardDetail.as_view(), name="hazard"),
    path("hazards/<int:pk>/edit/", hazards.HazardEdit.as_view(), name="hazard_edit"),
    path("hazards/<int:pk>/grade/", hazards.HazardGrade.as_view(), name="hazard_grade"),
    path("hazards/<int:pk>/start/", hazards.HazardStartRectifying.as_view(), name="hazard_start_rectifying"),
    path("hazards/<int:pk>/rectify/", hazards.HazardRectify.as_view(), name="hazard_rectify"),
    path(
        "hazards/<int:pk>/rectify-on-the-spot/",
        hazards.HazardRectifyOnTheSpot.as_view(),
        name="hazard_rectify_on_the_spot",
    ),
    path("hazards/<int:pk>/send-back/", hazards.HazardSendBack.as_view(), name="hazard_send_back"),
    path("hazards/<int:pk>/verify/", hazards.HazardVerify.as_view(), name="hazard_verify"),
    path("hazards/<int:pk>/close/", hazards.HazardClose.as_view(), name="hazard_close"),
    path("hazards/<int:pk>/reopen/", hazards.HazardReopen.as_view(), name="hazard_reopen"),
    path("hazards/<int:pk>/void/", hazards.HazardVoid.as_view(), name="hazard_void"),
    path("hazards/<int:pk>/photos/add/", photos.HazardPhotoAdd.as_view(), name="hazard_photo_add"),
    path("hazards/photos/<int:pk>/<slug:size>/", photos.HazardPhotoView.as_view(), name="hazard_photo"),
    path("names/enterprises/", names.NameableEnterprises.as_view(), name="nameable_enterprises"),
    path("names/task-forces/", names.NameableTaskForces.as_view(), name="nameable_task_forces"),
    path("tallies/activities/", tallies.ActivityTally.as_view(), name="tally_activities"),
    path("tallies/hazards/", tallies.HazardTally.as_view(), name="tally_hazards"),
]
