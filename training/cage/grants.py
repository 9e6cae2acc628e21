"""The signed, expiring permission that is the first part of each address on a content host."""

from dataclasses import dataclass

from django.core import signing
from django.http import HttpRequest

from .origins import belongs, label_of, origin_of

SALT = "training.cage.grant"
#: Seconds; a working day. Who learns for longer loads the lesson's page again.
MAX_AGE = 10 * 60 * 60


class GrantExpiredError(Exception):
    """The address was right once."""


class NoGrantError(Exception):
    """The address was never right, or not on this host."""


@dataclass(frozen=True, slots=True)
class Grant:
    """One person may run one package version, as an activity of an enrolment or as a preview.

    `site` is the origin of the page that frames it: only that one may.
    """

    version: int
    user: int
    enrolment: int | None
    activity: str
    site: str

    @property
    def label(self) -> str:
        return label_of(self.version, self.user)

    @property
    def origin(self) -> str:
        return origin_of(self.label)

    @property
    def is_preview(self) -> bool:
        return self.enrolment is None

    def token(self) -> str:
        fields = [self.version, self.user, self.enrolment, self.activity, self.site]
        return signing.dumps(fields, salt=SALT, compress=True)


def grant_for(request: HttpRequest, version: int, *, enrolment=None, activity: str = "") -> Grant:
    """For the person who asks; what they may was decided before."""
    return Grant(
        version=version,
        user=request.user.pk,
        enrolment=enrolment.pk if enrolment else None,
        activity=activity,
        site=f"{request.scheme}://{request.get_host()}",
    )


def grant_of(request: HttpRequest, token: str) -> Grant:
    """The grant of an address; raises `GrantExpiredError` or `NoGrantError`. No query.

    A grant works on its own host only: a package that learns another's address still runs it
    as another origin.
    """
    try:
        fields = signing.loads(token, salt=SALT, max_age=MAX_AGE)
    except signing.SignatureExpired as error:
        raise GrantExpiredError from error
    except signing.BadSignature as error:
        raise NoGrantError from error
    grant = Grant(*fields)
    if not belongs(request.get_host(), grant.label):
        raise NoGrantError
    return grant
