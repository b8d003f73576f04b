"""Publishing: the coming events for calendars, programs, tables, readers and browsers.

Pure but for `files`: events in, bytes out; the same events give the same bytes.
"""
