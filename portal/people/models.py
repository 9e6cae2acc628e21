from django.contrib.auth.models import AbstractUser
from django.contrib.auth.models import UserManager as DjangoUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class UserManager(DjangoUserManager):
    """Makes users by e-mail address; there are no user names."""

    def _create_user_object(self, username, email, password, **extra_fields):
        user = self.model(email=self.normalize_email(email).lower(), **extra_fields)
        user.set_password(password)
        return user

    def create_user(self, email, password=None, **extra_fields):
        extra_fields.setdefault("is_staff", False)
        extra_fields.setdefault("is_superuser", False)
        return self._create_user(None, email, password, **extra_fields)

    def create_superuser(self, email, password=None, **extra_fields):
        extra_fields |= {"is_staff": True, "is_superuser": True}
        return self._create_user(None, email, password, **extra_fields)

    def _create_user(self, username, email, password, **extra_fields):
        if not email:
            raise ValueError("A user needs an e-mail address.")
        user = self._create_user_object(username, email, password, **extra_fields)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username):
        return self.get(email__iexact=username)


class User(AbstractUser):
    """A person who signs in, by e-mail address.

    The address is kept in lower case and unique regardless of case, because people type
    `Vielfalt@Herne.example` on one day and `vielfalt@herne.example` on the next.
    """

    username = None
    email = models.EmailField(_("E-Mail-Adresse"), unique=True)
    home_city = models.ForeignKey(
        "cities.CityPage",
        verbose_name=_("Stadt"),
        help_text=_("Für welche Stadt diese Person arbeitet."),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    objects = UserManager()

    class Meta:
        verbose_name = _("Konto")
        verbose_name_plural = _("Konten")
        permissions = [("support_staff", "Kann Beschäftigte der eigenen Stadt unterstützen")]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_unique",
                violation_error_message=_("Zu dieser E-Mail-Adresse gibt es schon ein Konto."),
            )
        ]

    def save(self, *args, **kwargs):
        self.email = self.email.lower()
        super().save(*args, **kwargs)
