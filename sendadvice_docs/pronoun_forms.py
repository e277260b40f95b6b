"""The words that tell whom a pronoun can mean: its forms, and what stands around it."""

from __future__ import annotations

import re

GENDERS = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
FORMS = {
    "m": ("he", "him", "his", "himself"),
    "f": ("she", "her", "her", "herself"),
    "": ("they", "them", "their", "themselves"),
}
#: What the gender of a person's own pronouns makes wrong.
WRONG = {"he": "f", "she": "m", "they": "mf"}
#: After these “her” is somebody, not somebody's.
NO_NOUN = re.compile(
    r"\s*(?:$|[.,;:!?)\"]|(?:to|until|till|when|whenever|while|if|and|or|but|nor|with|without|at|in|into|on|onto|by|from|for|as"
    r"|because|so|after|before|since|every|each|out|up|away|home|back|off|down|through|along|across|over|under|about|around"
    r"|there|here|alone|what|where|how|why|who|that|than|a|an|the|his|not|again|too|twice|once|will|would|is|was|can|safe(?!ty)|calm"
    r"|company|upstairs|downstairs|outside|inside|anxious|upset|awake|asleep|going|get|use|eat|do|make|feel|find|settle|cope|manage"
    r"|wash|dress|bathe|learn|see|keep|understand|stay|go|join|take|choose|try|cross|calmly|gently|quietly|regularly|daily|weekly"
    r"|more|during|between|towards?|unless|all|some|any|one|two|three|both|this|these|those|it|them|something|anything)(?![\w'-]))"
)
EITHER = re.compile(r"\b(?:he|him|his|himself|she|her|hers|herself|they|them|their)(?:\s+or\s+|\s*/\s*)\(?$")
OR = re.compile(r"\s*/|\s+or\s+(?=(?:he|him|his|himself|she|her|hers|they|them|their)\b)")
#: A sentence that speaks of nobody is read with so many before it.
BACK = 2
#: So many characters apart two pronouns of a sentence are the same person's.
CLOSE = 40
POSSESSED = re.compile(r"\s+(?:[\w'-]+\s+){0,3}$")
USUAL_SELF = re.compile(r"(?:\s+[\w-]+){0,3}\s+self\b|\s+own\b")
#: “Dylan and her drum”, “Dylan with her chair”.
AND_HIS = re.compile(r"\s+(?:and|with|without|or)\s+(?:all\s+|both\s+)?")
UNTIL_NOW = re.compile(r"\W*(?:when|while|once|after|before|as|if|since|until|although|because|where|whenever|with)\b")
#: Before the subject of a new statement: “…, and Joe will tell her”.
OPENS = re.compile(r"(?:[,;:]|\b(?:and|but|so|then|that|as))\s+$")
#: “He wants to be a vet”: nobody but him is spoken of. Nor is anybody by “nobody”.
BECOMES = re.compile(r"\b(?:be|become|becoming|being|is|was|as|like|make|makes)\s+an?\s+(?:[\w-]+\s+){0,2}$")
NOBODY = frozenset({"nobody", "no-one"})
#: What is done to the body of the one who is cared for, or beside them: “an adult to wash her hair”.
HELPS = re.compile(r"\b(?:helps?|helping|let|lets)\s+$")
CARED_FOR = re.compile(
    r"\b(?:(?:wash|dry|brush|comb|cut|cut up|tie|fasten|change|wipe|clean|hold|do up|put on|take off|push|steady|lift)"
    r"|(?:worker|adult|sitter|carer|assistant|pa|somebody|someone) (?:at|by))\s+$"
)
#: What a support is for: “a sitter …, so that she gets used to somebody new”.
SO_THAT = re.compile(r"\bso(?: that)?\s+$")
GAINS = re.compile(
    r"\s+(?:gets|meets|makes|goes|learns|stays|mixes|sleeps|enjoys|has|feels|spends|tries|keeps|is|does|eats|swims|plays|gains"
    r"|can (?:join|go|meet|make|play|swim|learn|mix|take part|spend|try|be with|have|get out|enjoy))\b"
)
THING_THAT = re.compile(r"\s(?:that|which)\s+(?:is|are|was|will|would|can|could|must|may|has|have|\w+s)\s")
#: What a worker does to the one they work with: “a worker, who will help her choose”.
HELPED = re.compile(
    r"\b(?:help|helps|helping|support|supports|supporting|take|takes|taking|bring|brings|bringing"
    r"|collect|collects|meet|meets|visit|visits"
    r"|accompany|accompanies|assist|assists|prompt|prompts|remind|reminds|teach|teaches|show|shows|encourage|encourages"
    r"|watch|watches|feed|feeds|bath|baths|bathe|bathes|wash|washes|dress|dresses|lift|lifts|lifting|guide|guides|drive|drives"
    r"|get|gets|join|joins|with|beside|for)\s+$"
)
#: Somebody at work speaks of the one they work with: “his manager says that he is never late”.
SAYS_THAT = re.compile(
    r"\s+(?:[\w-]+\s+)?(?:manager|teacher|tutor|keyworker|key worker|supervisor|boss|employer|mentor"
    r"|assistant|worker|coach|leader|therapist|nurse|head|instructor|trainer)"
    r"(?:\s+(?:there|here))?\s+(?:says|said|reports|reported|thinks|tells us|told (?:me|us)"
    r"|writes|wrote|finds|found|notes|noted|has noticed|noticed)\s+(?:that\s+)?"
)
