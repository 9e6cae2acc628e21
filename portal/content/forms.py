from wagtail.admin.forms import WagtailAdminPageForm


class EntryPageForm(WagtailAdminPageForm):
    """The admin's form of an entry: a draft may lack anything but its title.

    When it is submitted or published, the entry's own rules speak together with the required
    fields, so that the editor sees everything that is missing at once.
    """

    def _post_clean(self):
        super()._post_clean()
        if not self.is_deferred_validation:
            for name, message in self.instance.rule_errors().items():
                self.add_error(name if name in self.fields else None, message)
