"""The demonstration zone: an invented hi-tech zone with its people, records, pictures and articles.

`build` makes it in an empty database, relative to a day and otherwise the same every time.
"""
