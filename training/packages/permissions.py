"""Packages are files of a city: whoever works with its documents works with its packages."""

from wagtail.documents.models import Document
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy

from .models import ContentPackage

policy = CollectionOwnershipPermissionPolicy(
    ContentPackage,
    # Wagtail keeps the rights on documents with its own model.
    auth_model=Document,
    owner_field_name="created_by",
)
