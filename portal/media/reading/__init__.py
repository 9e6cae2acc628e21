"""The words inside documents, read for the search.

Files come from people and may be broken, hostile or huge. So `child` reads each in a process of
its own, with limits that the operating system holds; `process` starts that process and believes
nothing it says; `services` keeps the result, and `worker` decides when.

`child` and what it imports (`archives`, `collecting`, `failures`, `formats`, `limits`) know
neither Django nor the settings: the process starts quickly and has no secrets to lose.
"""
