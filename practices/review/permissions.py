"""Who may publish a practice, as Wagtail asks it."""

from wagtail.models import PagePermissionTester


class PracticePermissionTester(PagePermissionTester):
    """The right to publish a subtree is no right to publish practices: the review does that."""

    def can_publish(self):
        from .services import may_publish_unreviewed

        return super().can_publish() and may_publish_unreviewed(self.page, self.user)
