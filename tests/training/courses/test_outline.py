"""The outline of a version, from its content alone."""

from training.courses.models import CourseVersion
from training.courses.outline import Activity, contents_of, outline_of


def lesson(*blocks, pk=7):
    return {"id": pk, "title": "Anfang", "minutes": 12, "body": list(blocks)}


def block(kind, value, key="b1"):
    return {"type": kind, "id": key, "value": value}


def version(*lessons, final_test=()):
    return CourseVersion(
        content={"title": "Kurs", "lessons": list(lessons), "final_test": list(final_test)}
    )


def test_a_lesson_is_an_activity_and_its_text_is_none():
    outline = outline_of(version(lesson(block("text", "<p>Ein Absatz.</p>"))))

    assert outline.lessons[0].activities == (Activity("lesson-7", "lesson", "Anfang", True),)
    assert outline.minutes == 12
    assert outline.lesson(7).title == "Anfang"
    assert outline.lesson(8) is None


def test_blocks_that_can_be_completed_are_known_by_their_ids():
    outline = outline_of(
        version(
            lesson(
                block("single", {"question": "Wen schützt das AGG?"}, "q1"),
                block("reflection", {"prompt": "Und Sie?"}, "r1"),
            )
        )
    )

    assert outline.lessons[0].activities[1:] == (
        Activity("q1", "question", "Wen schützt das AGG?", True),
        Activity("r1", "reflection", "Und Sie?", False),
    )


def test_a_label_gives_no_solution_away_and_stays_short():
    gap = lesson(block("gap", {"text": "Das AGG gilt seit [2006]. " + "Wort " * 60}))

    label = outline_of(version(gap)).lessons[0].activities[1].label

    assert "2006" not in label
    assert len(label) <= 120


def test_whether_there_is_a_final_test():
    assert outline_of(version(lesson(), final_test=[{"type": "pool"}])).final_test
    assert not outline_of(version(lesson())).final_test


def test_short_contents_say_the_same_without_the_blocks():
    made = version(lesson(block("reflection", {"prompt": "Und Sie?"})))
    short = contents_of(made.content)

    assert "body" not in short["lessons"][0]
    assert outline_of(CourseVersion(content={}, contents=short)) == outline_of(made)
