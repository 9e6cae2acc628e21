from wagtail.admin.panels import Panel


class ConfirmedEvidencePanel(Panel):
    """Above the level that people choose: that the page shows the highest one, and why."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "practices/reuse/evidence_panel.html"

        def is_shown(self):
            return bool(self.instance.pk and self.instance.is_confirmed_elsewhere)

        def get_context_data(self, parent_context=None):
            # The practice's own module imports this one.
            from .selectors import evidence_reason

            return super().get_context_data(parent_context) | {
                "reason": evidence_reason(self.instance)
            }
