"""The demonstration zone: an invented hi-tech zone with its people, records, pictures and articles."""
