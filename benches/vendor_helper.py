"""The formula of the vendor's helper, restated: four ratios with four decimals for an area multiple and a shape."""

from math import sqrt


def expansion_ratios(width, height, area_multiple, width_over_height):
    target_height = sqrt(area_multiple * width * height / width_over_height)
    target_width = target_height * width_over_height
    vertical = (target_height - height) / 2 / height
    horizontal = (target_width - width) / 2 / width
    return f"{vertical:.4f}", f"{vertical:.4f}", f"{horizontal:.4f}", f"{horizontal:.4f}"
