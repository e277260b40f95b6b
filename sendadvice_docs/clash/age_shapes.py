"""How ages and birthdays are written, and what says that one is of another time or of somebody of that age."""

from __future__ import annotations

import datetime as dt
import re

from sendadvice_docs.clash.common import MONTH, date_pattern

#: So long before and after a birthday an age one off is let pass: the text may be that much older.
NEAR = dt.timedelta(days=60)
OLDEST = 30
OLD = re.compile(
    r"(?: and a half)?[- ](?:years?|yrs?)[- ]?(?:of age|olds?)(?! (?:sister|brother|cousin"
    r"|friend|son|daughter|twin|nephew|niece|dog|cat))"
)
MADE = re.compile(
    r"(?:\b(?:aged|age(?: of)?|turned|turns|reached|becomes|became|being|coming up to"
    r"|(?:boy|girl|child|lad|teenager|man|woman"
    r"|person|youngster|leaver|mother|mum|father|dad|toddler|infant|baby),? (?:of|aged|is"
    r"|now|who is|who's))(?: only| just| about| now| nearly)?|\((?:now|aged?|is)?) ?$"
)
IS = re.compile(
    r"(?:\b(?:is|are|am)|'s|'m|'re)(?: (?:now|only|just|currently|still|already|about|nearly|almost|an?))* $"
)
APPOSED = re.compile(r"(?:[\w'’]+, (?:now |only |just |aged |still |a |who is |who's )*|\bnow |(?:^|[.;] )an? )$")
AT = re.compile(r"(?:(?:^|[.;,:] |\band |\bnow,? |\n|\()at(?: (?:only|just|barely|nearly))? |(?:^|[.;,] )as an? )$")
STOP = re.compile(
    r"(?: and a half)?(?: now| already| next)?(?:\s*(?:[,.;:)]|$)|,? (?:and|but|with|who|so|yet)\b| now\b)"
)
SUBJECT = re.compile(
    r",? (?!and\b|or\b)(?:he|she|they|[a-z][\w'-]+)(?:'s| (?:is|can|can't|cannot|has|needs|still|likes"
    r"|should|goes|doesn't|does|finds|wants|would|ought|must|isn't|hasn't|uses|sleeps|eats|wears|weighs"
    r"|lives|knows|will|also|now|already|shows|relies|depends)\b)|,? (?:is|can|can\'t|cannot|has|needs"
    r"|still|likes|should|doesn\'t|finds|wants|ought|isn\'t|hasn\'t|uses|lives|knows)\b"
)
MONTHLY = re.compile(
    r"[- ](?:months?|weeks?|days?|hours?|o'clock|am|pm|per|times|of|in (?:every|the "
    r"class))\b|[:.]\d|%|/|st\b|nd\b|rd\b|th\b"
)
NOT_NOW = re.compile(
    r"\b(?:when|whenever|until|till|once|if|by|before|after|was|were|will|would|then|from"
    r"|since|turns?|had|became|at the time|going to|to be|like|as if|level|understanding|mental"
    r"|developmental|functioning|ago|years? (?:old(?:er)?|young(?:er)?) than)\b|'ll\b"
)
LIKE = re.compile(
    r"\b(?:like|level|understanding|mental|developmental\w*|functioning|equivalent|as "
    r"though|similar|expected|look for|typical|normal|usual|ability|abilities|skills|stage|age-appropriate"
    r"|under|over|size of|as [a-z]+ as|for an?)\b"
)
IN_YEAR = re.compile(
    r",? ?\(?(?:back |again )?(?:in|on|from|that is,? in) (?:early |late |the (?:spring"
    rf"|summer|autumn|winter) of )?(?:\d{{1,2}} )?(?:(?P<month>{MONTH}) )?(?P<year>(?:19|20)\d\d)(?![\w/])"
)
YEAR_BEFORE = re.compile(
    r"\b(?:in|since|from|until|on) (?:early |late |the (?:spring|summer|autumn|winter) of "
    rf")?(?:\d{{1,2}} )?(?:(?P<month>{MONTH}) )?(?P<year>(?:19|20)\d\d)"
    r",? ?[(–-]? ?(?:(?:when|while|as) (?P<who>he|she|they|i|[a-z][\w'-]+) (?:was|were"
    r"|had)(?: just)?(?: still| only| barely| about| turned)?|at(?: the age of)?|aged|(?:he|she|they) "
    r"(?:was|were)|(?:on|upon|after) (?:turning|reaching))(?: only| just| an?(?: \w+)? (?:baby|boy|girl"
    r"|child|toddler|infant)(?: of|,| aged))? $"
)
AGE_THEN = re.compile(
    r"(?:\bat(?: the age of)?|\baged|\bwhen (?:he|she|they|[a-z][\w'-]+) (?:was|turned)"
    r"|\bturned|\bturning|\bthe age of)(?: only| just| about)? $"
)
TURN = re.compile(
    r"\b(?P<who>he|she|they|[a-z][\w'-]+)(?P<verb> (?:has |had )?(?:just |only )?(?:turned"
    r"|turns|will turn|will be|became|becomes|reached|reaches)|'ll be|'ll turn) $"
)
WHEN = re.compile(
    rf",? (?:(?:on|in|at the (?:end|start|beginning) of|this|last|next) {date_pattern()}"
    r"|(?P<how>next|this|last) (?P<what>year|summer|spring|autumn|winter|month|birthday)|(?P<in>in) "
    r"(?P<far>[a-z]+|\d+) (?P<unit>weeks?|months?|years?)(?:'s?)?(?: time)?)"
)
ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth",
)  # fmt: skip
NTH = {word: number for number, word in enumerate(ORDINALS, 1)} | {"twenty-first": 21}
BIRTHDAY = re.compile(r"(?P<nth>\d{1,2}(?:st|nd|rd|th)|twenty-first|" + "|".join(ORDINALS) + r") birthday")
BIRTH_DATE = re.compile(rf",? ?\(?(?:on|in|is|was|falls on|comes on|,)? ?(?:the )?{date_pattern()}")
JUST_HAD = re.compile(r"\b(?:just|recently) had (?:his|her|their) $|\bhad just had (?:his|her|their) $")
HAD = re.compile(r"\b(?:celebrated|marked|had) (?:his|her|their) $")
SINCE_NOW = re.compile(r"\b(?:since|after|on|from) (?:his|her|their) $")
BORN = re.compile(
    rf"\b(?P<who>he|she|they|[a-z][\w'-]+) was born\b(?: (?!in\b|on\b)[\w-]+,?){{0,6}}? "
    rf"(?:on|in) (?:the (?:spring|summer|autumn|winter) of |early |late )?(?:{date_pattern()}"
    r"|(?P<year>(?:19|20)\d\d)(?!\w))"
    rf"|\b(?:dob|d\.o\.b\.?|date of birth)(?: is|:|,)? {date_pattern('2')}"
)
