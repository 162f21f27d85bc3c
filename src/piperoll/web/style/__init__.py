"""The furniture on show: every piece on one page, to look at and to test in a browser."""
