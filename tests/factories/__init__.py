"""Factories that build entries beneath a city, complete enough to be published."""

from .courses import CoursePageFactory, EnrolmentFactory, LessonPageFactory
from .entries import GoodPracticeFactory, TrainingModuleFactory
from .packages import ContentPackageFactory, PackageVersionFactory

__all__ = [
    "ContentPackageFactory",
    "CoursePageFactory",
    "EnrolmentFactory",
    "GoodPracticeFactory",
    "LessonPageFactory",
    "PackageVersionFactory",
    "TrainingModuleFactory",
]
