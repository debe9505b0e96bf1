"""Smooth random fields and the curve that blends between them."""

import numpy as np
from scipy.ndimage import map_coordinates


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
