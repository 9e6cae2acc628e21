"""Which images and documents somebody may see: a file of a draft is as secret as the draft."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, IntegerField, Q, QuerySet
from django.db.models.functions import Cast
from wagtail.models import Page, PageViewRestriction, ReferenceIndex
from wagtail.permissions import policy_registry

#: Who may do any of these with the files of a collection sees them all.
FILE_ACTIONS = ("add", "change", "delete", "choose")


def visible_files(request, files: QuerySet) -> QuerySet:
    """Those of `files` (images or documents) that the request may see.

    They are used by a page that it may read, or lie in a collection whose files the user
    works with. Two queries before the list itself, whatever its length; Wagtail's search can
    apply the same filter.
    """
    policy = policy_registry.get_by_type(files.model)
    collections = policy.collections_user_has_any_permission_for(request.user, FILE_ACTIONS)
    used = _references(request, files.model).annotate(key=Cast("to_object_id", IntegerField()))
    return files.filter(
        Q(pk__in=used.values("key"))
        | Q(collection__in=list(collections.values_list("pk", flat=True)))
    )


def may_see(request, file) -> bool:
    """The same question about one image or document; at most three queries.

    Who has uploaded a file knows it, also without any right on its collection.
    """
    if request.user.is_authenticated and file.uploaded_by_user_id == request.user.pk:
        return True
    policy = policy_registry.get_by_type(type(file))
    return (
        policy.user_has_any_permission_for_instance(request.user, FILE_ACTIONS, file)
        or _references(request, type(file)).filter(to_object_id=str(file.pk)).exists()
    )


def _references(request, model) -> QuerySet:
    """What readable pages refer to in fields, blocks and rich texts, as it is published.

    Wagtail writes the index from the database, where a live page stands as it is public; what
    only its draft refers to is not there.
    """
    readable = _readable_pages(request).annotate(key=Cast("pk", CharField()))
    return ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(model),
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id__in=readable.values("key"),
    )


def _readable_pages(request) -> QuerySet:
    """The live pages without those whose restriction the request does not meet; one query."""
    pages = Page.objects.live().order_by()
    for restriction in PageViewRestriction.objects.select_related("page"):
        if not restriction.accept_request(request):
            pages = pages.not_descendant_of(restriction.page, inclusive=True)
    return pages
