"""The house's words for the log."""

EVENTS = {
    "house.part_text.written": "Skrev en egen text om delen",
    "house.part_text.corrected": "Rättade den egna texten om delen",
    "house.part_text.ended": "Avslutade den egna texten om delen",
    "house.part_text.withdrawn": "Tog tillbaka den egna texten om delen",
    "house.tour.ended": "Avslutade rundturen",
}
KINDS = {
    "house.parttext": "egen text om en del av huset",
    "house.tour": "rundtur",
}
