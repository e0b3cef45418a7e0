"""Questions that read almost the same: told quickly among ten thousand, never merged alone.

Two texts are compared letter by letter only if they share a rare word: of each text the rarest
words are its keys, and a word that stands in very many texts is no key at all.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from rapidfuzz import fuzz

from foundation.text import likeness_key

NEAR = 0.9
"""From this share of equal letters on, people should look at both."""
MOST_KEYS = 6
MOST_TEXTS_OF_KEY = 60

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True)
class Near(Generic[K]):
    """A text that reads almost the same, and how much of it, from 0 to 1."""

    key: K
    share: float


def comparable(stem: str, texts: Iterable[str]) -> str:
    """Return the text by which a question is compared: its stem and what can be chosen."""
    return "\n".join([likeness_key(stem), *sorted(likeness_key(text) for text in texts)])


class LikenessIndex(Generic[K]):
    """Texts among which the nearest to another one is found."""

    def __init__(self, texts: Mapping[K, str]) -> None:
        """Prepare ``texts``: key → ``comparable`` text."""
        self._texts = dict(texts)
        self._counts = Counter(word for text in texts.values() for word in set(text.split()))
        self._of_word: dict[str, list[K]] = defaultdict(list)
        for key, text in self._texts.items():
            for word in self._keys(text):
                self._of_word[word].append(key)

    def _keys(self, text: str) -> list[str]:
        words = {word for word in text.split() if self._counts[word] <= MOST_TEXTS_OF_KEY}
        return sorted(words, key=lambda word: (self._counts[word], word))[:MOST_KEYS]

    def nearest(self, text: str, but: K | None = None) -> Near[K] | None:
        """Return the text most like this one, if it is near enough."""
        best: Near[K] | None = None
        for key in self._candidates(text, but):
            other = self._texts[key]
            least = NEAR if best is None else best.share
            if min(len(text), len(other)) < least * max(len(text), len(other)) * 0.8:
                continue
            share = fuzz.ratio(text, other, score_cutoff=100 * least) / 100
            if share >= least and (best is None or share > best.share):
                best = Near(key, share)
        return best

    def _candidates(self, text: str, but: K | None) -> Iterator[K]:
        seen = {but}
        for word in self._keys(text):
            for key in self._of_word.get(word, ()):
                if key not in seen:
                    seen.add(key)
                    yield key
