"""The documents as rows: both searches build their indexes from this table."""

from django.db import models
from wagtail.search import index

from search.documents import SearchDocument

#: Facets that Wagtail's search can count as well: one value a document.
FACETS = ("kind", "city", "theme", "audience")


class BenchEntry(index.Indexed, models.Model):
    """One document, with the weights for Wagtail's search that ours gives the same fields."""

    title = models.CharField(max_length=200)
    summary = models.TextField()
    body = models.TextField()
    tags = models.TextField()
    kind = models.CharField(max_length=20)
    city = models.CharField(max_length=20)
    theme = models.CharField(max_length=40)
    audience = models.CharField(max_length=40)
    published = models.DateTimeField()

    search_fields = [
        index.SearchField("title", boost=3),
        index.SearchField("summary", boost=1.5),
        index.SearchField("body"),
        index.SearchField("tags", boost=2),
        *(index.FilterField(name) for name in FACETS),
    ]

    def __str__(self):
        return self.title

    @classmethod
    def of(cls, document: SearchDocument) -> "BenchEntry":
        return cls(
            title=document.title,
            summary=document.summary,
            body=document.body,
            tags="\n".join(document.tags),
            published=document.published,
            **{key: document.facets[key][0] for key in FACETS},
        )

    def document(self) -> SearchDocument:
        tags = tuple(self.tags.split("\n"))
        return SearchDocument(
            id=f"bench-{self.pk}",
            kind=self.kind,
            url=f"/{self.kind}/{self.pk}/",
            title=self.title,
            summary=self.summary,
            body=self.body,
            city=self.city.capitalize(),
            tags=tags,
            facets={key: (getattr(self, key),) for key in FACETS} | {"tag": tags},
            published=self.published,
            updated=self.published,
            meta=("Pilot",),
        )
