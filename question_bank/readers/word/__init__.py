"""Word files: opened with suspicion, read part by part. Runs in a child process: files lie."""

from question_bank.readers.word.reading import read_blocks, read_word

__all__ = ["read_blocks", "read_word"]
