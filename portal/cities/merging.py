"""Two cities become one: what belonged to the first one goes on below the second."""

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field as data_field

from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.dispatch import Signal
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    ReferenceIndex,
)

from portal.people.roles import editors_of, hr_developers_of
from search import outbox
from search.saved.services import rename_filter

from .models import CityContact, CityPage
from .relinking import relink

LOG_ACTION = "cities.merge"
MAX_SLUG = 255

#: Sent with `source` and `target` in the transaction of a merger, when the pages have moved: for
#: rooms whose rows name a city and cannot just name the other one.
city_absorbed = Signal()


@dataclass(slots=True, kw_only=True)
class Merger:
    """What has been done, or would be done, in numbers and for people to look after."""

    source: str
    target: str
    pages: int = 0
    #: Old address → new address, of pages whose last part was taken in the other city.
    renamed: dict[str, str] = data_field(default_factory=dict)
    redirects: int = 0
    people: int = 0
    contacts: int = 0
    saved_searches: int = 0
    #: Plural name of a kind of record → how many changed hands.
    records: dict[str, int] = data_field(default_factory=dict)
    #: Titles of pages whose texts linked to the old city's page, and now link to the other one's.
    relinked: list[str] = data_field(default_factory=list)
    #: Titles of pages that name the old city's page otherwise, which someone must set anew.
    linking: list[str] = data_field(default_factory=list)


@transaction.atomic
def merge_city(*, source: CityPage, target: CityPage, user=None) -> Merger:
    """Moves everything from `source` to `target`, and removes `source`; all of it or nothing.

    Entries keep their texts, drafts, histories and reviews; old addresses lead to the new ones.
    The profile of the old city stands in a draft of the other city's page, for its editors to
    take from it what they need. Raises `ValidationError` with a sentence where something would
    be lost or become public.
    """
    source, target = _both(source, target)
    done = Merger(source=source.title, target=target.title)
    done.relinked = sorted({page.title for page in relink(old=source, new=target)})
    done.linking = sorted(set(_pages_linking_to(source)))
    addresses = dict(_addresses(source))
    _take_contacts_and_profile(source, target, user, done)
    _move_pages(source, target, user, done)
    city_absorbed.send(CityPage, source=source, target=target, user=user)
    _move_files(source, target)
    _join_groups(source, target, done)
    _move_records(source, target, done)
    done.saved_searches = rename_filter("city", source.key, target.key)
    outbox.enqueue_pages(CityPage.originals.get(pk=target.pk).get_descendants(inclusive=True))
    Redirect.objects.filter(redirect_page=source).update(redirect_page=target)
    log(
        instance=target,
        action=LOG_ACTION,
        user=user,
        data={"source": source.title, "key": source.key, "pages": done.pages},
    )
    CityPage.originals.get(pk=source.pk).delete()
    done.redirects = _redirect(addresses, target)
    return done


def _both(source: CityPage, target: CityPage) -> tuple[CityPage, CityPage]:
    """The two as they are now, locked against whoever else changes them."""
    if source.pk == target.pk:
        raise ValidationError(_("Das ist zweimal dieselbe Stadt. Nennen Sie zwei verschiedene."))
    locked = Page.objects.select_for_update().filter(pk__in=[source.pk, target.pk])
    if len(locked.order_by("pk")) != 2:
        raise ValidationError(_("Eine der beiden Städte gibt es nicht mehr."))
    source, target = (CityPage.originals.get(pk=city.pk) for city in (source, target))
    if source.get_view_restrictions().exists():
        raise ValidationError(
            _(
                "Die Seiten von %(city)s sieht nicht jeder. In der anderen Stadt wären sie "
                "öffentlich. Heben Sie die Beschränkung auf, oder setzen Sie sie bei den "
                "einzelnen Seiten."
            )
            % {"city": source.title}
        )
    return source, target


def _pages_linking_to(city: CityPage) -> Iterator[str]:
    for row, _references in ReferenceIndex.get_grouped_references_to(city):
        if isinstance(row, Page) and not row.path.startswith(city.path):
            yield row.title


def _addresses(city: CityPage) -> Iterator[tuple[int, str]]:
    """Page → path on the site, of what has been public below the city, and of itself."""
    for page in city.get_descendants(inclusive=True).filter(first_published_at__isnull=False):
        parts = page.get_url_parts()
        if parts:
            yield page.pk, parts[2]


def _move_pages(source: CityPage, target: CityPage, user, done: Merger) -> None:
    # The profile in English would stand below a city that it is not about.
    for version in CityPage.objects.child_of(source):
        version.delete()
    taken = set(target.get_children().values_list("slug", flat=True))
    for child in source.get_children().specific():
        if child.slug in taken:
            before = child.relative_address()
            _rename(child, _free_slug(child.slug, source.key, taken))
            done.renamed[before] = child.slug
        taken.add(child.slug)
        Page.objects.get(pk=child.pk).move(
            CityPage.originals.get(pk=target.pk), pos="last-child", user=user
        )
        done.pages += 1
        if child.slug in done.renamed.values():
            done.renamed[before] = Page.objects.get(pk=child.pk).specific.relative_address()


def _free_slug(slug: str, key: str, taken: set[str]) -> str:
    number = 1
    while True:
        ending = f"-{key}" if number == 1 else f"-{key}-{number}"
        candidate = slug[: MAX_SLUG - len(ending)] + ending
        if candidate not in taken:
            return candidate
        number += 1


def _rename(page: Page, slug: str) -> None:
    """Its drafts too: published later, they would bring the old name back."""
    for revision in page.revisions.all():
        if revision.content.get("slug") == page.slug:
            revision.content["slug"] = slug
            revision.save(update_fields=["content"])
    page.slug = slug
    page.save(clean=False)


def _take_contacts_and_profile(source: CityPage, target: CityPage, user, done: Merger) -> None:
    """Contacts are public at once, because visitors write to them; the rest is for the editors."""
    known = set(target.contacts.values_list("role", "email"))
    new = [c for c in source.contacts.all() if (c.role, c.email) not in known]
    done.contacts = len(new)
    CityContact.objects.bulk_create(
        _copy(contact, city=target, sort_order=len(known) + number)
        for number, contact in enumerate(new)
    )
    draft = target.get_latest_revision_as_object()
    in_draft = {(c.role, c.email) for c in draft.contacts.all()}
    missing = [c for c in new if (c.role, c.email) not in in_draft]
    draft.contacts.add(
        *(_copy(c, sort_order=len(in_draft) + number) for number, c in enumerate(missing))
    )
    differs = target.has_unpublished_changes
    for name in ("body", "offers", "needs"):
        for block in getattr(source, name):
            getattr(draft, name).append((block.block_type, block.value))
            differs = True
    if new or differs:
        draft.save_revision(user=user, log_action=True, changed=differs, clean=False)


def _copy(contact: CityContact, **fields) -> CityContact:
    return CityContact(
        **{"role": contact.role, "email": contact.email, "phone": contact.phone, **fields}
    )


def _move_files(source: CityPage, target: CityPage) -> None:
    """The collection goes below the other city's, whose editors have rights there, as it is.

    So a restriction of who may see the files stays with them.
    """
    if source.collection and target.collection and source.collection != target.collection:
        collection = Collection.objects.get(pk=source.collection_id)
        collection.move(Collection.objects.get(pk=target.collection_id), "sorted-child")


def _join_groups(source: CityPage, target: CityPage, done: Merger) -> None:
    """Who wrote for the old city writes for the other one; the old groups are gone."""
    for name_of in (editors_of, hr_developers_of):
        old = Group.objects.filter(name=name_of(source.title)).first()
        if old is None:
            continue
        new, _created = Group.objects.get_or_create(name=name_of(target.title))
        members = list(old.user_set.all())
        done.people += len(members)
        new.user_set.add(*members)
        new.permissions.add(*old.permissions.all())
        _hand_over(GroupPagePermission.objects.exclude(page=source), "page", old, new)
        _hand_over(GroupCollectionPermission.objects.all(), "collection", old, new)
        for task in GroupApprovalTask.objects.filter(groups=old):
            task.groups.add(new)
        old.delete()


def _hand_over(rights, place: str, old: Group, new: Group) -> None:
    for right in rights.filter(group=old):
        rights.model.objects.get_or_create(
            group=new, permission=right.permission, **{place: getattr(right, place)}
        )


def _rows_naming(model, page: Page) -> Iterator[tuple[models.Field, models.QuerySet]]:
    """The rows with a foreign key to `page` as a `model`, a field at a time."""
    for relation in model._meta.get_fields(include_hidden=True):
        if not (relation.auto_created and relation.one_to_many):
            continue
        field = relation.field
        if field.remote_field.model is model:
            yield field, field.model._default_manager.filter(**{field.name: page.pk})


def _move_records(source: CityPage, target: CityPage, done: Merger) -> None:
    """Rows that name the city name the other one; what cannot is in the way, and says so.

    A row that would go with its city must say that it may change hands: a figure of one city is
    none of another.
    """
    for field, rows in _rows_naming(CityPage, source):
        count = 0 if field.model is CityContact else rows.count()
        if not count:
            continue
        label = str(field.model._meta.verbose_name_plural)
        goes = field.remote_field.on_delete is models.SET_NULL
        if not (goes or getattr(field.model, "moves_with_city", False)):
            raise ValidationError(
                _(
                    "„%(kind)s“ von %(city)s gelten nur für diese Stadt und können nicht zu "
                    "%(other)s wandern. Sichern und entfernen Sie sie zuerst."
                )
                % {"kind": label, "city": source.title, "other": target.title}
            )
        rows.update(**{field.name: target})
        done.records[label] = done.records.get(label, 0) + count
    for field, rows in _rows_naming(Page, source):
        if not field.model._meta.app_label.startswith("wagtail"):
            for row in rows:
                _name_instead(row, field, target)


def _name_instead(row, field: models.Field, target: CityPage) -> None:
    """Recommends, remembers or answers with the other city; where it does already, that is all."""
    try:
        with transaction.atomic():
            type(row)._default_manager.filter(pk=row.pk).update(**{field.attname: target.pk})
    except IntegrityError:
        row.delete()


def _redirect(addresses: dict[int, str], target: CityPage) -> int:
    """Old addresses lead to the pages at their new ones; where the city was, to the other one."""
    pages = {page.pk: page for page in Page.objects.filter(pk__in=addresses)}
    for pk, path in addresses.items():
        page = pages.get(pk, target)
        site_id, _root, _path = page.get_url_parts()
        Redirect.objects.update_or_create(
            old_path=Redirect.normalise_path(path),
            site_id=site_id,
            defaults={"redirect_page": page, "redirect_link": "", "is_permanent": True},
        )
    return len(addresses)
