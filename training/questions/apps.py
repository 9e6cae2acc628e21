from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuestionsConfig(AppConfig):
    name = "training.questions"
    label = "training_questions"
    verbose_name = _("Fragen in Kursen")
