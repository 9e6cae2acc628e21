from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from portal.content.forms import EntryPageForm
from training.packages.selectors import choosable_packages, packages_in


class CoursePageForm(EntryPageForm):
    """A course that is being written for the first time can be no more than a draft."""

    def _post_clean(self):
        from .publishing import no_lesson

        super()._post_clean()
        if not self.is_deferred_validation and not self.instance.pk:
            self.add_error(None, no_lesson())


class LessonPageForm(WagtailAdminPageForm):
    """Nobody puts a package into a lesson that they may not choose.

    The chooser offers no other, but a form can be sent without it. What the lesson has already
    stays: it may have been copied from another city with its course.
    """

    def clean(self):
        cleaned = super().clean()
        if body := cleaned.get("body"):
            new = set(packages_in(body.get_prep_value()))
            new -= set(packages_in(self.instance.body.get_prep_value()))
            if new - self._choosable(new):
                self.add_error(
                    "body", _("Ein Lernpaket gehört einer Stadt, deren Pakete Sie nicht verwenden.")
                )
        return cleaned

    def _choosable(self, packages: set[int]) -> set[int]:
        """No query where there are none."""
        if not packages or self.for_user is None:
            return packages
        allowed = choosable_packages(self.for_user).filter(pk__in=packages)
        return set(allowed.values_list("pk", flat=True))
