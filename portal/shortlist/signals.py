"""What a visitor has put on the list is theirs when they sign in."""

from django.contrib import messages
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.utils.translation import ngettext

from .services import take_over
from .stores import AccountStore, SessionStore


@receiver(user_logged_in)
def take_over_visitors_list(sender, request, user, **kwargs):
    session = SessionStore(request.session)
    if not session.ids():
        return
    left = take_over(source=session, target=AccountStore(user))
    if left:
        sentence = ngettext(
            "Ihre Merkliste ist voll. %(number)d Eintrag, den Sie vor der Anmeldung gemerkt "
            "haben, hat keinen Platz mehr.",
            "Ihre Merkliste ist voll. %(number)d Einträge, die Sie vor der Anmeldung gemerkt "
            "haben, haben keinen Platz mehr.",
            left,
        )
        messages.warning(request, sentence % {"number": left}, fail_silently=True)
