"""Sends the mails that are due: each once, whatever happens meanwhile."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from ..drain import drain
from ..engines import EngineUnavailableError
from ..mailing import (
    Failure,
    MailNotSentError,
    MailRun,
    MailServerAwayError,
    Outgoing,
    RecipientRefusedError,
)
from .mails import news_mail
from .models import SavedSearch
from .news import published_between, settled_until
from .periods import period_start

logger = logging.getLogger(__name__)

#: So many seconds another drain may take to finish; news that it has not got wait a period.
DRAIN_WAIT = 20.0


@dataclass(slots=True, kw_only=True)
class NotifyReport(MailRun):
    """`failed` has the numbers of saved searches."""

    without_news: int = 0


def notify(*, progress: Callable[[int, int], None] = lambda done, due: None) -> NotifyReport:
    """Sends every owner of a due search the news in it; where there are none, nothing.

    Of two runs one sends: a search is claimed before it is looked at. The mark moves only once
    the mail server has taken the mail, so that what failed is told by the next run. A process
    that dies in between leaves a claim, which another takes over after half an hour.
    A mail server or search engine that is away ends the run: what is left stays due.
    """
    report = NotifyReport()
    try:
        drain(wait=DRAIN_WAIT)
        until = settled_until(timezone.now())
        due = list(
            SavedSearch.objects.due(timezone.now()).order_by("pk").values_list("pk", flat=True)
        )
        report.due = len(due)
        with Outgoing() as outgoing:
            for done, pk in enumerate(due):
                progress(done, report.due)
                _serve(pk, until, outgoing, report)
        progress(report.due, report.due)
    except EngineUnavailableError as error:
        report.problem = _(
            "Die Suche ist nicht erreichbar, deshalb wurde nichts weiter verschickt: %(problem)s"
        ) % {"problem": error}
    except MailServerAwayError as error:
        report.end_without_server(error)
    return report


def _serve(pk: int, until: datetime, outgoing: Outgoing, report: NotifyReport) -> None:
    if not SavedSearch.objects.claim(pk, now=timezone.now(), until=until):
        return
    saved = SavedSearch.objects.select_related("owner").get(pk=pk)
    try:
        news = published_between(saved.request, saved.seen_until, saved.claimed_until)
        if news:
            outgoing.send(news_mail(saved, news))
    except (EngineUnavailableError, MailServerAwayError):
        _give_back(saved)
        raise
    except RecipientRefusedError as error:
        # To ask again every hour helps nobody: the next day or week tells of all of it.
        _settle(saved)
        report.failed.append(Failure(pk, str(error)))
    except MailNotSentError as error:
        _give_back(saved)
        report.failed.append(Failure(pk, str(error)))
    except Exception as error:
        # One search that cannot be told of must not silence all others.
        logger.exception("The news of saved search %s could not be sent.", pk)
        _give_back(saved)
        report.failed.append(Failure(pk, type(error).__name__))
    else:
        told = {"last_notified_at": timezone.now()} if news else {}
        _settle(saved, seen_until=max(saved.seen_until, saved.claimed_until), **told)
        report.sent += bool(news)
        report.without_news += not news


def _settle(saved: SavedSearch, **changes) -> None:
    """The present day or week is done; a claim that another process took over is left to it."""
    SavedSearch.objects.claimed(saved).update(
        handled_period=period_start(saved.frequency, saved.claimed_at),
        claimed_at=None,
        claimed_until=None,
        **changes,
    )


def _give_back(saved: SavedSearch) -> None:
    """Nothing was sent: the next run begins anew."""
    SavedSearch.objects.claimed(saved).update(claimed_at=None, claimed_until=None)
