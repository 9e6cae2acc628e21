"""How answers become results that tell of nobody. No queries.

Answers are added up as they come: the ratings to one sum for each question, the remarks to a
heap without order. Results go out in steps of five. What waits is seen by nobody, so whoever
looks twice sees nothing new, or what five or more people said together: no difference of two
looks is about fewer. Only means are shown, never how many chose a rating, as that would be
cells of one or two people.
"""

import random
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

#: So many people at least are behind each number, and behind each change of a number.
STEP = 5
LOWEST, HIGHEST = 1, 5
#: Key → sentence to agree with. The keys are stored.
SENTENCES = {
    "clear": _("Der Kurs war verständlich."),
    "useful": _("Ich kann das Gelernte bei meiner Arbeit gebrauchen."),
    "length": _("Der Umfang war richtig."),
    "recommend": _("Ich empfehle den Kurs weiter."),
}
RATINGS = {
    5: _("stimme voll zu"),
    4: _("stimme eher zu"),
    3: _("teils, teils"),
    2: _("stimme eher nicht zu"),
    1: _("stimme nicht zu"),
}

# Not a generator that somebody could wind back.
_shuffle = random.SystemRandom().shuffle


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A rating for each sentence, and a remark or ""."""

    ratings: Mapping[str, int]
    remark: str = ""

    def __post_init__(self):
        if set(self.ratings) != set(SENTENCES):
            raise ValueError("Every sentence needs a rating.")
        if not all(LOWEST <= rating <= HIGHEST for rating in self.ratings.values()):
            raise ValueError(f"Ratings are from {LOWEST} to {HIGHEST}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What so many people said, taken together."""

    count: int = 0
    sums: Mapping[str, int] = field(default_factory=lambda: dict.fromkeys(SENTENCES, 0))
    remarks: tuple[str, ...] = ()

    def plus(self, other: "Tally", shuffle: Callable[[list], None] = _shuffle) -> "Tally":
        remarks = [*self.remarks, *other.remarks]
        shuffle(remarks)
        return Tally(
            count=self.count + other.count,
            sums={key: self.sums.get(key, 0) + other.sums.get(key, 0) for key in SENTENCES},
            remarks=tuple(remarks),
        )

    def mean(self, key: str) -> float:
        """From `LOWEST` to `HIGHEST`, to one place."""
        return round(self.sums[key] / self.count, 1)

    def without(self, remark: str) -> "Tally":
        """The remark is gone, once; the ratings that came with it nobody could tell."""
        remarks = list(self.remarks)
        remarks.remove(remark)
        return Tally(count=self.count, sums=self.sums, remarks=tuple(remarks))


def tally_of(answer: Answer) -> Tally:
    remarks: Iterable[str] = [answer.remark] if answer.remark else []
    return Tally(count=1, sums=dict(answer.ratings), remarks=tuple(remarks))


def taken(published: Tally, pending: Tally, answer: Answer) -> tuple[Tally, Tally]:
    """Published and pending after one more answer: the fifth takes the four before it along."""
    pending = pending.plus(tally_of(answer))
    if pending.count < STEP:
        return published, pending
    return published.plus(pending), Tally()
