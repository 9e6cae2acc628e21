"""The results in the admin, for the editors of the course's city."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from portal.cities.permissions import own_cities
from portal.content.lines import clean_lines
from training.courses.models import CoursePage

from .permissions import may_see_results
from .rules import HIGHEST, STEP
from .selectors import results_for, results_of
from .services import remove_remark


class ResultsView(WagtailAdminTemplateMixin, View):
    """The courses of the editor's cities."""

    page_title = _("Rückmeldungen")
    header_icon = "comment"
    breadcrumbs_items = [
        *WagtailAdminTemplateMixin.breadcrumbs_items,
        {"url": reverse_lazy("evaluation_results"), "label": page_title},
    ]
    template_name = "training/evaluation/admin_list.html"

    def get(self, request):
        if not own_cities(request.user).exists():
            raise PermissionDenied
        return self.render_to_response(
            self.get_context_data(results=results_for(request.user), step=STEP, highest=HIGHEST)
        )


class CourseResultsView(ResultsView):
    """One course with its remarks; a POST takes one of these out."""

    template_name = "training/evaluation/admin_course.html"

    def dispatch(self, request, *args, **kwargs):
        self.course = get_object_or_404(CoursePage, pk=kwargs["pk"])
        if not may_see_results(request.user, self.course):
            # Whether another city's course has answers is nothing to be tried out.
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, pk):
        return self.render_to_response(
            self.get_context_data(results=results_of(self.course), step=STEP, highest=HIGHEST)
        )

    def post(self, request, pk):
        # Browsers send the lines of a field with another end than they are stored with.
        remark = clean_lines(request.POST.get("remark", ""))
        remove_remark(course=self.course, user=request.user, remark=remark)
        messages.success(request, _("Die Bemerkung ist entfernt."))
        return redirect("evaluation_course", pk)


class ResultsMenuItem(MenuItem):
    def is_shown(self, request):
        return own_cities(request.user).exists()
