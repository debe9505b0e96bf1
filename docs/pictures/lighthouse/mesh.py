"""Building blocks of geometry."""

import math

import bpy
import numpy as np


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
