"""Files of other learning platforms: from their words to drafts and back, as plain functions.

Nothing here opens a file or parses XML: ``question_bank.readers`` does, within limits.
"""
