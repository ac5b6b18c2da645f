"""Writes small pictures of many kinds, each with what Pillow reads from it as PNG, for PictureFilesTest.

python3 formats/src/test/python/pictures_reference.py formats/src/test/resources/org/madaline/formats/image/kinds
"""
import io
import os
import struct
import sys

import numpy
from PIL import Image, TiffImagePlugin

folder = sys.argv[1]
os.makedirs(folder, exist_ok=True)
h, w = 11, 13
rgb = numpy.array([[[(i * 31 + j * 17 + i * j * 7 + c * 101) % 256 for c in range(3)] for j in range(w)] for i in range(h)],
                  dtype=numpy.uint8)
color = Image.fromarray(rgb)
grey = Image.fromarray(rgb[:, :, 0])


def both(name, picture, expected, **options):
    picture.save(os.path.join(folder, name), **options)
    expected.save(os.path.join(folder, name + ".png"))


for compression in ["raw", "tiff_lzw", "tiff_adobe_deflate", "packbits"]:
    both(f"rgb_{compression}.tif", color, color, compression=compression)
both("grey.tif", grey, grey)
both("palette.tif", color.convert("P", palette=Image.ADAPTIVE, colors=16), color.convert("P", palette=Image.ADAPTIVE, colors=16).convert("RGB"))
both("bilevel.tif", grey.convert("1"), grey.convert("1").convert("L"))
both("group4.tif", grey.convert("1"), grey.convert("1").convert("L"), compression="group4")
white = TiffImagePlugin.ImageFileDirectory_v2()
white[262] = 0
both("white_is_zero.tif", grey, grey)
data = bytearray(open(os.path.join(folder, "white_is_zero.tif"), "rb").read())
at = data.find(struct.pack("<HHI", 262, 3, 1))
data[at + 8] = 0
open(os.path.join(folder, "white_is_zero.tif"), "wb").write(data)
Image.open(os.path.join(folder, "white_is_zero.tif")).convert("L").save(os.path.join(folder, "white_is_zero.tif.png"))
deep = Image.fromarray((rgb[:, :, 0].astype(numpy.uint16) * 257))
both("deep.tif", deep, grey)
for orientation in [3, 6, 8]:
    exif = Image.Exif()
    exif[0x0112] = orientation
    turned = color.transpose({3: Image.ROTATE_180, 6: Image.ROTATE_270, 8: Image.ROTATE_90}[orientation])
    both(f"orientation_{orientation}.png", color, turned, exif=exif)
    both(f"orientation_{orientation}.tif", color, turned, exif=exif)
path = os.path.join(folder, "second_behind.jpg")
first, second = io.BytesIO(), io.BytesIO()
color.save(first, "JPEG", quality=95)
grey.resize((40, 30)).save(second, "JPEG")
open(path, "wb").write(first.getvalue() + second.getvalue())
Image.open(first).save(path + ".png")
exif = Image.Exif()
exif[0x0112] = 6
color.save(first := io.BytesIO(), "JPEG", quality=95, exif=exif)
whole = first.getvalue()
app1 = whole.find(b"\xff\xe1")
path = os.path.join(folder, "fill_bytes.jpg")
open(path, "wb").write(whole[:app1] + b"\xff\xff" + whole[app1:])
Image.open(first).transpose(Image.ROTATE_270).save(path + ".png")
