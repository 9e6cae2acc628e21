"""What a translation must leave as it is: the gaps of a text, answers that can be told apart.

Page types say what is wrong with their texts (`translation_problems`). It is said at the text in
question, where wagtail-localize's editor shows it until somebody has written something else.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.strings import StringValue

from portal.content.entries import EntryRefusedError


@dataclass(frozen=True, slots=True, kw_only=True)
class LostMarks:
    """What is wrong with an English version: `problems` are sentences by the path of the text,
    empty while all is well; `strings` are the German ones that the paths are about."""

    version: object
    problems: Mapping[str, str]
    strings: tuple[int, ...] = ()

    def show(self) -> None:
        """Says it at each text, and takes back what was said of those that are right by now."""
        texts = StringTranslation.objects.filter(
            locale_id=self.version.locale_id,
            context__object_id=self.version.translation_key,
            # Those of fields, and not of blocks, are wagtail-localize's own.
            context__path__contains=".",
            translation_of__in=self.strings,
        ).select_related("context")
        texts.exclude(field_error="").exclude(context__path__in=self.problems).update(
            has_error=False, field_error=""
        )
        for text in texts.filter(context__path__in=self.problems):
            text.set_field_error([ValidationError(self.problems[text.context.path])])


class LostMarksError(EntryRefusedError):
    """An English version is not published, since texts of it cannot be used as they are."""

    def __init__(self, lost: list[LostMarks]):
        self.lost = lost
        first = lost[0].version
        sentence = _(
            "Die englische Fassung „%(title)s“ kann noch nicht veröffentlicht werden: "
            "%(problems)s Es steht auch bei dem Text, um den es geht."
        ) % {"title": first.title, "problems": " ".join(dict.fromkeys(lost[0].problems.values()))}
        super().__init__(first, {NON_FIELD_ERRORS: sentence})

    def keep(self) -> None:
        for each in self.lost:
            each.show()


def lost_marks(version) -> LostMarks:
    """What the texts of a version lack of their originals', as they were translated last.

    Two queries, and those to read the original as it was then.
    """
    into_english = (
        Translation.objects.filter(
            source__object_id=version.translation_key,
            target_locale_id=version.locale_id,
            enabled=True,
        )
        .select_related("source")
        .first()
    )
    if into_english is None:
        return LostMarks(version=version, problems={})
    segments = list(
        StringSegment.objects.filter(source=into_english.source_id)
        # What was wrong before is wrong until it is another text.
        .annotate_translation(version.locale_id, include_errors=True)
        .values_list("string_id", "context__path", "translation")
    )
    texts = {path: StringValue(text).render_text() for _string, path, text in segments if text}
    return LostMarks(
        version=version,
        problems=version.translation_problems(into_english.source.as_instance(), texts),
        strings=tuple(string for string, _path, _text in segments),
    )


def refuse_lost_marks(*versions) -> None:
    """Raises `LostMarksError` about those of the versions that cannot be used as they are."""
    lost = [found for found in map(lost_marks, versions) if found.problems]
    if lost:
        raise LostMarksError(lost)
