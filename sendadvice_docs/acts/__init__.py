"""Acts of specifying or recommending: who is to do what, as against what is only mentioned.

`marks` finds the names of provision, people and places in a text; `cues` reads the words that make a mention an act;
`judge` puts them together and says which stretches of a field specify provision, and of which section of a plan.
"""
