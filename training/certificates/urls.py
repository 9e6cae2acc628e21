from django.urls import path

from .checking import check, enter
from .views import discard, own, pdf, renewal

app_name = "certificates"
urlpatterns = [
    path("bescheinigung/", enter, name="enter"),
    path("bescheinigung/<str:code>/", check, name="check"),
    path("bescheinigungen/<int:pk>/", own, name="own"),
    path("bescheinigungen/<int:pk>/pdf/", pdf, name="pdf"),
    path("bescheinigungen/<int:pk>/erneuern/", renewal, name="renew"),
    path("bescheinigungen/<int:pk>/loeschen/", discard, name="discard"),
]
