"""Who may do what with an English version."""

from wagtail.models import PagePermissionTester


class VersionPermissionTester(PagePermissionTester):
    """Whoever edits a page translates it, and publishes the version.

    Its texts have been reviewed in German, and the version says that those count. It stays with
    its original: nobody moves it or makes copies.
    """

    def can_publish(self):
        return self.can_edit() and self.page.original.live

    def can_publish_subpage(self):
        return False

    def can_unpublish(self):
        return self.page.live and self.can_edit()

    def can_move(self):
        return False

    def can_copy(self):
        return False

    def can_add_subpage(self):
        return False
