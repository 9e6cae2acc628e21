"""Factories that build entries beneath a city, complete enough to be published."""

from .entries import GoodPracticeFactory, TrainingModuleFactory

__all__ = ["GoodPracticeFactory", "TrainingModuleFactory"]
