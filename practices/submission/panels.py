"""What the Redaktion sees of the guided form while it edits a practice."""

from django.utils.functional import cached_property
from wagtail.admin.panels import Panel


class SubmissionPanel(Panel):
    """Above the fields of a practice: who began it with the form, and in whose hands it is.

    One query more for each form of the admin, and one where there is such a draft.
    """

    class BoundPanel(Panel.BoundPanel):
        template_name = "practices/submission/admin_panel.html"

        def is_shown(self):
            return self.submission is not None

        @cached_property
        def submission(self):
            # The practice's own module imports this one.
            from .models import Submission

            if not self.instance.pk:
                return None
            begun = Submission.objects.filter(page=self.instance.pk)
            return begun.select_related("author").first()

        def get_context_data(self, parent_context=None):
            return super().get_context_data(parent_context) | {
                "submission": self.submission,
                "may_go_on": self.may_go_on,
            }

        @property
        def may_go_on(self) -> bool:
            """Whether writing and sending back are what comes next: not in a review, and not
            after publication."""
            page = self.instance
            return not (page.live or page.first_published_at or page.workflow_in_progress)


class NearPanel(Panel):
    """Near entries of all cities while an editor writes title and summary."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "practices/submission/admin_near.html"

        def get_context_data(self, parent_context=None):
            return super().get_context_data(parent_context) | {"page_id": self.instance.pk or ""}
