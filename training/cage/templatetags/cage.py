"""`{% package_frame value %}`: the block of a package, in a lesson or its preview."""

from django import template

from training.cage.frames import frame_for

register = template.Library()


@register.inclusion_tag("training/cage/frame.html", takes_context=True)
def package_frame(context, value):
    """Reads `request`; `enrolment` and the `part` of the lesson, where somebody learns.

    What editors see of a block before they choose it has neither request nor package.
    """
    enrolment = context.get("enrolment")
    frame = frame_for(
        context.get("request"),
        value.get("package"),
        enrolment=enrolment,
        part=context.get("part"),
    )
    return {
        "frame": frame,
        "value": value,
        "course": context.get("course"),
        "is_enrolled": enrolment is not None,
    }
