"""The islet with its grass, the far hills and the sea. Lengths are metres."""

import math

import numpy as np
from scipy.ndimage import gaussian_filter, map_coordinates
from scipy.spatial import cKDTree

from materials import grass_material, hill_material, rock_material, water_material
from mesh import add_grid, add_mesh
from noise import sample, smoothstep, spectral_noise

ISLET = (0.0, 128.0)
TERRACE = 5.5  # height of the level ground the buildings stand on


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
    push = strength * (0.38 * ledge + 0.30 * sample(lumps, 9.0, x, y, z * 1.5))
    reach = np.hypot(x / 21, y / 13) + 1e-6
    return x + push * x / 21 / reach + 0.25 * strength * sample(lumps, 7.0, y, z, x), y + push * y / 13 / reach


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
