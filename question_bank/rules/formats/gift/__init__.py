"""GIFT, Moodle's text format: https://docs.moodle.org/en/GIFT_format."""
