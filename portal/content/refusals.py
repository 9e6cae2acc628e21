"""Services refuse with sentences; a form shows them."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError


def tried(form, service, **step):
    """What the service returns; None if it refused, with its sentences in the form.

    What is about a field that the form does not have stands above it.
    """
    try:
        return service(**step)
    except ValidationError as error:
        sentences = error.update_error_dict({})
        known = {name: told for name, told in sentences.items() if name in form.fields}
        rest = [
            sentence
            for name, told in sentences.items()
            if name not in form.fields
            for sentence in told
        ]
        form.add_error(None, {**known, **({NON_FIELD_ERRORS: rest} if rest else {})})
        return None
