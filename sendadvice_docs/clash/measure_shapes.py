"""How measures are written: a pattern for each class of word that one may begin with."""

from __future__ import annotations

import re

from sendadvice_docs.clash.common import MONTH
from sendadvice_docs.clash.row import VALUES

PERIOD = (
    r"(?:weekday|(?:school |calendar |full |whole |single )?(?:day|night|wkend|weekend|week|wk|fortnight|month|mth"
    r"|half[- ]term|term|quarter|year|yr|annum)|(?:four|4|two|2) weeks)(?!\w|'s)"
)
PER = (
    rf"(?:,? ?(?:(?:an?|per|each|every|/|in (?:a|the|each|every|any)|over (?:a|the|each)|across the|for the)"
    rf" ?(?P<per>{PERIOD})|(?P<ly>daily|weekly|fortnightly|monthly|termly|yearly|annually|quarterly|pw|p/w|pcm|p/m|pa"
    r"|p\.a|p\.w)(?!\w)))?"
)
UNIT = (
    r"hours?|hrs?|h|minutes?|mins?|nights?|overnights?|overnight stays?|days?|sessions?|visits?|weekends?|evenings?"
    r"|afternoons?|mornings?|calls?|outings?|trips?|lessons?|times|stays?|sleepovers?"
    r"|meetings?|swims?|breaks?|instalments?"
    r"|payments?|blocks?"
)
SOME_NUMBER = r"(?:" + "|".join(VALUES) + r"|an?|half|up)\b"
NO_UNIT = (
    r"(?!(?:weeks?|months?|years?|weekends?|times|half|in|of|to|and|or|until|each|every|more|less|on|at|for|long|full"
    r"|whole|out|so|x|a|an|the|is|are|with|from|" + "|".join(VALUES) + r")\b)"
)
#: What follows a number: what it counts, with how often that is.
COUNTED = re.compile(
    rf"(?P<half> and a half)?[- ]?(?:{NO_UNIT}[a-z-]+ ){{0,2}}?(?P<unit>{UNIT})(?![\w-])"
    r"(?: (?:and )?(?P<mins>\d{1,2}) ?min(?:ute)?s?| (?P<past>and a half))?"
    rf"(?: of (?!{SOME_NUMBER}|(?:it|that|which|this|them)\b)[a-z'-]+(?: (?!every\b|each\b"
    rf"|per\b|a\b|in\b|and\b|for\b|at\b)[a-z'-]+){{0,3}}?"
    r"|'?(?: (?!(?:and|or|for|every|each|in|on|at|to|is|are|than|with|a|the)\b)[a-z-]+){1,4}?(?= per [a-z]))?" + PER
)
SOME = re.compile(rf" (?:an?|per|each|every|in (?:a|the|each|every)) (?P<per>{PERIOD})")
EACH_LONG = re.compile(r" (?=(?:[a-z]+|\d+)-(?:hour|minute|night|day)s?[ -][a-z])")
SPELL = re.compile(
    r"(?P<half> and a half)?[- ](?:school |consecutive |full |whole )?(?P<unit>weeks?"
    r"|fortnights?|months?|terms?|years?|half[- ]terms)"
    r"(?!\w|[ -]old)"
)
ONE_IN = re.compile(
    r" (?P<unit>weekends?|weeks?|nights?|days?|(?:mon|tues|wednes|thurs|fri|satur|sun)days?) (?:in|out of) (?:every )?"
    r"(?P<of>[a-z]+|\d+)(?: weeks| weekends)?(?![\w-])"
)
TIME = r"\d{1,2}(?:[.:][0-5]\d)? ?(?:am|pm|a\.m\.?|p\.m\.?)?(?!\w)|noon|midday|midnight"
CLOCK = re.compile(
    rf"(?P<a>{TIME}) ?(?P<to>to|until|till?|and|[-–—]) ?(?P<b>{TIME})(?![\w/]|[ "
    r"-](?:hours?|hrs|minutes|mins|days?|weeks?|months?"
    r"|years?|nights?|times|sessions|visits|of|other|young|children|adults|people|per cent)\b|%)"
)
AT = re.compile(r"\d{1,2}(?:[.:][0-5]\d)? ?(?:[ap]m|[ap]\.m\.?)(?!\w)|\d{1,2}:[0-5]\d(?!\d)|noon|midday|midnight")
DATE = re.compile(
    rf"\d{{1,2}}(?:st|nd|rd|th)?,? (?:of )?{MONTH}(?!\w)(?:,? 20\d\d)?|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}"
    r"|(?:19|20)\d\d(?:/\d\d)?(?![\w,])|\d{1,2}(?:st|nd|rd|th)(?!\w)"
)
DAY_OF_MONTH = re.compile(
    rf",? (?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?:,? (?:of )?{MONTH}|(?:st|nd|rd|th)(?!\w)|(?:, \d+)*,? and \d+ {MONTH})"
)
MONTH_DATE = re.compile(rf"{MONTH}(?!\w)(?:,? (?:\d{{1,2}}(?:st|nd|rd|th)?(?!\w),? ?)?(?:20\d\d)?)?")
MONEY = re.compile(
    r"(?P<pounds>\d(?:[\d,]*\d)?(?:\.\d\d)?)(?: ?(?:an|per|/) ?(?P<wage>hour|hr)(?!\w)| ?ph(?!\w)"
    r"| ?(?:a|per|/) ?(?P<each>session|visit|lesson|trip|time)(?!\w))?" + PER
)
DAYS = (
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?(?: (?:mornings?|afternoons?|evenings?|nights?))?"
    r"|(?:mon|tues?|weds?|thurs?|thu|fri|sat|sun)(?!\w)"
)
DAY_LIST = re.compile(
    rf"(?:{DAYS})(?:(?:, |,? (?:and|&|to|through to|until) (?:on )?(?:every |each )?"
    rf"|[-–/+]| ?& ?| ?[-–] ?)(?:{DAYS}))*(?!\w)"
)
STAY = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?(?: (?:at )?[\w.:]+){1,2}? (?:to|until|till) (?:the )?"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?(?: (?:at )?(?:tea(?:time)?|lunch(?:time)?|\d[\d.:]*(?:am|pm)?))?"
)
EVERY = re.compile(
    r"(?:every|each|alternate)(?: (?P<nth>other|second|third|fourth))?(?: (?:school|single))? (?:(?P<n>[a-z]+|\d+) "
    r"(?P<units>weeks|months|days|nights)"
    r"|(?P<one>weekday|day|week|fortnight|month|night|evening|morning|afternoon|weekend"
    r"|term|half[- ]term|year)s?)(?!\w|'s)"
)
TIMES_PER = re.compile(r"(?:once|twice|thrice)(?: or [a-z]+)?" + PER)
RATIO = re.compile(r"\d ?: ?\d(?!\d)")
FIGURE = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?([½¼¾])?(?!\d)")
FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
NTH_BEFORE = re.compile(
    r"\b(?:first|last|second|third|fourth|1st|2nd|3rd)(?:,? (?:and|or|&) (?:first|last"
    r"|second|third|fourth|1st|2nd|3rd))? $"
)
NTH_AFTER = re.compile(
    r",? (?:of |in )?(?:every|each|a) (fortnight|month|(?:other|second|third|fourth) "
    r"(?:week|weekend))(?!\w)|,? (?:of|in) the month"
)
OF_THE_MONTH = re.compile(r",? (?:of|in) (?:the|each|every) (?:calendar )?month(?!\w)|,? (?:each|every) month(?!\w)")
OF_THE_WEEK = re.compile(r",? (?:of |in )?(?:each|every|the) week(?!\w|end)")
