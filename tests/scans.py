"""Scans as offices make them: pages of our own PDF drawn, turned, greyed, blurred, specked and saved as scanners save them."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageFilter


def pages(paper: Path, dots: int = 200) -> list[Image.Image]:
    """The pages of a PDF at so many dots to the inch."""
    with pypdfium2.PdfDocument(paper.read_bytes()) as document:
        return [page.render(scale=dots / 72, grayscale=True).to_pil().copy() for page in document]


def scanned(page: Image.Image, turned: float = 0, noise: float = 0, grey: int = 255, quality: int = 0, blur: float = 0) -> Image.Image:
    """A page as a scanner sees it: turned by degrees, grey paper, specks, and what JPEG leaves of it."""
    page = page.rotate(turned, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    page = page.filter(ImageFilter.GaussianBlur(blur)) if blur else page
    page = page.point(lambda value: 30 + value * (grey - 30) // 255) if grey < 255 else page
    if noise:
        page = ImageChops.add(page, Image.effect_noise(page.size, noise), 1, -128)
    if quality:
        kept = BytesIO()
        page.save(kept, "JPEG", quality=quality)
        page = Image.open(kept).convert("L")
    return page


def save(found: Sequence[Image.Image], path: Path, dots: int = 200) -> Path:
    """One file of all pages; what it is, its name says."""
    first, *rest = found
    more = {"save_all": True, "append_images": rest} if path.suffix in (".tiff", ".pdf") else {}
    first.save(path, dpi=(dots, dots), resolution=dots, **more)
    return path
