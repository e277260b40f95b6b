"""sendadvice-docs: checks social care advice for EHC plans in England and renders sections D, H1 and H2 in Word."""

__version__ = "0.1.0"
