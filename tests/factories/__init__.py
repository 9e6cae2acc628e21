"""Factories that build entries beneath a city, complete enough to be published."""

from .courses import CoursePageFactory, EnrolmentFactory, LessonPageFactory
from .entries import GoodPracticeFactory, TrainingModuleFactory

__all__ = [
    "CoursePageFactory",
    "EnrolmentFactory",
    "GoodPracticeFactory",
    "LessonPageFactory",
    "TrainingModuleFactory",
]
