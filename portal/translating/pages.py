"""What every page has that may carry an English version.

The version is a page below its original: `/staedte/herne/praxis/en/`. So it lies in the same
city's subtree, moves, hides and goes with its original, and the rights on it are those on the
original. Wagtail-localize takes the texts apart, keeps what was translated before and puts the
version together; what is no text stays the original's, see `take_facts`.
"""

import json
from collections.abc import Iterable, Mapping

from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS
from django.db.models import Q
from django.utils.functional import cached_property, classproperty
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, TranslatableMixin
from wagtail.models.pages import PageManager
from wagtail.signals import copy_for_translation_done
from wagtail_localize.fields import TranslatableField
from wagtail_localize.models import Translation, TranslationSource

ENGLISH = "en"
#: Which pages are no version of another.
ORIGINALS = Q(locale__language_code=settings.LANGUAGE_CODE)
VERSIONS = Q(locale__language_code=ENGLISH)


class OriginalsManager(PageManager):
    """The pages in the portal's own language; the versions stay out of lists and counts."""

    def get_queryset(self):
        return super().get_queryset().filter(ORIGINALS)


class TranslatedPage(Page):
    """A page that is an original, or the English version of one."""

    #: The fields with texts that a version has of its own; none: there are no versions.
    translated_texts: tuple[str, ...] = ()
    #: The relations to rows of which a version has its own; see `rows`.
    translated_rows: tuple[str, ...] = ()
    #: Texts of the original that its version has not.
    untranslated_texts: tuple[str, ...] = ()

    # Named first: Wagtail finds pages of all languages by it.
    objects = PageManager()
    originals = OriginalsManager()

    class Meta:
        abstract = True

    @classproperty
    def translatable_fields(cls) -> list[TranslatableField]:  # noqa: N805
        """What wagtail-localize takes apart."""
        return [TranslatableField(name) for name in (*cls.translated_texts, *cls.translated_rows)]

    @cached_property
    def is_version(self) -> bool:
        """Whether the page is a version of another; a query only where its address says so."""
        return self.slug == ENGLISH and self.locale.language_code == ENGLISH

    @cached_property
    def original(self):
        """The page that this one is a version of; itself, if it is none. At most two queries."""
        if not self.is_version:
            return self
        pages = type(self).originals.filter(translation_key=self.translation_key)
        return pages.first() or self

    @cached_property
    def english_version(self):
        """The published English version; None without one. No query for a page without pages
        below it, and for those whose type has no versions."""
        if not self.translated_texts or self.is_version or not self.pk or not self.numchild:
            return None
        return versions_of([self]).get(self.translation_key)

    def own_texts(self) -> list[object]:
        """All that a version says itself; a query for each kind of its rows, unless at hand."""
        texts = [getattr(self, name) for name in self.translated_texts]
        for relation in self.translated_rows:
            for row in getattr(self, relation).all():
                texts += [getattr(row, name) for name in row.translated_texts]
        return texts

    @property
    def text_language(self) -> str:
        """The language of the page's own texts, as `lang` has it."""
        return ENGLISH if self.is_version else getattr(self, "language", settings.LANGUAGE_CODE)

    @cached_property
    def is_outdated(self) -> bool:
        """Whether the original has said something else since this version was published.

        Compared are the texts, not the days: who confirms an entry changes none. Two queries, and
        those for the original's rows.
        """
        if not self.is_version or self.original is self:
            return False
        return self.is_behind(self.translation_source())

    def translation_source(self) -> TranslationSource | None:
        """The original's texts as they were translated last; one query."""
        return TranslationSource.objects.filter(
            object_id=self.translation_key, locale_id=self.original.locale_id
        ).first()

    def is_behind(self, source: TranslationSource | None) -> bool:
        """Whether the original says something else than its `source`, or this version does.

        No query but those for the original's rows, where the original is at hand.
        """
        if source is None or not self.last_published_at:
            return False
        if self.last_published_at < source.last_updated_at:
            return True
        before, now = json.loads(source.content_json), self.original.serializable_data()
        if any(before.get(name) != now.get(name) for name in self.translated_texts):
            return True
        return any(
            self._row_texts(name, before) != self._row_texts(name, now)
            for name in self.translated_rows
        )

    def _row_texts(self, relation: str, data: Mapping) -> dict[str | None, tuple]:
        """Key of each row → its texts, of a page as `serializable_data` has it."""
        names = self._meta.get_field(relation).related_model.translated_texts
        return {
            row.get("translation_key"): tuple(row.get(name) for name in names)
            for row in data.get(relation, ())
        }

    def copy_for_translation(self, locale, copy_parents=False, alias=False, exclude_fields=None):
        """The draft of the version, below its original; wagtail-localize calls it.

        Nothing is copied of parents, and no version is an alias: it would show German texts.
        """
        version = self.copy(
            to=self,
            recursive=False,
            copy_revisions=False,
            keep_live=False,
            reset_translation_key=False,
            exclude_fields=exclude_fields,
            process_child_object=lambda _page, _version, _relation, row: _speak(row, locale),
            log_action="wagtail.copy_for_translation",
            update_attrs={"locale": locale, "slug": ENGLISH, "show_in_menus": False}
            | {name: self._meta.get_field(name).get_default() for name in self.untranslated_texts}
            | self.version_attributes(),
        )
        copy_for_translation_done.send(sender=type(self), source_obj=self, target_obj=version)
        return version

    def translated_along(self) -> Iterable["TranslatedPage"]:
        """The pages that are translated with this one, as a course's lessons are."""
        return ()

    def version_attributes(self) -> dict[str, object]:
        """What else a version has otherwise than its original, such as a key."""
        return {}

    def translation_problems(self, original: Page, texts: Mapping[str, str]) -> dict[str, str]:
        """What is wrong with English texts of `original`: path of the text → sentence.

        `texts` are the English ones by their path, as far as there are any: "body.<id>.text".
        """
        return {}

    def take_facts(self) -> None:
        """Shows a version with its original's facts as they are now; nothing is saved.

        Facts are the fields of its type that are neither its texts nor kept from it.
        """
        if self.original is self:
            return
        own = {*self.translated_texts, *self.untranslated_texts}
        for field in self._meta.concrete_fields:
            if field.model is type(self) and field.name not in own and not field.primary_key:
                setattr(self, field.attname, getattr(self.original, field.attname))

    def permissions_for_user(self, user):
        from .permissions import VersionPermissionTester

        if self.is_version:
            return VersionPermissionTester(user, self)
        return super().permissions_for_user(user)

    def publish(self, revision, user=None, **kwargs):
        if self.is_version:
            self.check_publishable()
        return super().publish(revision, user=user, **kwargs)

    def check_publishable(self) -> None:
        """Raises `EntryRefusedError` while the version cannot be published."""
        from portal.content.entries import EntryRefusedError

        from .marks import refuse_lost_marks

        refuse_lost_marks(self)
        if not self.original.live:
            sentence = _(
                "Die englische Fassung wird erst veröffentlicht, wenn die deutsche öffentlich ist."
            )
        elif missing := missing_texts(self):
            sentence = ngettext(
                "Ein Text ist noch nicht übersetzt. Die englische Fassung wird veröffentlicht, "
                "wenn sie vollständig ist.",
                "%(count)d Texte sind noch nicht übersetzt. Die englische Fassung wird "
                "veröffentlicht, wenn sie vollständig ist.",
                missing,
            ) % {"count": missing}
        else:
            return
        raise EntryRefusedError(self, {NON_FIELD_ERRORS: sentence})


def _speak(row, locale: Locale) -> None:
    """A row that is copied with its page speaks the version's language, if it has one at all."""
    if isinstance(row, TranslatableMixin):
        row.locale = locale


def english() -> Locale:
    """The language of the versions, made where it is missing."""
    return Locale.objects.get_or_create(language_code=ENGLISH)[0]


def versions_of(pages: Iterable[TranslatedPage]) -> dict[object, TranslatedPage]:
    """The published English versions of pages of one type, by translation key; one query."""
    pages = [page for page in pages if page.translated_texts and page.numchild]
    if not pages:
        return {}
    # Each says of itself that it is one by its locale.
    versions = type(pages[0]).objects.live().filter(VERSIONS).select_related("locale")
    keys = [page.translation_key for page in pages]
    return {page.translation_key: page for page in versions.filter(translation_key__in=keys)}


def as_read(pages: Iterable[TranslatedPage]) -> list[TranslatedPage]:
    """The pages whose texts are read: for readers of English the versions, where there are.

    No query for readers of German, else one at most for each type of page.
    """
    pages = list(pages)
    if get_language() != ENGLISH:
        return pages
    found = {}
    for model in dict.fromkeys(type(page) for page in pages):
        found |= versions_of([page for page in pages if type(page) is model])
    return [found.get(page.translation_key, page) for page in pages]


def missing_texts(version: TranslatedPage) -> int:
    """How many of the texts of its original the version does not have yet; at most four queries."""
    into_english = Translation.objects.filter(
        source__object_id=version.translation_key, target_locale_id=version.locale_id, enabled=True
    ).first()
    if into_english is None:
        return 0
    total, translated = into_english.get_progress()
    return total - translated
