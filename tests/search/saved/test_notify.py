"""Who hears of what, when, and once."""

import pytest
from django.core import mail
from wagtail.models import PageViewRestriction

from search.request import SearchRequest
from search.saved import services
from search.saved.models import SavedSearch
from search.saved.notifying import notify
from search.services import find
from tests.factories import GoodPracticeFactory

from .saving import publish, save, waiting

pytestmark = pytest.mark.django_db


def subjects() -> list[str]:
    return [sent.subject for sent in mail.outbox]


def test_tells_of_what_is_new_once(cast, clock):
    GoodPracticeFactory(parent=cast.herne, title="Tandem von früher")
    save(cast.learner, "q=tandem")
    clock.set("2027-01-13 15:00")
    publish(cast.herne, "Tandem in Herne")
    publish(cast.bochum, "Etwas anderes")
    assert waiting() > 0

    clock.set("2027-01-14 06:05")
    assert notify().sent == 1
    assert notify().sent == 0

    (sent,) = mail.outbox
    assert sent.to == [cast.learner.email]
    assert sent.subject == "1 neuer Eintrag: Tandems"
    assert "Tandem in Herne" in sent.body
    assert "Tandem von früher" not in sent.body
    assert "Etwas anderes" not in sent.body


def test_without_news_there_is_no_mail_until_the_next_day(cast, clock):
    save(cast.learner)

    clock.set("2027-01-14 06:05")
    report = notify()
    assert (report.due, report.sent, report.without_news, report.ok) == (1, 0, 1, True)
    publish(cast.herne)
    clock.set("2027-01-14 12:00")
    assert notify().due == 0
    assert mail.outbox == []

    clock.set("2027-01-15 06:05")
    assert notify().sent == 1


def test_each_frequency_has_its_day(cast, clock):
    save(cast.learner, title="täglich", frequency="taeglich")
    save(cast.hr_developer, title="wöchentlich", frequency="woechentlich")
    save(cast.reviewer, title="nie", frequency="nie")
    for day, expected in [
        ("2027-01-14", ["täglich"]),
        ("2027-01-15", ["täglich"]),
        ("2027-01-16", ["täglich"]),
        ("2027-01-17", ["täglich"]),
        ("2027-01-18", ["täglich", "wöchentlich"]),  # Monday
        ("2027-01-19", ["täglich"]),
    ]:
        clock.set(f"{day} 02:00")
        publish(cast.herne)
        mail.outbox.clear()
        clock.set(f"{day} 05:59")
        assert notify().due == 0, day
        clock.set(f"{day} 06:00")
        notify()
        clock.set(f"{day} 18:00")
        notify()
        assert sorted(sent.subject.partition(": ")[2] for sent in mail.outbox) == expected, day


@pytest.mark.parametrize("night", ["2027-03-28", "2027-10-31"])
def test_the_night_when_the_clocks_change_loses_and_doubles_nothing(cast, clock, night):
    clock.set(f"{night[:8]}{int(night[8:]) - 1:02} 12:00")
    save(cast.learner)
    told = []
    for moment in ("01:30", "03:30", "05:59"):
        clock.set(f"{night} {moment}")
        publish(cast.herne, f"Tandem um {moment.replace(':', ' Uhr ')}")
        assert notify().due == 0
    for moment in (f"{night} 06:00", f"{night} 23:00"):
        clock.set(moment)
        notify()
    later = "2027-03-29 06:00" if night == "2027-03-28" else "2027-11-01 06:00"
    clock.set(later)
    notify()

    told = "".join(sent.body for sent in mail.outbox)
    assert len(mail.outbox) == 2
    for hour in ("01 Uhr 30", "03 Uhr 30", "05 Uhr 59"):
        assert told.count(f"* Tandem um {hour}") == 1


def test_what_is_published_at_the_moment_of_a_mail_is_in_exactly_one(cast, clock):
    save(cast.learner)
    for minute in ("05:49", "05:50", "05:55", "06:05"):
        clock.set(f"2027-01-14 {minute}")
        publish(cast.herne, f"Tandem {minute.replace(':', '-')}")
        notify()
    clock.set("2027-01-15 06:00")
    notify()

    told = "".join(sent.body for sent in mail.outbox)
    assert len(mail.outbox) == 2
    for minute in ("05-49", "05-50", "05-55", "06-05"):
        assert told.count(f"* Tandem {minute}\n") == 1


def test_several_pages_of_news_are_counted_and_the_first_are_listed(cast, clock, monkeypatch):
    monkeypatch.setattr("search.saved.news.PAGE_SIZE", 10)
    save(cast.learner)
    clock.set("2027-01-13 12:00")
    for number in range(23):
        publish(cast.herne, f"Tandem {number:02}")

    clock.set("2027-01-14 06:05")
    notify()

    (sent,) = mail.outbox
    assert sent.subject == "23 neue Einträge: Tandems"
    assert sent.body.count("* Tandem ") == 20
    assert "3 weitere neue Einträge" in sent.body
    assert "/suche/?q=tandem&sortierung=neu\n" in sent.body


def test_an_import_is_not_counted_to_the_end(cast, clock, monkeypatch):
    monkeypatch.setattr("search.saved.news.PAGE_SIZE", 2)
    monkeypatch.setattr("search.saved.news.MAX_NEWS", 4)
    monkeypatch.setattr("search.saved.mails.MAX_NEWS", 4)
    save(cast.learner)
    clock.set("2027-01-13 12:00")
    for _number in range(6):
        publish(cast.herne)

    clock.set("2027-01-14 06:05")
    notify()

    assert subjects() == ["4 neue Einträge oder mehr: Tandems"]


def test_filters_and_the_kind_of_a_listing_hold(cast, clock):
    save(cast.learner, "stadt=herne&art=training")
    clock.set("2027-01-13 12:00")
    publish(cast.bochum)
    publish(cast.herne)

    clock.set("2027-01-14 06:05")
    assert notify().without_news == 1


@pytest.mark.parametrize("how", ["private", "unpublished", "deleted"])
def test_what_is_no_longer_public_is_in_no_mail(cast, clock, how):
    save(cast.learner)
    clock.set("2027-01-13 12:00")
    page = publish(cast.herne, "Tandem geheim")
    publish(cast.herne, "Tandem offen")
    clock.set("2027-01-13 18:00")
    if how == "private":
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    elif how == "unpublished":
        page.unpublish()
    else:
        page.delete()

    clock.set("2027-01-14 06:05")
    notify()

    assert subjects() == ["1 neuer Eintrag: Tandems"]
    assert "geheim" not in str(mail.outbox[0].message())


def test_people_who_may_not_sign_in_or_are_gone_get_no_mail(cast, clock):
    save(cast.learner)
    save(cast.hr_developer)
    clock.set("2027-01-13 12:00")
    publish(cast.herne)
    cast.learner.is_active = False
    cast.learner.save()
    cast.hr_developer.delete()

    clock.set("2027-01-14 06:05")
    assert notify().due == 0
    assert mail.outbox == []
    assert SavedSearch.objects.count() == 1


def test_who_orders_mails_again_hears_of_what_comes_from_then_on(cast, clock):
    saved = save(cast.learner, frequency="nie")
    clock.set("2027-01-13 12:00")
    publish(cast.herne, "Tandem zwischendurch")
    clock.set("2027-02-03 12:00")
    services.change_search(saved=saved, title="Tandems", frequency="taeglich")
    assert notify().due == 0
    publish(cast.herne, "Tandem danach")

    clock.set("2027-02-04 06:05")
    notify()

    assert subjects() == ["1 neuer Eintrag: Tandems"]
    assert "Tandem danach" in mail.outbox[0].body


def test_the_queries_of_a_run_do_not_grow_with_the_news(cast, clock, django_assert_max_num_queries):
    counts = []
    for day, number in [("2027-01-14", 2), ("2027-01-15", 2), ("2027-01-16", 12)]:
        if not counts:
            save(cast.learner)
        clock.set(f"{day} 01:00")
        for _number in range(number):
            publish(cast.herne, keywords=["Mentoring"])
        clock.set(f"{day} 05:00")
        notify()  # nobody is due, the index takes the news
        clock.set(f"{day} 06:00")
        with django_assert_max_num_queries(60) as queries:
            assert notify().sent == 1
        counts.append(len(queries))
    assert counts[1] == counts[2]


def test_hits_of_another_spelling_are_no_news(cast, clock):
    """Nobody has published what they wait for; the search page would show what is spelt alike."""
    save(cast.learner, "q=tandemm")
    clock.set("2027-01-13 12:00")
    publish(cast.herne, "Tandem")
    clock.set("2027-01-14 06:05")
    assert notify().ok
    found = find(SearchRequest(text="tandemm"))
    assert len(mail.outbox) == (0 if found.corrected else found.total)
