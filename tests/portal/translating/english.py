"""English versions for the tests, made as an editor makes them."""

from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.operations import translate_object

from portal.translating.pages import english


def translation_of(page) -> Translation:
    """The translation of the page into English, begun where it is not."""
    translate_object(page, [english()])
    source = TranslationSource.objects.get_for_instance(page)
    return source.translations.get(target_locale=english())


def translate(translation: Translation, **texts: str) -> None:
    """Gives each text of the page an English one: the field's own, or "English: …"."""
    for segment in StringSegment.objects.filter(source=translation.source):
        field = segment.context.path.split(".")[0]
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            locale=translation.target_locale,
            context=segment.context,
            defaults={"data": texts.get(field, f"English: {segment.string.data}")},
        )


def published_version(page, **texts: str):
    """The page's English version as visitors read it."""
    translation = translation_of(page)
    translate(translation, **texts)
    translation.save_target(publish=False)
    version = translation.get_target_instance()
    version.latest_revision.publish()
    # In memory it would have no page below it.
    page.refresh_from_db()
    return translation.get_target_instance()
