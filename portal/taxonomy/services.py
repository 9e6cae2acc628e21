from django.apps import apps
from django.db import transaction

from .english import ENGLISH
from .vocabularies import VOCABULARIES


@transaction.atomic
def load_vocabularies() -> int:
    """Fills each empty vocabulary with its agreed terms; returns how many were made.

    A vocabulary that has any term is left alone: what editors renamed, reordered or deleted
    stays as they left it.
    """
    made = 0
    for model_name, terms in VOCABULARIES.items():
        model = apps.get_model("taxonomy", model_name)
        if model.objects.exists():
            continue
        model.objects.bulk_create(
            model(
                position=position,
                title_en=ENGLISH.get(model_name, {}).get(term["key"], ""),
                **term,
            )
            for position, term in enumerate(terms, start=1)
        )
        made += len(terms)
    return made
