"""The lighthouse, the keeper's cottage and the wall in front of them."""

import math

import bpy
import numpy as np

from landscape import ISLET, TERRACE
from materials import finish, new_material, plain_material
from mesh import add_box, add_lathe, add_mesh


def build_lighthouse(paint):
    cx, cy, cz = ISLET[0] + 2.6, ISLET[1] + 1.0, TERRACE - 0.1
    centre = (cx, cy, cz)
    dark = plain_material("iron", (0.02, 0.02, 0.022), 0.4)
    red = plain_material("red", (0.33, 0.035, 0.025), 0.4)
    stone = plain_material("stone", (0.42, 0.39, 0.35), 0.8)
    pane = plain_material("pane", (0.02, 0.025, 0.03), 0.08)
    add_lathe("footing", [(2.9, -0.6), (2.9, 0.5), (2.7, 0.55), (0, 0.55)], centre, stone)
    add_lathe("tower", [(2.35, 0.5), (2.05, 5.0), (1.83, 9.5), (1.68, 13.4)], centre, paint, 96)
    add_lathe("cornice", [(1.68, 13.2), (1.8, 13.35), (2.25, 13.75), (2.5, 13.85), (2.5, 14.05), (0, 14.05)],
              centre, red, 96, smooth=False)
    for height in (0.36, 0.7, 1.05):
        add_lathe("rail", [(2.38, 14.05 + height), (2.43, 14.05 + height), (2.43, 14.09 + height),
                           (2.38, 14.09 + height), (2.38, 14.05 + height)], centre, dark)
    for angle in np.linspace(0, 2 * math.pi, 21)[:-1]:
        add_box("post", (cx + 2.4 * math.cos(angle), cy + 2.4 * math.sin(angle), cz + 14.6), (0.06, 0.06, 1.1), dark)
    add_lathe("parapet", [(1.35, 14.0), (1.35, 14.95), (1.42, 14.98), (1.42, 15.08), (1.3, 15.1)], centre, paint)
    glass, g = new_material("glass")
    finish(g, g.node("ShaderNodeMixShader", 0.16, g.node("ShaderNodeBsdfTransparent"),
                     g.node("ShaderNodeBsdfGlossy", Roughness=0.02)), haze=False)
    add_lathe("lantern", [(1.22, 15.05), (1.22, 16.95)], centre, glass, 12, smooth=False)
    for angle in np.linspace(0, 2 * math.pi, 13)[:-1]:
        spot = (cx + 1.24 * math.cos(angle), cy + 1.24 * math.sin(angle), cz + 16.0)
        add_box("mullion", spot, (0.07, 0.07, 1.95), dark)
    add_lathe("lens", [(0.25, 15.1), (0.25, 15.5), (0.5, 15.6), (0.62, 16.05), (0.5, 16.5), (0.2, 16.6)], centre,
              plain_material("lens", (0.75, 0.8, 0.75), 0.1, Metallic=0.6), 24)
    add_lathe("roof", [(1.5, 16.9), (1.5, 17.02), (1.3, 17.2), (0.95, 17.62), (0.5, 17.93), (0.22, 18.02),
                       (0.22, 18.2), (0.3, 18.3), (0.22, 18.45), (0.03, 18.55), (0.025, 19.9), (0, 19.9)],
              centre, red)
    for height, radius in ((4.0, 2.13), (7.6, 1.94), (11.0, 1.79)):
        spot = (cx - 0.35, cy - radius + 0.06, cz + height)
        add_box("window", spot, (0.56, 0.24, 1.0), pane)
        add_box("sill", (spot[0], spot[1] - 0.06, spot[2] - 0.56), (0.8, 0.3, 0.12), stone)
        add_box("lintel", (spot[0], spot[1] - 0.03, spot[2] + 0.56), (0.76, 0.24, 0.12), stone)
    add_box("door", (cx - 0.35, cy - 2.28, cz + 1.5), (1.0, 0.3, 2.0), red)


def build_cottage(paint):
    cx, cy, z0 = ISLET[0] - 4.4, ISLET[1] + 1.4, TERRACE - 0.2
    slate = plain_material("slate", (0.075, 0.075, 0.085), 0.5)
    frame = plain_material("frame", (0.7, 0.69, 0.66), 0.5)
    pane = plain_material("cottage pane", (0.02, 0.025, 0.03), 0.05)
    red = bpy.data.materials["red"]
    stone = bpy.data.materials["stone"]
    length, depth, wall, ridge = 7.2, 4.6, 2.7, 4.7
    add_box("walls", (cx, cy, z0 + wall / 2), (length, depth, wall), paint)
    half, side = length / 2, depth / 2
    gable = [(cx + e * half, cy + s * side, z0 + wall) for e in (-1, 1) for s in (-1, 1)]
    gable += [(cx + e * half, cy, z0 + ridge) for e in (-1, 1)]
    add_mesh("gables", gable, [(0, 1, 4), (3, 2, 5)], paint, smooth=False)
    pitch = math.atan2(ridge - wall, side)
    for s in (-1, 1):
        run = math.hypot(ridge - wall, side) + 0.35
        roof = add_box("slates", (0, 0, 0), (length + 0.5, run, 0.14), slate)
        middle = run / 2 - 0.02
        roof.rotation_euler = (-s * pitch, 0, 0)
        roof.location = (cx, cy + s * middle * math.cos(pitch), z0 + ridge + 0.1 - middle * math.sin(pitch))
    for e in (-1, 1):
        add_box("chimney", (cx + e * (half - 0.45), cy, z0 + ridge + 0.35), (0.7, 0.75, 1.5), paint)
        add_box("cap", (cx + e * (half - 0.45), cy, z0 + ridge + 1.12), (0.85, 0.9, 0.14), stone)
    front = cy - side
    for x in (-2.3, 2.3):
        add_box("frame", (cx + x, front, z0 + 1.55), (1.15, 0.1, 1.3), frame)
        for dx in (-0.26, 0.26):
            for dz in (-0.29, 0.29):
                add_box("pane", (cx + x + dx, front - 0.03, z0 + 1.55 + dz), (0.44, 0.1, 0.5), pane)
    add_box("cottage door", (cx, front, z0 + 1.1), (0.95, 0.12, 2.1), red)
    rng = np.random.default_rng(2)
    for x in np.arange(-8.6, 9.2, 0.42):
        y = -4.4 + 0.35 * math.sin(x * 0.5)
        add_box("wall stone", (ISLET[0] + x, ISLET[1] + y, TERRACE + 0.05 + rng.uniform(-0.05, 0.05)),
                (0.46, 0.4, 0.9 + rng.uniform(-0.06, 0.06)), stone)
