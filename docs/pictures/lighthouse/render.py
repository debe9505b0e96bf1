"""Renders lighthouse.jpg: a lighthouse on a rocky islet, late in the afternoon.

Everything in the picture is computed here; no texture, model or photograph is
read. Run it with Blender (see ../README.md):

    blender --background --python lighthouse/render.py -- lighthouse.jpg

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
from scipy.ndimage import gaussian_filter

# Blender does not put a script's own folder on the import path.
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True

from buildings import build_cottage, build_lighthouse
from landscape import build_hills, build_islet, build_sea
from materials import paint_material
from sky import build_sky

WIDTH, HEIGHT = 960, 1200
CAMERA_HEIGHT = 5.0
FIELD_OF_VIEW = math.radians(27)
HORIZON = 0.345  # height of the horizon in the frame, from the bottom


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
    scene.cycles.samples = 320
    scene.cycles.use_denoising = False
    scene.cycles.max_bounces = 5
    scene.cycles.sample_clamp_indirect = 12
    scene.render.resolution_x, scene.render.resolution_y = int(WIDTH * scale), int(HEIGHT * scale)
    scene.view_settings.view_transform = "Filmic"
    scene.view_settings.look = "Medium High Contrast"
    scene.view_settings.exposure = -3.05
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
