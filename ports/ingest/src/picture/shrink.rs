//! A stranger's picture → two small JPEGs. Pure, and bounded in memory whatever comes.
//!
//! What it is is told by its first bytes, not by what a server calls it. Of an animation the first frame is kept. It is turned as its
//! camera was held; position, camera, colours' profile and all else that came along are left behind, because only dots are written
//! again. What can be seen through is laid on white, as shops' pages are.

use std::io::Cursor;

use domain::limits;
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, RgbImage, imageops::FilterType};
use product::{Shrunk, Size};

/// Formats that are read. No SVG, which is a program; no AVIF, whose decoder is not of Rust.
const FORMATS: [ImageFormat; 4] = [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP, ImageFormat::Gif];
/// Dots of a side: beyond, no shop's picture is any better.
const SIDE: u32 = 12_000;
/// Bytes that decoding may take: the dots allowed, four bytes each, with what decoders need besides.
const BYTES: u64 = limits::PICTURE_DOTS * 4 + 32 * 1024 * 1024;
/// Quality of the JPEGs, of 100: beyond, nobody sees a difference at these sizes.
const QUALITY: u8 = 80;

/// Why nothing was made of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unfit {
    /// It is none of the formats that are read.
    Format,
    /// It has more dots than are decoded.
    TooBig,
    /// It breaks off, or makes no sense.
    Broken,
}

/// Makes a picture small.
pub(crate) fn shrink(bytes: &[u8]) -> Result<Shrunk, Unfit> {
    let whole = decoded(bytes)?;
    // The small one is made of the large one: the whole is gone through once.
    let large = fitted(whole, Size::Large);
    let (width, height) = large.dimensions();
    let small = fitted(DynamicImage::ImageRgb8(large.clone()), Size::Small);
    Ok(Shrunk { small: written(&small)?, large: written(&large)?, width, height })
}

fn decoded(bytes: &[u8]) -> Result<DynamicImage, Unfit> {
    let format = image::guess_format(bytes).map_err(|_| Unfit::Format)?;
    if !FORMATS.contains(&format) {
        return Err(Unfit::Format);
    }
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut bounds = Limits::default();
    (bounds.max_image_width, bounds.max_image_height) = (Some(SIDE), Some(SIDE));
    bounds.max_alloc = Some(BYTES);
    reader.limits(bounds);
    let limited = |error| match error {
        image::ImageError::Limits(_) => Unfit::TooBig,
        _ => Unfit::Broken,
    };
    let mut decoder = reader.into_decoder().map_err(limited)?;
    let (width, height) = decoder.dimensions();
    // Before any dot is decoded: a bomb tells its size in its head.
    let dots = u64::from(width) * u64::from(height);
    if dots == 0 {
        return Err(Unfit::Broken);
    }
    if dots > limits::PICTURE_DOTS || decoder.total_bytes() > BYTES {
        return Err(Unfit::TooBig);
    }
    let turned = decoder.orientation().unwrap_or(image::metadata::Orientation::NoTransforms);
    let mut whole = DynamicImage::from_decoder(decoder).map_err(limited)?;
    whole.apply_orientation(turned);
    Ok(whole)
}

/// A picture within a size, on white.
fn fitted(whole: DynamicImage, size: Size) -> RgbImage {
    let side = size.dots();
    let small = if whole.width() > side || whole.height() > side {
        // Far smaller first by the average of dots, which is quick, then finely.
        let near = if whole.width().max(whole.height()) > side * 4 {
            whole.thumbnail(side * 2, side * 2)
        } else {
            whole
        };
        near.resize(side, side, FilterType::CatmullRom)
    } else {
        whole
    };
    if !small.color().has_alpha() {
        return small.into_rgb8();
    }
    let seen_through = small.into_rgba8();
    let mut plain = RgbImage::new(seen_through.width(), seen_through.height());
    for (dot, out) in seen_through.pixels().zip(plain.pixels_mut()) {
        let [red, green, blue, alpha] = dot.0.map(u32::from);
        let over =
            |colour: u32| u8::try_from((colour * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX);
        out.0 = [over(red), over(green), over(blue)];
    }
    plain
}

fn written(picture: &RgbImage) -> Result<Vec<u8>, Unfit> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, QUALITY).encode_image(picture).map_err(|_| Unfit::Broken)?;
    if bytes.len() > limits::PICTURE_BYTES { Err(Unfit::TooBig) } else { Ok(bytes) }
}

#[cfg(test)]
#[path = "shrink_tests.rs"]
mod tests;
