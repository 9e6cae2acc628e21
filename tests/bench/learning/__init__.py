"""Taking courses, measured beside wagtail-lms, each in a process of its own on the same database.

Both are asked through Django's test client, with their own middleware, by the same number of
learners at once. wagtail-lms is installed from its package into a directory of the run, beside
the very Django and Wagtail that the portal has.

    measuring.py   starts the databases and the processes, and makes the figures
    portal.py      progress writes, and lesson pages of courses of several sizes
    peer.py        wagtail-lms: the same writes, one call of its SCORM interface each
    hammer.py      many learners at once; knows neither
"""
