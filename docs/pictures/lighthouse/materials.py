"""What every surface in the picture is made of."""

import bpy

from shader_graph import Graph, rgb

HAZE_LENGTH = 17_000.0
HAZE_COLOUR = (2.85, 2.45, 2.4)


def new_material(name):
    material = bpy.data.materials.new(name)
    material.use_nodes = True
    material.node_tree.nodes.clear()
    return material, Graph(material.node_tree)


def finish(g, surface, haze=True):
    """Puts the air between camera and surface, then connects the output."""
    if haze:
        distance = g.node("ShaderNodeCameraData").outputs["View Distance"]
        clear = g.math("EXPONENT", g.math("DIVIDE", distance, -HAZE_LENGTH))
        air = g.node("ShaderNodeEmission", rgb(*HAZE_COLOUR))
        surface = g.node("ShaderNodeMixShader", clear, air, surface)
    g.node("ShaderNodeOutputMaterial", surface)


def plain_material(name, colour, roughness=0.6, **extra):
    material, g = new_material(name)
    finish(g, g.node("ShaderNodeBsdfPrincipled", rgb(*colour), Roughness=roughness, **extra), haze=False)
    return material


def paint_material():
    material, g = new_material("paint")
    stains = g.ramp(g.noise(0.9, 8, 0.7), 0.45, 0.75)
    colour = g.mix(stains, rgb(0.78, 0.77, 0.73), rgb(0.60, 0.57, 0.51))
    bump = g.node("ShaderNodeBump", Strength=0.25, Distance=0.03, Height=g.noise(5))
    finish(g, g.node("ShaderNodeBsdfPrincipled", colour, Roughness=0.6, Normal=bump), haze=False)
    return material


def rock_material():
    material, g = new_material("rock")
    z = g.height()
    granite = g.mix(g.ramp(g.noise(0.5, 8, 0.65), 0.35, 0.68), rgb(0.115, 0.1, 0.09), rgb(0.30, 0.27, 0.235))
    granite = g.mix(g.math("MULTIPLY", g.ramp(g.noise(9, 4), 0.5, 0.75), 0.5), granite, rgb(0.06, 0.055, 0.05))
    lichen = g.math("MULTIPLY", g.ramp(g.noise(1.7, 7, 0.7), 0.56, 0.66), g.ramp(z, 1.2, 2.4))
    granite = g.mix(g.math("MULTIPLY", lichen, 0.6), granite, rgb(0.36, 0.24, 0.06))
    ragged = g.math("ADD", z, g.math("MULTIPLY_ADD", g.noise(0.6), 1.4, -0.7))
    granite = g.mix(g.ramp(ragged, 1.3, 0.5), granite, rgb(0.035, 0.033, 0.027))
    wet = g.ramp(ragged, 0.75, 0.25)
    soil = g.mix(g.ramp(g.noise(0.8), 0.4, 0.65), rgb(0.075, 0.085, 0.025), rgb(0.16, 0.13, 0.055))
    colour = g.mix(g.attribute("grass"), granite, soil)
    rough = g.math("MULTIPLY_ADD", wet, -0.55, 0.85)
    bump = g.node("ShaderNodeBump", Strength=0.8, Distance=0.12, Height=g.noise(2.6, 10, 0.65))
    finish(g, g.node("ShaderNodeBsdfPrincipled", colour, Roughness=rough, Normal=bump), haze=False)
    return material


def grass_material():
    material, g = new_material("grass")
    patch = g.ramp(g.noise(0.35, 3), 0.4, 0.62)
    tip = g.attribute("tip")
    green = g.mix(patch, rgb(0.07, 0.10, 0.02), rgb(0.17, 0.155, 0.045))
    straw = g.mix(patch, rgb(0.17, 0.19, 0.05), rgb(0.40, 0.31, 0.13))
    colour = g.mix(tip, green, straw)
    diffuse = g.node("ShaderNodeBsdfDiffuse", colour)
    through = g.node("ShaderNodeBsdfTranslucent", colour)
    finish(g, g.node("ShaderNodeMixShader", 0.35, diffuse, through), haze=False)
    return material


def water_material():
    material, g = new_material("water")
    ripples = g.node("ShaderNodeBump", Strength=0.35, Distance=0.02, Height=g.noise(5, 4))
    foam = g.math("MULTIPLY", g.attribute("shore"), g.ramp(g.noise(0.9, 9, 0.72), 0.5, 0.62))
    colour = g.mix(foam, rgb(0.008, 0.022, 0.026), rgb(0.6, 0.6, 0.58))
    rough = g.math("ADD", g.attribute("roughness"), g.math("MULTIPLY", foam, 0.5))
    finish(g, g.node("ShaderNodeBsdfPrincipled", colour, Roughness=rough, IOR=1.333, Specular=0.255,
                     Normal=ripples))
    return material


def hill_material():
    material, g = new_material("hills")
    slope = g.node("ShaderNodeSeparateXYZ", g.node("ShaderNodeNewGeometry").outputs["Normal"]).outputs["Z"]
    heath = g.mix(g.ramp(g.noise(0.004, 10, 0.65), 0.4, 0.6), rgb(0.04, 0.052, 0.02), rgb(0.12, 0.105, 0.05))
    heath = g.mix(g.ramp(g.noise(0.0016, 6), 0.5, 0.58), heath, rgb(0.022, 0.032, 0.014))
    crag = g.mix(g.noise(0.02, 8), rgb(0.07, 0.065, 0.06), rgb(0.22, 0.2, 0.18))
    bare = g.ramp(g.math("ADD", slope, g.math("MULTIPLY", g.noise(0.01, 8), 0.3)), 0.98, 0.84)
    bump = g.node("ShaderNodeBump", Strength=0.7, Distance=14.0, Height=g.noise(0.02, 10, 0.65))
    finish(g, g.node("ShaderNodeBsdfDiffuse", g.mix(bare, heath, crag), Normal=bump))
    return material
