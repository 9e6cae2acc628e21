"""Reading SCORM and H5P packages: what they are, whether they can be launched, what is wrong.

Pure: from a file to a report, without database and storage.
"""
