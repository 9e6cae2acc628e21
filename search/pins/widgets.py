from wagtail.admin.widgets import AdminPageChooser


class PublicTitleChooser(AdminPageChooser):
    """Names a page by its public title: the draft's is its city's business."""

    def get_display_title(self, instance):
        return instance.title
