"""What somebody typed whose sign-in had ended: kept in the session until they are back.

Shown again only to who had typed it. On a PC that people share, the session ends with the
browser, and another person who signs in meanwhile never sees it.
"""

import re

from django.http import QueryDict

from .steps import Step

_KEY = "submission_kept"
#: What says which answer to which draft it is.
_ABOUT = ("base", "key", "city", "writer")
#: What forms with files ask beside the step's fields: texts, and which files stay.
_TEXTS_OF_FILES = ("title", "summary", "description", "credit")
_CHOICES_OF_FILES = ("keep", "remove")
#: Signs; a session is no place for more.
MAX_SIZE = 60_000


def keep(request, step: Step) -> bool:
    """Keeps the posted answer; False where there is too much of it."""
    names = {*answer_names(request.POST, step), *_ABOUT, *_CHOICES_OF_FILES}
    posted = {
        name: request.POST.getlist(name)
        for name in request.POST
        if name in names or (step.has_rows and name.startswith("form-"))
    }
    if sum(len(value) for all_of_one in posted.values() for value in all_of_one) > MAX_SIZE:
        return False
    request.session[_KEY] = {"path": request.path, "posted": posted}
    return True


def answer_names(posted: QueryDict, step: Step) -> list[str]:
    """The names of what a person has typed for a step, in the order of the form."""
    names = {*step.fields, *(_TEXTS_OF_FILES if step.has_files else ())}
    return [
        name
        for name in posted
        if name in names or (step.has_rows and re.fullmatch(r"form-\d+-\w+", name))
    ]


def take(request) -> QueryDict | None:
    """What was kept for this page and this person, once."""
    kept = request.session.get(_KEY)
    if not kept or kept["path"] != request.path:
        return None
    del request.session[_KEY]
    if kept["posted"].get("writer") != [str(request.user.pk)]:
        return None
    data = QueryDict(mutable=True)
    for name, several in kept["posted"].items():
        data.setlist(name, several)
    return data
