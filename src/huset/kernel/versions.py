"""Freezing: what a body decided is kept as it was, while work goes on in the next version."""

from typing import Any

from django.db import models, transaction
from django.utils import timezone

from huset.kernel.actions import sha256_of
from huset.kernel.models import Version


def freeze(of: models.Model, content: dict[str, Any]) -> Version:
    """Keep ``content`` as the next version of a record."""
    with transaction.atomic():
        latest = latest_version(of)
        return Version.objects.create(
            subject=of._meta.label,  # noqa: SLF001 -- Django's public name for it
            subject_id=of.pk,
            number=latest.number + 1 if latest else 1,
            frozen_at=timezone.now(),
            content=content,
            digest=sha256_of(content),
        )


def latest_version(of: models.Model) -> Version | None:
    """Give the version that was frozen last, if any."""
    versions = Version.objects.filter(subject=of._meta.label, subject_id=of.pk)  # noqa: SLF001 -- see freeze
    latest: Version | None = versions.order_by("-number").first()
    return latest


def is_whole(version: Version) -> bool:
    """Tell whether the content still is what was frozen."""
    return sha256_of(version.content) == version.digest
