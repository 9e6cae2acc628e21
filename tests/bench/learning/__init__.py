"""Taking courses, measured beside wagtail-lms, each in a process of its own on the same database.

Both are asked through Django's test client, with their own middleware, by the same number of
learners at once. wagtail-lms is installed from its package into a directory of the run, beside
the very Django and Wagtail that the portal has.

Packages are imported by both, each with its own importer, and what became of them is compared
with what is right: which sections start with which file, and what must be refused.

    measuring.py   starts the databases, and makes the figures of courses
    sides.py       starts the processes, and installs wagtail-lms
    portal.py      progress writes, and lesson pages of courses of several sizes
    peer.py        wagtail-lms: the same writes, one call of its SCORM interface each
    hammer.py      many learners at once; knows neither

    launching.py   writes the packages, has them imported, and judges
    packages.py, manifests.py, archives.py    packages of our own making, right ones and hostile
    importing.py, memory.py    imports all of them, with seconds and megabytes; knows neither side
    portal_packages.py, peer_packages.py    the sides
"""
