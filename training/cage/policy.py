"""What browsers are told about everything that comes from a content host."""

from django.http import HttpResponse

#: What a package may do in its frame: run, keep its own storage, ask by a dialogue of the
#: browser (many ask "Möchten Sie fortsetzen?" so), send forms to itself, give out a file. Not:
#: leave the frame, open windows, lock the pointer, present, read the site.
SANDBOX = (
    "allow-scripts",
    "allow-same-origin",
    "allow-forms",
    "allow-modals",
    "allow-downloads",
)
#: Authoring tools write scripts into pages and build code from text; what counts is that
#: nothing is loaded from, or sent to, anywhere but the package's own origin.
_DIRECTIVES = {
    "default-src": "'self'",
    "script-src": "'self' 'unsafe-inline' 'unsafe-eval' blob:",
    "style-src": "'self' 'unsafe-inline' blob:",
    "img-src": "'self' data: blob:",
    "media-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self' data: blob:",
    "frame-src": "'self' data: blob:",
    "worker-src": "'self' blob:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
}
_FEATURES = (
    "camera",
    "display-capture",
    "geolocation",
    "hid",
    "identity-credentials-get",
    "local-fonts",
    "microphone",
    "midi",
    "payment",
    "publickey-credentials-get",
    "serial",
    "usb",
)
#: Old packages store what they have in `onunload`, which browsers otherwise no longer call.
PERMISSIONS = ", ".join([*(f"{feature}=()" for feature in _FEATURES), "unload=(self)"])


def content_policy(site: str) -> str:
    """The Content-Security-Policy; `site` is the origin whose pages may frame the content.

    The sandbox is repeated here because it then holds in a tab of its own, too.
    """
    directives = [f"{name} {sources}" for name, sources in _DIRECTIVES.items()]
    directives += [f"frame-ancestors 'self' {site}", f"sandbox {' '.join(SANDBOX)}"]
    return "; ".join(directives)


def confine(response: HttpResponse, site: str) -> HttpResponse:
    """Sets every header that cages a response; `site` as in `content_policy`."""
    response["Content-Security-Policy"] = content_policy(site)
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Origin-Agent-Cluster"] = "?1"
    response["Permissions-Policy"] = PERMISSIONS
    response["Referrer-Policy"] = "same-origin"
    response["X-Content-Type-Options"] = "nosniff"
    response["X-DNS-Prefetch-Control"] = "off"
    response["X-Robots-Tag"] = "noindex"
    return response
