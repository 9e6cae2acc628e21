"""The WSGI application that the web server loads."""

import os
import sys
from importlib import import_module

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")

try:
    application = get_wsgi_application()
except ImproperlyConfigured as error:
    sys.exit(f"{error}")

from search import warming, worker

# Nobody's first visit loads what the addresses lead to, nor reads the search's words.
import_module(settings.ROOT_URLCONF)
warming.begin()
# Takes up what an earlier process left in the outbox, before anybody changes anything.
worker.start()
