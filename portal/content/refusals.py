"""Services refuse with sentences; a form shows them."""

from django.core.exceptions import ValidationError


def tried(form, service, **step):
    """What the service returns; None if it refused, with its sentences in the form."""
    try:
        return service(**step)
    except ValidationError as error:
        add_refusal(form, error)
        return None


def add_refusal(form, error: ValidationError) -> None:
    """What is about a field that the form does not have stands above it."""
    for name, sentences in error.update_error_dict({}).items():
        for sentence in sentences:
            form.add_error(name if name in form.fields else None, sentence)
