"""Settings that every environment shares; see the table in README.md.

What differs from one installation to the next comes from environment variables. The other
modules in this package only say what an environment *is* (development, production, test).
"""

from pathlib import Path
from urllib.parse import quote, urlsplit

from django.utils.translation import gettext_lazy as _

from .database import with_options
from .environment import Environment

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = BASE_DIR / "var"

env = Environment()

PORT = env.int("PORT", default=8000)
SITE_URL = env.str("SITE_URL", default=f"http://127.0.0.1:{PORT}").rstrip("/")
# Where packages from authoring tools run, never on the site's host: `*` is one label for each.
# Browsers take whatever ends in `.localhost` for this machine.
CONTENT_ORIGIN = env.content_origin("CONTENT_ORIGIN", f"http://*.content.localhost:{PORT}")
CONTENT_HOSTS = [urlsplit(CONTENT_ORIGIN).hostname.removeprefix("*")]

INSTALLED_APPS = [
    "portal",
    "portal.home",
    "portal.cities",
    "portal.people.apps.PeopleConfig",
    "portal.people.apps.AccountsAdminConfig",
    "portal.taxonomy.apps.TaxonomyConfig",
    "portal.media",
    "portal.content",
    "portal.translating.apps.TranslatingConfig",
    "portal.wishes.apps.WishesConfig",
    "portal.shortlist.apps.ShortlistConfig",
    "portal.monitoring.apps.MonitoringConfig",
    "portal.opendata.apps.OpenDataConfig",
    "portal.demo",
    "practices",
    "practices.review.apps.ReviewConfig",
    "practices.reuse.apps.ReuseConfig",
    "practices.submission.apps.SubmissionConfig",
    "practices.packing.apps.PackingConfig",
    "training",
    "training.courses.apps.CoursesConfig",
    "training.questions.apps.QuestionsConfig",
    "training.packages.apps.PackagesConfig",
    "training.progress.apps.ProgressConfig",
    "training.certificates.apps.CertificatesConfig",
    "training.evaluation.apps.EvaluationConfig",
    "training.finaltest.apps.FinalTestConfig",
    "training.cage.apps.CageConfig",
    "search.apps.SearchConfig",
    "search.pins.apps.PinsConfig",
    "search.insights.apps.InsightsConfig",
    "search.thesaurus.apps.ThesaurusConfig",
    "search.saved.apps.SavedSearchesConfig",
    "wagtail_localize",
    "wagtail.api.v3",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "ninja",
    "allauth",
    "allauth.account",
    "django_htmx",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
]

MIDDLEWARE = [
    "portal.health.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "training.cage.middleware.ContentHostMiddleware",
    "training.progress.middleware.ProgressMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "portal.languages.ChosenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "portal.addresses.PossibleKeysMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "portal.content.middleware.WholeOrNothingMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["portal.content.templatetags.portal_tags"],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Data ------------------------------------------------------------------------------------

DATABASES = {
    "default": with_options(
        env.db_url("DATABASE_URL", default=f"sqlite:///{quote(str(VAR_DIR))}/portal.sqlite3")
    )
}
if DATABASES["default"]["ENGINE"] == "portal.sqlite":
    # Who deletes `var/` to begin anew gets a new one.
    Path(DATABASES["default"]["NAME"]).parent.mkdir(parents=True, exist_ok=True)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": env.cache_url("CACHE_URL", default="locmemcache://portal")}

# Files -----------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=f"{VAR_DIR / 'static'}"))
STATICFILES_DIRS = [
    ("kern", BASE_DIR / "node_modules" / "@kern-ux" / "native" / "dist"),
]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "training.cage.finders.RunTimeFinder",
]
MEDIA_URL = env.str("MEDIA_URL", default="/media/")
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=f"{VAR_DIR / 'media'}"))
PACKAGES_ROOT = Path(env.str("PACKAGES_ROOT", default=f"{VAR_DIR / 'packages'}"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Files that no address leads to, such as an upload that waits for its confirmation.
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR_DIR / "private"},
    },
    # Unpacked content of others: only ever read by the views of CONTENT_ORIGIN.
    "packages": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": PACKAGES_ROOT},
    },
    "staticfiles": {"BACKEND": "portal.static_storage.StaticStorage"},
}
# An installation on one machine serves uploads itself; a web server or object storage in
# front of it takes this over by setting MEDIA_URL to its own address.
SERVE_MEDIA = MEDIA_URL.startswith("/")

# Wagtail's page editor sends one form field per block and child.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024

# People ----------------------------------------------------------------------------------

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account_overview"
ACCOUNT_ADAPTER = "portal.people.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_PREVENT_ENUMERATION = True
# Besides allauth's own: what browsers report of searches, wishes, reuses, questions, drafts, and
# checks of certificates.
ACCOUNT_RATE_LIMITS = {
    "search_insights": "240/m/ip",
    "wish": "10/h/user",
    "request": "30/h/user",
    "reuse": "30/h/user",
    "question_from": "6/h/key,20/d/key",
    "question_to": "30/h/key",
    "submission": "20/h/user",
    "submission_near": "60/m/user",
    "certificate_check": "60/m/key",
    "staff_extension": "60/h/user",
}
ACCOUNT_SESSION_REMEMBER = False  # shared counter PCs: a closed browser ends the session
# Employees are invited or come by single sign-on; an open registration is a decision.
SIGNUP_OPEN = env.bool("SIGNUP_OPEN", default=False)
# Who registers alone proves the address; an address that an administrator entered is vouched for.
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if SIGNUP_OPEN else "none"
# The password of the demo's sign-ins; without one, `load_demo` makes no accounts.
DEMO_PASSWORD = env.str("DEMO_PASSWORD", default="")

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="portal@staedteregion.example")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_TIMEOUT = 20  # seconds: a mail server that hangs must not hold up whoever sends

# Language and time -----------------------------------------------------------------------

LANGUAGE_CODE = "de"
LANGUAGES = [("de", _("Deutsch")), ("en", _("Englisch"))]
LOCALE_PATHS = [BASE_DIR / "portal" / "locale"]
FORMAT_MODULE_PATH = ["portal.formats"]
TIME_ZONE = "Europe/Berlin"
USE_I18N = True
USE_TZ = True

# Wagtail ---------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "Interkulturelle Städteregion Ruhr"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
# What pages can be written in. There is one tree of pages: an English version stands below its
# original, so that Wagtail's own trees by language stay off.
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False  # a version is published when it is whole
# The calendar's form: what somebody types in another one, it would replace by today.
WAGTAIL_DATE_FORMAT = "%d.%m.%Y"
WAGTAIL_DATETIME_FORMAT = "%d.%m.%Y %H:%M"
WAGTAIL_PASSWORD_RESET_ENABLED = False  # allauth's pages do it, for everybody alike
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_ENABLE_UPDATE_CHECK = False  # nothing is asked of another host
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILIMAGES_IMAGE_MODEL = "media.PortalImage"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
WAGTAILDOCS_DOCUMENT_MODEL = "media.PortalDocument"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "ods", "odp", "pdf", "pptx", "txt", "xlsx", "zip"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 25 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "portal.pagesearch"}}
TAGGIT_CASE_INSENSITIVE = True
TAGGIT_TAGS_FROM_STRING = "portal.taxonomy.tags.tags_from_string"
TAGGIT_STRIP_UNICODE_WHEN_SLUGIFYING = True

# Who makes the workflows of entries that have one of their own; called with the Projektgruppe.
ENTRY_WORKFLOWS = ["practices.review.workflow.install"]

# Search ----------------------------------------------------------------------------------

SEARCH_URL = env.str("SEARCH_URL", default=f"embedded://{VAR_DIR}/search")
# For an Elasticsearch: who we are there, and its certificate's authority. Also possible as parts
# of SEARCH_URL, but these names are left out of error reports.
SEARCH_API_KEY = env.str("SEARCH_API_KEY", default="")
SEARCH_USERNAME = env.str("SEARCH_USERNAME", default="")
SEARCH_PASSWORD = env.str("SEARCH_PASSWORD", default="")
SEARCH_CA_FILE = env.str("SEARCH_CA_FILE", default="")
SEARCH_FACETS = "portal.facets.FACETS"
# What the search's own pages are: pages that may have an English version.
SEARCH_PAGE = "portal.translating.pages.TranslatedPage"
# Who applies changes to the index: "thread" (this process, right after commit),
# "inline" (the request itself, for tests) or "worker" (`search_drain --follow`).
SEARCH_DRAIN = env.choice("SEARCH_DRAIN", "thread", choices=("thread", "inline", "worker"))
# Whom one may ask who found nothing.
SEARCH_CONTACTS = "portal.cities.selectors.search_contacts"
# So many days the numbers of what was searched are kept.
SEARCH_INSIGHTS_DAYS = env.int("SEARCH_INSIGHTS_DAYS", default=400)

# Security --------------------------------------------------------------------------------

SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # Wagtail's preview panel frames the site
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # would have "DENY" there
CSRF_FAILURE_VIEW = "portal.errors.csrf_failure"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CONTENT_SECURITY_POLICY = {
    # Wagtail's admin needs inline scripts; visitors' pages do not.
    "EXCLUDE_URL_PREFIXES": ["/admin/", "/api/"],
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'self'"],
        "frame-src": ["'self'", CONTENT_ORIGIN],
    },
}

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    # While the database is away, everything fails at it; the log says so once a minute.
    "filters": {"outages": {"()": "portal.outages.OnceAMinute"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["outages"],
        }
    },
    "root": {
        "handlers": ["console"],
        "level": env.choice("LOG_LEVEL", "WARNING", choices=LOG_LEVELS),
    },
    # Mistyped addresses and scanners that invent host names are no news to administrators.
    "loggers": {
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
