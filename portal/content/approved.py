"""Pages whose city may approve of them itself."""


class ApprovedByCityMixin:
    """Goes live when the city's Redaktion has approved, which has no right to publish beside it."""

    def publish(self, revision, user=None, **kwargs):
        from portal.cities.approval import has_approved

        if has_approved(self, revision):
            kwargs["skip_permission_checks"] = True
        return super().publish(revision, user=user, **kwargs)
