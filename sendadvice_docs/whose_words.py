"""The words that tell whose a fact is: pronouns, what links it to somebody, and who is only spoken of in passing."""

from __future__ import annotations

import re

PRONOUN = re.compile(
    r"(?<![\w'])(?:he|him|his|she|her|hers|they|their|them|himself|herself|i|i'm|i've|me|my|we|our|us)(?![\w])"
)
FIRST = frozenset({"i", "i'm", "i've", "me", "my", "we", "our", "us"})
POSSESSIVES = frozenset({"his", "her", "their", "my", "our"})
GENDERS = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
AFTER = re.compile(
    r"\s+(?:(?:of|by|from|between|against|towards?|on the part of|involving)\s+)(?:(?:his"
    r"|her|their|the|a|an|my|our|both|two|[\w-]+'s)\s+)*"
    r"(?:[\w-]+\s+){0,3}?$"
)
GENERIC = re.compile(r"(?:\b(?:for|other|some|many|most|all|any|helps?|supports?|where|of)\s+)$")
SAYS = re.compile(
    "(?:says?|said|tells?|told|thinks?|thought|believe[sd]?|feels?|felt|reports?|reported"
    "|explain(?:s|ed)?|describe[sd]?"
    "|worr(?:y|ies|ied)|fears?|feared|adds?|added|mention(?:s|ed)?|know(?:s)?|knew|recalls?"
    r"|remembers?|notice[sd]?|finds?|found)\b"
)
CONFIDES = re.compile(
    r"\b(?:confid(?:es|ed)|disclos(?:es|ed)|admit(?:s|ted)|reveal(?:s|ed)|confess(?:es"
    r"|ed)|in confidence|in private|privately|off the record)\b"
)
COORDINATE = re.compile(
    r"\s*,?\s*(?:and|but)\s+(?:also\s+|still\s+|now\s+)?(?:is|was|has|had|drinks?|uses"
    r"|takes|went|gambles|served)\b[^,;]*$"
)
OWN_CHILDREN = re.compile(r"(?<!\w)(her|his)(?: own| other| older| elder| first| two| three| four| five| six)*\s+$")
AND = re.compile(r"\s+and\s+(?:(?:his|her|their|the|both)\s+)?(?:[\w-]+\s+){0,2}")
HE_AND = re.compile(r"(?<!\w)(?:he|she|they) and (?:his|her|their) (?:[\w-]+ ){0,2}$")
#: Strangers, and strangers in the plural, whom nobody could tell apart.
UNKNOWN = frozenset({"man", "woman", "boy", "girl", "lad", "lady", "gentleman", "bloke"})
STRANGERS = frozenset(
    {"men", "women", "ladies", "gentlemen", "lads", "boys", "girls", "friends", "mates", "pals", "classmates"}
)
WITH = re.compile(r"(?<!\w)(?:with|to|from|at|by|near|for)\s+(?:(?:his|her|their|the|a|an)\s+)?(?:[\w-]+\s+){0,2}$")
IN_PASSING = re.compile(
    r"(?<!\w)(?:with|to|from|at|by|near|for|of|beside|without)\s+(?:(?:his|her|their|the|an?)\s+)?(?:[\w-]+\s+){0,1}$"
)
#: What is found or feared by somebody is not theirs: “his mother found cannabis in his room”.
FINDS = re.compile(
    r"\s+(?:has |had |have |also |once |often |then )*(?:found|finds?|discovered|caught|saw|sees|smelt"
    r"|removed|hid|hides"
    r"|locks"
    r"|reported|fears?|feared|worries|worried|thinks?|suspects?|suspected|searched|confiscated|dreads?|banned|forbids?)\b"
)
UNDER = re.compile(
    r"\s+(?:under|on|through|after|because of|following|since|during|by)\s+(?:an?\s+|the\s+"
    r"|his\s+|her\s+)?(?:\w+\s+)?"
)
#: Between what is done and the one to whom: “hit Carol”, “beat both his parents”.
TO = re.compile(r"\s+(?:(?:his|her|their|the|an?|both|own|other|former|older|younger|mr|mrs|ms|[\w-]+'s)\.?\s+)*")
#: After these words a sentence goes on about the one before its relative clause: “Jun, who is ten, was excluded”.
RESUMED = re.compile(r",\s*(?:(?:is|was|are|were|has|had|have|got|gets|remains|still|now|also|used)\b[^,;]*)?$")
#: “Psychosis has left Mum anxious”: an illness that begins a sentence is hers.
LEAVES = re.compile(
    r"[^,;.]{0,60}?\b(?:left|leaves|means|meant|made|makes|stops|stopped|keeps|kept|troubles|affects|affected|cost)\s+"
    r"(?:that\s+)?(?:(?:his|her|their|the)\s+)?"
)
NEAR = 48
PARENTAL = re.compile(
    r"(?<!\w)(parental|maternal|paternal|marital|inter-?parental|sibling|parents?')\s+(?:(?:and"
    r"|drug|alcohol|poor|past|\w+,|ongoing)\s+)*$"
)
#: No further back than this, in characters, is a sentence read.
FAR = 400
#: Words for somebody by what they did, and what makes one a neighbour: “a known paedophile lives at number 9”.
AGENT = re.compile(
    r"(?:paedo(?:phile)?|nonce|addict|alcoholic|dealer|drug dealer|ex-con|prostitute|stalker|arsonist|burglar|fraudster"
    r"|junkie|(?:registered |known |convicted )?sex offender)s?"
)
LIVES = re.compile(
    r"\s+(?:lives?|living|lodging|lodges|next door|upstairs|downstairs|opposite|who lives|at number|across|round)\b"
)
#: Whoever it may be is nobody in particular: “every mother”.
WHOEVER = re.compile(r"\b(?:every|each|any|all)\s+$")
#: A stranger is somebody in particular only with this: “a lad who did two years”, “a woman in the flat above”.
TOLD_APART = re.compile(
    r"\s*(?:,|\(|(?:who|whose|with|at|in|from|next|on|upstairs|opposite|downstairs|called|he|she)\b)"
)
#: “was removed from his parents' care and” goes on about the one it is said of.
AND_DONE = re.compile(r"[^,;]*\band\s+(?:then\s+|later\s+)?$")
