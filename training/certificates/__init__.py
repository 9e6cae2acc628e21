"""Teilnahmebescheinigungen: issued when a course is finished, checked by anybody with its code.

A certificate keeps all that it says, so that it outlives the course, its versions and the
enrolment. It says that somebody finished, never how well. The paper names its holder as the
holder wants; the page that checks it shows only what the holder agreed to.
"""
