"""Two cities become one: what their HR developers gave goes on, and of two the most counts."""

from django.dispatch import receiver

from portal.cities.merging import city_absorbed

from .models import TestExtension


@receiver(city_absorbed)
def city_was_absorbed(sender, source, target, **kwargs):
    """Both may have given the same person something in the same course; a city gives it once."""
    kept = {
        (each.course_id, each.user_id): each for each in TestExtension.objects.filter(city=target)
    }
    for each in TestExtension.objects.filter(city=source):
        if other := kept.get((each.course_id, each.user_id)):
            other.extra_minutes = max(other.extra_minutes, each.extra_minutes)
            other.extra_attempts = max(other.extra_attempts, each.extra_attempts)
            other.save()
            each.delete()
