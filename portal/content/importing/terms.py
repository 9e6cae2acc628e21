"""Terms of a vocabulary, found however people spell them."""

import re
from difflib import get_close_matches

from django.utils.translation import gettext as _

from portal.taxonomy.models import Term
from portal.taxonomy.tags import fold_tag

from .report import InvalidValueError


def spelling(text: str) -> str:
    """The form under which all spellings of a term meet.

    Beyond case, umlauts and gender marks: `< 1.000 Euro` and `unter 1000 €` are one.
    """
    text = re.sub(r"<\s*", "unter ", text)
    text = re.sub(r"(?<=\d)\.(?=\d{3})", "", text)
    text = re.sub(r"\b(?:euro|eur)\b", "€", text, flags=re.IGNORECASE)
    return fold_tag(text.strip(" .*"))


class TermBook:
    """The terms of one vocabulary as they are now; one query for the whole run."""

    def __init__(self, model: type[Term]):
        self.label = model._meta.verbose_name
        terms = list(model.objects.all())
        self.active = [term for term in terms if not term.retired]
        self._terms: dict[str, Term] = {}
        # Active terms last: where a retired one has the same title, the active one counts.
        for term in sorted(terms, key=lambda term: not term.retired):
            names = [term.key, term.title, getattr(term, "iri", "")]
            for name in filter(None, names):
                self._terms[spelling(name)] = term
            # "Ziel 1" of "ziel-1" is found by its key; "1" alone by its number.
            if number := re.fullmatch(r"ziel-(\d+)", term.key):
                self._terms[number[1]] = term

    def known(self, text: str) -> Term | None:
        """The active term of that title or key; None if there is none."""
        term = self._terms.get(spelling(text))
        return None if term is None or term.retired else term

    def pick(self, text: str) -> Term:
        """The active term of that title or key; raises `InvalidValueError` with the nearest one."""
        term = self._terms.get(spelling(text))
        if term is None:
            raise InvalidValueError(
                _("„%(term)s“ steht nicht im Vokabular „%(vocabulary)s“.")
                % {"term": text[:60], "vocabulary": self.label},
                self._remedy(text),
            )
        if term.retired:
            raise InvalidValueError(
                _("„%(term)s“ wird nicht mehr verwendet.") % {"term": term.title},
                self._remedy(text),
            )
        return term

    def _remedy(self, text: str) -> str:
        titles = {spelling(term.title): term.title for term in self.active}
        if "," in text and all(self.known(part) for part in text.split(",")):
            return _("Trennen Sie mehrere Werte mit Semikolon.")
        near = get_close_matches(spelling(text)[:100], titles, n=1, cutoff=0.75)
        if near:
            return _("Meinten Sie „%(term)s“?") % {"term": titles[near[0]]}
        return _("Erlaubt sind: %(terms)s.") % {"terms": "; ".join(titles.values())}
