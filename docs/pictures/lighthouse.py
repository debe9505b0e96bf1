"""Renders lighthouse.jpg: a lighthouse on a rocky islet, late afternoon.

Everything in the picture is computed here; no texture, model or photograph is
read. Run it with Blender (see README.md in this folder):

    blender --background --python lighthouse.py -- lighthouse.jpg

Lengths are metres, angles are radians, z is up, the sea lies at z = 0 and the
camera looks along +y. A second argument such as 0.5 scales the picture down for
a quick look.
"""

import math
import os
import sys
import tempfile

import bpy
import numpy as np
from scipy.ndimage import gaussian_filter, map_coordinates
from scipy.spatial import cKDTree

WIDTH, HEIGHT = 960, 1200
CAMERA_HEIGHT = 5.0
FIELD_OF_VIEW = math.radians(27)
HORIZON = 0.345  # height of the horizon in the frame, from the bottom
ISLET = (0.0, 128.0)
SUN_AZIMUTH, SUN_ELEVATION = math.radians(-98), math.radians(10)
HAZE_LENGTH = 17_000.0
HAZE_COLOUR = (2.85, 2.45, 2.4)


# ---------------------------------------------------------------- noise

def spectral_noise(shape, decay, seed, cutoff=0.0):
    """Periodic Gaussian noise of unit deviation, amplitude ~ frequency^-decay."""
    rng = np.random.default_rng(seed)
    frequency = np.sqrt(sum(
        np.square(f) for f in np.meshgrid(*[np.fft.fftfreq(n) * max(shape) for n in shape], indexing="ij")))
    frequency[(0,) * len(shape)] = np.inf
    spectrum = np.fft.fftn(rng.standard_normal(shape)) * np.maximum(frequency, cutoff) ** -decay
    noise = np.fft.ifftn(spectrum).real
    return (noise / noise.std()).astype(np.float32)


def sample(noise, scale, *coordinates):
    """Reads periodic noise whose period is `scale` along its longest axis."""
    step = max(noise.shape) / scale
    return map_coordinates(noise, [c * step for c in coordinates], order=1, mode="grid-wrap")


def smoothstep(low, high, x):
    t = np.clip((x - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


def fractured(x, y, size, seed, relief=0.22, tilt=0.33):
    """Height of rock broken into tilted blocks about `size` wide."""
    rng = np.random.default_rng(seed)
    axes = [np.arange(v.min() - 2 * size, v.max() + 2 * size, size) for v in (x, y)]
    centres = np.stack(np.meshgrid(*axes), -1).reshape(-1, 2)
    centres += rng.uniform(-0.5, 0.5, centres.shape) * size
    points = np.stack([x.ravel(), y.ravel()], -1)
    distance, cell = cKDTree(centres).query(points, k=2)
    nearest = cell[:, 0]
    lift = rng.uniform(-1, 1, len(centres)) * relief * size
    slope = rng.normal((0.30, 0.12), tilt, centres.shape)  # the beds dip one way
    height = lift[nearest] + np.sum(slope[nearest] * (points - centres[nearest]), 1)
    crack = np.exp(-(distance[:, 1] - distance[:, 0]) / (0.06 * size))
    return (height - 0.16 * size * crack).reshape(x.shape)


# ---------------------------------------------------------------- sky

def render_clouds(azimuth, elevation):
    """Marches through two cloud decks; returns radiance and opacity per direction."""
    billow = spectral_noise((192, 192, 192), 2.75, 5)
    detail = np.abs(spectral_noise((128, 128, 128), 2.1, 6))
    coverage = spectral_noise((256, 256), 2.6, 21)
    base, top, extinction = 1500.0, 2900.0, 0.028

    def density(x, y, z, fine=True):
        h = (z - base) / (top - base)
        shape = sample(billow, 7000.0, x, y, z * 1.25) + 0.9 * sample(coverage, 42_000.0, x, y)
        shape = shape - 0.55 - 1.5 * h
        if fine:
            shape = shape - 0.38 * sample(detail, 1300.0, x, y, z) - 0.14 * sample(detail, 310.0, y, x, z)
        return np.clip(shape * 1.6, 0, 1) * smoothstep(0, 0.12, h) * smoothstep(1, 0.85, h)

    sun = np.array([math.sin(SUN_AZIMUTH) * math.cos(SUN_ELEVATION),
                    math.cos(SUN_AZIMUTH) * math.cos(SUN_ELEVATION), math.sin(SUN_ELEVATION)])
    sunlight = np.array([30.0, 20.5, 10.5])
    az, el = (a.ravel() for a in np.meshgrid(azimuth, elevation))
    direction = np.stack([np.sin(az) * np.cos(el), np.cos(az) * np.cos(el), np.sin(el)])
    # The earth's curve lifts the cloud base away from the horizon line.
    start, end = base / np.sin(el + 0.012), top / np.sin(el + 0.012)
    transmittance = np.ones(az.size)
    radiance = np.zeros((3, az.size))
    mean_distance = np.zeros(az.size)
    steps = 72
    jitter = np.random.default_rng(3).uniform(size=az.size)
    cos_angle = direction.T @ sun
    phase = 0.75 + 0.9 * np.clip(cos_angle, 0, 1) ** 4
    for i in range(steps):
        distance = start + (end - start) * (i + jitter) / steps
        length = (end - start) / steps
        live = np.flatnonzero(transmittance > 0.01)
        t = distance[live]
        x, y = direction[0, live] * t, direction[1, live] * t
        z = base + (top - base) * (i + jitter[live]) / steps
        rho = density(x, y, z)
        inside = rho > 0
        live, x, y, z, rho = live[inside], x[inside], y[inside], z[inside], rho[inside]
        depth = np.zeros(live.size)
        travelled = 0.0
        for reach in (40, 90, 180, 320, 520):
            middle = travelled + reach / 2
            depth += density(x + sun[0] * middle, y + sun[1] * middle, z + sun[2] * middle, reach < 100) * reach
            travelled += reach
        depth *= extinction
        # Octaves of ever softer attenuation stand in for multiple scattering.
        lit = sum(0.55 ** n * np.exp(-depth * 0.35 ** n) for n in range(4)) / 2.0
        height = (z - base) / (top - base)
        ambient = np.outer([1.35, 1.6, 1.85], 0.75 + 0.6 * height)
        light = np.outer(sunlight, lit * phase[live] * 0.8) + ambient
        share = transmittance[live] * (1 - np.exp(-rho * extinction * np.minimum(length[live], 90)))
        radiance[:, live] += light * share
        mean_distance[live] += share * t[inside]
        transmittance[live] -= share
    alpha = 1 - transmittance
    far = np.exp(-mean_distance / np.maximum(alpha, 1e-6) / 30_000.0)
    cirrus_scale = 9000.0 / np.sin(el + 0.03)
    u, v = direction[0] * cirrus_scale, direction[1] * cirrus_scale
    wisps = spectral_noise((512, 512), 1.45, 31)
    warp = 1500 * sample(wisps, 60_000.0, v, u)
    streak = sample(wisps, 26_000.0, (u * 0.35 + v * 0.25 + warp), (v * 0.9 - u * 1.5 + warp))
    patch = sample(coverage, 70_000.0, v, u)
    veil = 0.42 * smoothstep(-0.2, 2.4, streak + 0.9 * patch)
    # Over: cumulus fades into the haze with distance, in front of the cirrus.
    front = alpha * far
    cloud = radiance * far
    total = front + veil * (1 - front)
    colour = cloud + np.outer([6.2, 5.6, 4.9], veil * (1 - front))
    colour = colour / np.maximum(total, 1e-6)
    image = np.concatenate([colour, total[None]]).T.reshape(len(elevation), len(azimuth), 4)
    return image.astype(np.float32)


def build_sky(detail):
    span, top = math.radians(34), math.radians(48)
    columns, rows = int(1500 * detail), int(1250 * detail)
    azimuth = np.linspace(-span, span, columns)
    elevation = np.linspace(0.002, top, rows)
    pixels = render_clouds(azimuth, elevation)
    image = bpy.data.images.new("clouds", columns, rows, alpha=True, float_buffer=True)
    image.colorspace_settings.name = "Linear"
    image.alpha_mode = "CHANNEL_PACKED"
    image.pixels.foreach_set(pixels.ravel())
    image.pack()

    world = bpy.data.worlds.new("sky")
    bpy.context.scene.world = world
    world.use_nodes = True
    g = Graph(world.node_tree)
    sky = g.node("ShaderNodeTexSky", sky_type="NISHITA", sun_elevation=SUN_ELEVATION, sun_rotation=SUN_AZIMUTH,
                 sun_size=math.radians(0.545), dust_density=0.7, ozone_density=3.0)
    x, y, z = g.node("ShaderNodeSeparateXYZ", g.node("ShaderNodeTexCoord").outputs["Generated"]).outputs
    # Dust the sky model leaves out: it turns the greenish horizon to peach.
    low = g.math("EXPONENT", g.math("MULTIPLY", g.math("ABSOLUTE", z), -9.0))
    sky = g.node("ShaderNodeMixRGB", low, sky, rgb(1.22, 0.93, 1.04), blend_type="MULTIPLY")
    u = g.math("MULTIPLY_ADD", g.math("ARCTAN2", x, y), 0.5 / span, 0.5)
    v = g.math("DIVIDE", g.math("ARCSINE", z), top)
    uv = g.node("ShaderNodeCombineXYZ", u, v)
    clouds = g.node("ShaderNodeTexImage", uv, image=image, interpolation="Cubic", extension="CLIP")
    mixed = g.mix(clouds.outputs["Alpha"], sky, clouds.outputs["Color"])
    g.link(mixed, world.node_tree.nodes["Background"].inputs["Color"])


# ---------------------------------------------------------------- shading

class Graph:
    """Shorthand for wiring shader nodes; arguments are sockets, nodes or values."""

    def __init__(self, tree):
        self.tree = tree

    def link(self, source, target):
        if isinstance(source, bpy.types.Node):
            source = source.outputs[0]
        if isinstance(source, bpy.types.NodeSocket):
            self.tree.links.new(source, target)
        else:
            target.default_value = source

    def node(self, kind, *inputs, **settings):
        node = self.tree.nodes.new(kind)
        named = {k: settings.pop(k) for k in list(settings) if k[0].isupper()}
        for name, value in settings.items():
            setattr(node, name, value)
        for socket, value in zip(node.inputs, inputs):
            self.link(value, socket)
        for name, value in named.items():
            self.link(value, node.inputs[name.replace("_", " ")])
        return node

    def math(self, operation, *inputs):
        return self.node("ShaderNodeMath", *inputs, operation=operation)

    def mix(self, factor, a, b):
        return self.node("ShaderNodeMixRGB", factor, a, b)

    def noise(self, scale, detail=6.0, roughness=0.6):
        position = self.node("ShaderNodeNewGeometry").outputs["Position"]
        return self.node("ShaderNodeTexNoise", Vector=position, Scale=scale, Detail=detail, Roughness=roughness)

    def ramp(self, factor, low, high):
        return self.node("ShaderNodeMapRange", factor, low, high, 0.0, 1.0, interpolation_type="SMOOTHSTEP")

    def attribute(self, name):
        return self.node("ShaderNodeAttribute", attribute_name=name).outputs["Fac"]

    def height(self):
        position = self.node("ShaderNodeNewGeometry").outputs["Position"]
        return self.node("ShaderNodeSeparateXYZ", position).outputs["Z"]


def rgb(r, g, b):
    return (r, g, b, 1.0)


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


# ---------------------------------------------------------------- geometry

def add_mesh(name, vertices, faces, material, smooth=True, **attributes):
    mesh = bpy.data.meshes.new(name)
    vertices = np.asarray(vertices, np.float32)
    faces = np.asarray(faces, np.int32)
    mesh.vertices.add(len(vertices))
    mesh.vertices.foreach_set("co", vertices.ravel())
    count, sides = faces.shape
    mesh.loops.add(faces.size)
    mesh.loops.foreach_set("vertex_index", faces.ravel())
    mesh.polygons.add(count)
    mesh.polygons.foreach_set("loop_start", np.arange(0, faces.size, sides, dtype=np.int32))
    mesh.polygons.foreach_set("loop_total", np.full(count, sides, np.int32))
    mesh.polygons.foreach_set("use_smooth", np.full(count, smooth))
    mesh.update(calc_edges=True)
    for key, values in attributes.items():
        mesh.attributes.new(key, "FLOAT", "POINT").data.foreach_set("value", values.astype(np.float32).ravel())
    mesh.materials.append(material)
    thing = bpy.data.objects.new(name, mesh)
    bpy.context.collection.objects.link(thing)
    return thing


def add_grid(name, x, y, z, material, smooth=True, **attributes):
    rows, columns = x.shape
    index = np.arange(rows * columns).reshape(rows, columns)
    faces = np.stack([index[:-1, :-1], index[:-1, 1:], index[1:, 1:], index[1:, :-1]], -1).reshape(-1, 4)
    return add_mesh(name, np.stack([x, y, z], -1).reshape(-1, 3), faces, material, smooth, **attributes)


def add_lathe(name, profile, centre, material, sides=64, smooth=True):
    """Turns (radius, height) pairs about a vertical axis."""
    angle = np.linspace(0, 2 * math.pi, sides + 1)
    radius, z = (np.array(v)[:, None] for v in zip(*profile))
    return add_grid(name, centre[0] + radius * np.cos(angle), centre[1] + radius * np.sin(angle),
                    centre[2] + z + 0 * angle, material, smooth)


def add_box(name, centre, size, material):
    corner = np.array([(x, y, z) for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)]) / 2
    faces = [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)]
    return add_mesh(name, corner * size + centre, faces, material, smooth=False)


def islet_heights(x, y):
    """Height of the islet's rock and how grassy it is, before the buildings' terrace."""
    u, v = x / 21.0, y / 13.0
    period = 40.0
    coast = spectral_noise((512, 512), 1.9, 44)
    radius = np.hypot(u, v) + 0.13 * sample(coast, period, x, y)
    inland = 1 - radius
    core = 4.6 * smoothstep(-0.12, 0.42, inland) + 2.6 * smoothstep(0.2, 0.95, inland)
    skerry = 1.9 * np.exp(-((x + 17.5) / 3.6) ** 2 - ((y + 4) / 3.0) ** 2)
    height = -1.6 + core + skerry
    warp_x = x + 0.9 * sample(coast, 17.0, x, y)
    warp_y = y + 0.9 * sample(coast, 17.0, y, x)
    rugged = 0.28 + 0.5 * smoothstep(-0.05, 0.3, inland)
    for size, seed in ((5.0, 1), (2.1, 2), (0.8, 3), (0.34, 4)):
        height = height + rugged * fractured(warp_x, warp_y, size, seed)
    height = height + 0.12 * sample(coast, 6.0, x, y)
    grass = smoothstep(0.33, 0.5, inland + 0.09 * sample(coast, 13.0, y, x))
    turf = -1.6 + core + 0.3 * sample(coast, 22.0, x, y) + 0.05 * sample(coast, 3.0, x, y)
    return height * (1 - 0.88 * grass) + (turf + 0.25) * 0.88 * grass, grass


def weather(x, y, z, strength):
    """Moves the rock face sideways so that harder beds stand out of it."""
    beds = spectral_noise((256, 256), 1.3, 51)
    lumps = spectral_noise((96, 96, 96), 1.7, 52)
    across = z - 0.30 * x - 0.12 * y
    ledge = np.tanh(1.6 * sample(beds, 14.0, across, 0.18 * x + 0.1 * y))
    push = strength * (0.30 * ledge + 0.12 * sample(lumps, 9.0, x, y, z * 1.5))
    reach = np.hypot(x / 21, y / 13) + 1e-6
    return x + push * x / 21 / reach + 0.08 * strength * sample(lumps, 7.0, y, z, x), y + push * y / 13 / reach


TERRACE = 5.5


def build_islet():
    x, y = np.meshgrid(np.arange(-26, 26, 0.065), np.arange(-18, 18, 0.075))
    z, grass = islet_heights(x, y)
    level = smoothstep(1.25, 0.8, np.hypot((x - 0.5) / 8.5, (y - 1.0) / 4.6))
    z = z * (1 - level) + TERRACE * level
    out_x, out_y = weather(x, y, z, (1 - level) * (1 - 0.85 * grass))
    add_grid("islet", out_x + ISLET[0], out_y + ISLET[1], z, rock_material(), grass=grass)

    rng = np.random.default_rng(8)
    slope = np.hypot(*np.gradient(z, 0.075, 0.065))
    candidates = np.flatnonzero((grass > 0.45) & (slope < 1.3))
    root = rng.choice(candidates, 260_000)
    base = np.stack([x.ravel()[root] + ISLET[0], y.ravel()[root] + ISLET[1], z.ravel()[root]], -1)
    base[:, :2] += rng.uniform(-0.05, 0.05, (len(root), 2))
    tall = spectral_noise(x.shape, 1.6, 12).ravel()[root]
    length = np.clip(0.22 + 0.1 * tall, 0.06, 0.6) * rng.uniform(0.6, 1.5, len(root))
    length *= 1 - 0.6 * level.ravel()[root]
    facing = rng.uniform(0, math.pi, len(root))
    across = np.stack([np.cos(facing), np.sin(facing), 0 * facing], -1) * 0.012
    lean = np.stack([rng.normal(0.25, 0.3, len(root)), rng.normal(0, 0.3, len(root)), np.ones(len(root))], -1)
    blades = np.stack([base - across, base + across, base + lean * length[:, None]], 1)
    add_mesh("grass", blades.reshape(-1, 3), np.arange(3 * len(root)).reshape(-1, 3), grass_material(),
             smooth=False, tip=np.tile([0.0, 0.0, 1.0], len(root)))
    return x, y, z


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
        add_box("mullion", (cx + 1.24 * math.cos(angle), cy + 1.24 * math.sin(angle), cz + 16.0), (0.07, 0.07, 1.95), dark)
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


def build_hills():
    material = hill_material()
    x, y = np.meshgrid(np.linspace(-7000, 7000, 1500), np.linspace(5200, 13_000, 520))
    warp = spectral_noise((512, 512), 2.2, 61)
    wx, wy = x + 420 * sample(warp, 9000.0, x, y), y + 420 * sample(warp, 9000.0, y, x)
    height, weight = np.zeros_like(x), np.ones_like(x)
    for octave in range(8):
        layer = spectral_noise((256, 256), 2.4, 70 + octave, cutoff=6)
        ridge = (1 - np.abs(sample(layer, 15_000.0 / 1.9 ** octave, wx, wy)) * 0.85).clip(0) ** 1.5
        height += ridge * weight * 0.42 ** octave
        weight = np.clip(ridge * 1.7, 0, 1) * (0.35 + 0.65 * weight)
    rise = smoothstep(5300, 9000, y + 500 * sample(warp, 6000.0, x, y))
    profile = 0.42 + 0.30 * np.cos((x + 2600) / 2300) + 0.16 * sample(warp, 12_000.0, x + 900, y)
    z = -25 + height * rise * 470 * np.clip(profile, 0.12, 1) + 40 * smoothstep(5250, 5800, y)
    add_grid("hills", x, y, z, material)


def build_sea(islet):
    near, far, columns, rows = 15.0, 60_000.0, 800, 2600
    y = 1 / np.linspace(1 / near, 1 / far, rows)[:, None]
    x = y * np.tan(np.linspace(-0.36, 0.36, columns))[None, :]
    y = np.broadcast_to(y, x.shape)
    spacing = np.gradient(y[:, 0])[:, None]
    gust = spectral_noise((256, 256), 1.7, 91)
    breeze = np.clip(0.85 + 0.3 * sample(gust, 420.0, x * 0.5, y * 0.9), 0.25, 1.6)
    z, dx, dy, lost = np.zeros_like(x), np.zeros_like(x), np.zeros_like(x), np.zeros_like(x)
    rng = np.random.default_rng(14)
    lengths = np.geomspace(0.22, 16.0, 130)
    for length in lengths:
        k = 2 * math.pi / (length * rng.uniform(0.96, 1.04))
        heading = rng.normal(math.radians(-60), math.radians(38))
        kx, ky = k * math.cos(heading), k * math.sin(heading)
        slope = 0.0105 * (1.0 if length < 3 else 3 / length)
        phase = kx * x + ky * y + rng.uniform(0, 2 * math.pi)
        keep = smoothstep(2.0, 4.5, 2 * math.pi / (np.abs(ky) * spacing + 1e-9)) * breeze
        keep = keep * smoothstep(1.5, 3.5, length / (x[:, 1:2] - x[:, 0:1]))
        amplitude = slope / k * keep
        z += amplitude * np.cos(phase)
        dx -= amplitude * np.sin(phase) * math.cos(heading)
        dy -= amplitude * np.sin(phase) * math.sin(heading)
        lost += 0.5 * slope ** 2 * (breeze ** 2 - keep ** 2)
    roughness = np.sqrt(np.sqrt(2 * np.clip(lost, 0, None)) + 0.0016)
    ix, iy, iz = islet
    rows_at = (y - ISLET[1] - iy[0, 0]) / (iy[1, 0] - iy[0, 0])
    columns_at = (x - ISLET[0] - ix[0, 0]) / (ix[0, 1] - ix[0, 0])
    land = gaussian_filter((iz > 0).astype(np.float32), 9)
    shore = smoothstep(0.06, 0.45, map_coordinates(land, [rows_at, columns_at], order=1, cval=0.0))
    add_grid("sea", x + dx, y + dy, z, water_material(), roughness=roughness, shore=shore)


# ---------------------------------------------------------------- picture

def place_camera():
    lens = bpy.data.cameras.new("camera")
    camera = bpy.data.objects.new("camera", lens)
    bpy.context.collection.objects.link(camera)
    bpy.context.scene.camera = camera
    camera.location = (0, 0, CAMERA_HEIGHT)
    camera.rotation_euler = (math.pi / 2, 0, 0)
    lens.sensor_fit = "HORIZONTAL"
    lens.angle = FIELD_OF_VIEW
    # Shifting the lens instead of tilting it keeps upright lines upright.
    lens.shift_y = (0.5 - HORIZON) * HEIGHT / WIDTH
    lens.clip_end = 200_000


def develop(pixels):
    """Lens softness and film grain, on display values from 0 to 1."""
    rng = np.random.default_rng(1)
    soft = gaussian_filter(pixels, (0.45, 0.45, 0))
    glow = gaussian_filter(pixels, (12, 12, 0))
    picture = 0.95 * soft + 0.05 * glow
    grain = gaussian_filter(rng.standard_normal(picture.shape[:2]), 0.55)[..., None]
    colour_grain = gaussian_filter(rng.standard_normal(picture.shape), (0.8, 0.8, 0))
    picture = picture ** np.array([0.955, 1.0, 1.03])  # a slightly warm print
    mid = 0.35 + 0.65 * np.sqrt(np.clip(picture * (1 - picture) * 4, 0, 1))
    return np.clip(picture + mid * (0.014 * grain + 0.006 * colour_grain), 0, 1)


def main():
    arguments = sys.argv[sys.argv.index("--") + 1:]
    target = os.path.abspath(arguments[0])
    scale = float(arguments[1]) if len(arguments) > 1 else 1.0
    bpy.ops.wm.read_factory_settings(use_empty=True)
    scene = bpy.context.scene
    scene.render.engine = "CYCLES"
    scene.cycles.samples = 144
    scene.cycles.use_denoising = False
    scene.cycles.max_bounces = 5
    scene.cycles.sample_clamp_indirect = 12
    scene.render.resolution_x, scene.render.resolution_y = int(WIDTH * scale), int(HEIGHT * scale)
    scene.view_settings.view_transform = "Filmic"
    scene.view_settings.look = "High Contrast"
    scene.view_settings.exposure = -2.85
    place_camera()
    build_sky(scale)
    build_hills()
    islet = build_islet()
    paint = paint_material()
    build_lighthouse(paint)
    build_cottage(paint)
    build_sea(islet)

    with tempfile.TemporaryDirectory() as folder:
        settings = scene.render.image_settings
        settings.file_format, settings.color_depth, settings.color_mode = "PNG", "16", "RGB"
        scene.render.filepath = os.path.join(folder, "raw.png")
        bpy.ops.render.render(write_still=True)
        raw = bpy.data.images.load(scene.render.filepath)
        columns, rows = raw.size
        raw.colorspace_settings.name = "Non-Color"
        pixels = np.array(raw.pixels[:], np.float32).reshape(rows, columns, 4)
    finished = bpy.data.images.new("finished", columns, rows)
    pixels[..., :3] = develop(pixels[..., :3])
    finished.pixels.foreach_set(pixels.ravel())
    finished.filepath_raw, finished.file_format = target, "JPEG"
    settings.quality = 90
    finished.save()


main()
