from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings


class AccountAdapter(DefaultAccountAdapter):
    """How django-allauth behaves here."""

    def is_open_for_signup(self, request):
        return settings.SIGNUP_OPEN
