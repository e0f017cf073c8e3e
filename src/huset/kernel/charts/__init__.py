"""Charts: one Vega-Lite specification each, shown on the page, in PDF and in Word."""
