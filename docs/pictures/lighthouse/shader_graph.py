"""Shorthand for writing shader node trees."""

import bpy


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
