"""How a city joins: everything it needs, in one act."""

from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from portal.people.roles import editors_of, hr_developers_of

from .models import CityIndexPage, CityPage

#: What an editor may do below their city. Publishing is the review's business.
EDITOR_PAGE_PERMISSIONS = ["add_page", "change_page"]
EDITOR_FILE_PERMISSIONS = [
    "add_image",
    "change_image",
    "choose_image",
    "add_document",
    "change_document",
    "choose_document",
]
#: What the editors of all cities share, and the Projektgruppe with them.
SHARED_PERMISSIONS = [
    "search_pins.*",
    "search_insights.view_searchcount",
    "wishes.view_wish",
    "wishes.change_wish",
    "wagtail_localize.submit_translation",
]


def slug_for(name: str) -> str:
    """The key of a city's name: "Mülheim an der Ruhr" → `muelheim-an-der-ruhr`."""
    spelled = name.casefold().translate(str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}))
    return slugify(spelled)


@transaction.atomic
def create_city(
    *,
    name: str,
    key: str = "",
    summary: str = "",
    publish: bool = False,
    user=None,
    **fields,
) -> CityPage:
    """Makes a city: its page, its groups, its collection, and their permissions.

    `fields` are further fields of `CityPage`. Without `publish` the page stays a draft.
    Raises `ValidationError` with a sentence when the name or the key is already in use, or
    when the site has no page for its cities yet; then nothing has been made.
    """
    name = " ".join(name.split())
    key = key or slug_for(name)
    index = CityIndexPage.originals.first()
    if index is None:
        raise ValidationError(
            _("Es gibt noch keine Städteübersicht. Führen Sie zuerst „manage.py create_site“ aus.")
        )
    _check_unused(name=name, key=key)
    _check_group_has_nobody(name)

    city = CityPage(
        title=name,
        slug=key,
        key=key,
        summary=summary
        or _("%(city)s in der Interkulturellen Städteregion Ruhr.") % {"city": name},
        live=False,
        **fields,
    )
    city.full_clean(exclude=["path", "depth", "page_ptr"])
    index.add_child(instance=city)
    city.collection = _city_collection(name)
    city.save(update_fields=["collection"])
    _give_rights(city, name)
    revision = city.save_revision(user=user, log_action=True)
    if publish:
        revision.publish(user=user)
        city.refresh_from_db()
    return city


def _check_unused(*, name: str, key: str) -> None:
    if not name:
        raise ValidationError({"name": _("Bitte geben Sie den Namen der Stadt an.")})
    if CityPage.originals.filter(title__iexact=name).exists():
        raise ValidationError({"name": _("Die Stadt „%(name)s“ gibt es schon.") % {"name": name}})
    if CityPage.originals.filter(key=key).exists():
        raise ValidationError(
            {"key": _("Den Schlüssel „%(key)s“ hat schon eine andere Stadt.") % {"key": key}}
        )


def _check_group_has_nobody(name: str) -> None:
    """A group that an earlier city of this name left behind gives nobody rights unasked."""
    if Group.objects.filter(name=editors_of(name), user__isnull=False).exists():
        raise ValidationError(
            {
                "name": _(
                    "Die Gruppe „%(group)s“ gibt es schon, und sie hat Mitglieder. Entfernen Sie "
                    "die Mitglieder, oder benennen Sie die Gruppe um."
                )
                % {"group": editors_of(name)}
            }
        )


def _city_collection(name: str) -> Collection:
    root = Collection.get_first_root_node()
    return root.get_children().filter(name=name).first() or root.add_child(name=name)


def _give_rights(city: CityPage, name: str) -> None:
    editors, _created = Group.objects.get_or_create(name=editors_of(name))
    give_shared_rights(editors)
    hr_developers, _created = Group.objects.get_or_create(name=hr_developers_of(name))
    hr_developers.permissions.add(
        Permission.objects.get(content_type__app_label="people", codename="support_staff")
    )
    editors.permissions.add(
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    )
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=editors, page=city, permission=permission)
        for permission in Permission.objects.filter(
            content_type__app_label="wagtailcore", codename__in=EDITOR_PAGE_PERMISSIONS
        )
    )
    GroupCollectionPermission.objects.bulk_create(
        (
            GroupCollectionPermission(
                group=editors, collection=city.collection, permission=permission
            )
            for permission in file_permissions()
        ),
        # The collection of an earlier city of this name is used again, with its files.
        ignore_conflicts=True,
    )


def give_shared_rights(group: Group) -> None:
    """The rights on what belongs to all cities, such as the recommendations of the search."""
    wanted = Q()
    for name in SHARED_PERMISSIONS:
        app_label, _dot, codename = name.partition(".")
        wanted |= Q(content_type__app_label=app_label) & (
            Q() if codename == "*" else Q(codename=codename)
        )
    group.permissions.add(*Permission.objects.filter(wanted))


def renew_shared_rights() -> None:
    """Gives the editors of every city what a release has added to the shared rights."""
    names = [editors_of(title) for title in CityPage.originals.values_list("title", flat=True)]
    for group in Group.objects.filter(name__in=names):
        give_shared_rights(group)


def file_permissions():
    """The permissions on images and documents that editors get for a collection.

    Wagtail keeps them with its own models, whichever models a site uses.
    """
    return Permission.objects.filter(
        content_type__app_label__in=["wagtailimages", "wagtaildocs"],
        codename__in=EDITOR_FILE_PERMISSIONS,
    )
