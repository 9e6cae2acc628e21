"""Mail backends at which something dies: the process, before or after a mail; or the engine."""

from django.core.mail.backends.locmem import EmailBackend


class ProcessDied(BaseException):
    """Like a signal: nothing in the program catches it."""


class DiesBeforeSending(EmailBackend):
    def send_messages(self, messages):
        raise ProcessDied


class DiesAfterSending(EmailBackend):
    def send_messages(self, messages):
        super().send_messages(messages)
        raise ProcessDied


class EngineGoes(EmailBackend):
    """After the first mail the search engine is away; `come_back` ends that."""

    then = come_back = None

    def send_messages(self, messages):
        type(self).come_back = staticmethod(type(self).then())
        return super().send_messages(messages)
