"""What the Projektgruppe watches: what waits, what ages, where nothing is, what is unconfirmed.

Each overview is a function that gives a `Table`; one view shows any of them, and `workbook`
writes it as xlsx.
"""
