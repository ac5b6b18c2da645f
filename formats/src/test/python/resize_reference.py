"""Writes what Pillow makes of pictures in other sizes, for ImagePreprocessingTest.

python3 formats/src/test/python/resize_reference.py > formats/src/test/resources/org/madaline/formats/image/resize.txt

Each line: interpolation, kind, old height and width, new height and width, then the values. `plane` is one plane of floats
without rounding, `crop` what torchvision's preset does with a picture of bytes: shorter side, then the middle. `bytes` is a
picture of bytes in another size, its planes as hexadecimal digits.
"""
import numpy
import PIL
from PIL import Image

FILTERS = {"BILINEAR": Image.BILINEAR, "BICUBIC": Image.BICUBIC}
BYTES = {"PILLOW_BILINEAR": Image.BILINEAR, "PILLOW_BICUBIC": Image.BICUBIC, "PILLOW_LANCZOS": Image.LANCZOS}


def byte(c, i, j):
    return (i * 31 + j * 17 + i * j * 7 + c * 101) % 256


def picture(h, w):
    return numpy.array([[[byte(c, i, j) for c in range(3)] for j in range(w)] for i in range(h)], dtype=numpy.uint8)


def line(*parts):
    print(*parts)


print("# Pillow", PIL.__version__)
for name, method in FILTERS.items():
    for h, w, newh, neww in [(13, 9, 7, 5), (13, 9, 4, 9), (5, 6, 12, 11), (1, 8, 1, 3), (24, 31, 3, 40)]:
        plane = numpy.array([[byte(0, i, j) / 255 for j in range(w)] for i in range(h)], dtype=numpy.float32)
        new = numpy.asarray(Image.fromarray(plane, mode="F").resize((neww, newh), method))
        line(name, "plane", h, w, newh, neww, *(f"{v:.7g}" for v in new.reshape(-1)))
    for h, w, size, crop in [(37, 50, 16, 14), (41, 30, 9, 8)]:
        newh, neww = (size, int(size * w / h)) if h <= w else (int(size * h / w), size)
        new = numpy.asarray(Image.fromarray(picture(h, w)).resize((neww, newh), method))
        top, left = round((newh - crop) / 2), round((neww - crop) / 2)
        new = new[top:top + crop, left:left + crop]
        line(name, "crop", h, w, size, crop, *new.transpose(2, 0, 1).reshape(-1))
for name, method in BYTES.items():
    for h, w, newh, neww in [(13, 9, 7, 5), (13, 9, 4, 9), (5, 6, 12, 11), (1, 8, 1, 3), (24, 31, 3, 40), (37, 50, 24, 24),
                             (64, 48, 64, 17), (50, 37, 11, 37), (200, 3, 7, 90), (7, 300, 61, 8), (6, 6, 6, 6)]:
        new = numpy.asarray(Image.fromarray(picture(h, w)).resize((neww, newh), method))
        line(name, "bytes", h, w, newh, neww, new.transpose(2, 0, 1).tobytes().hex())
