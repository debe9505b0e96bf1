"""The sky: a clear atmosphere with a low sun, cumulus below and cirrus above."""

import math

import bpy
import numpy as np

from noise import sample, smoothstep, spectral_noise
from shader_graph import Graph, rgb

SUN_AZIMUTH, SUN_ELEVATION = math.radians(-98), math.radians(10)


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
