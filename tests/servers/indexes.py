"""The indexes of one test process on an Elasticsearch that others may use as well."""

from elasticsearch import Elasticsearch


def remove_indexes(client: Elasticsearch, prefix: str) -> list[str]:
    """Deletes all indexes whose names begin so, and returns these; one short request if none."""
    rows = client.cat.indices(index=f"{prefix}*", h="index", format="json", expand_wildcards="all")
    names = [row["index"] for row in rows]
    if names:
        # Elasticsearch deletes by name only, for which we can be glad.
        client.indices.delete(index=names, ignore_unavailable=True)
    return names
