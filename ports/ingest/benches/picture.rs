//! What it costs to make a shop's picture small: a photo as shops show it, and one as cameras take it.

use criterion::{Criterion, criterion_group, criterion_main};
use image::{DynamicImage, ImageFormat, RgbImage};

/// A picture with something to see in every corner, which no encoder makes nothing of.
fn photo(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let dot = |x: u32, y: u32| {
        let wave = |a: u32, b: u32| u8::try_from((a * a / 97 + b * 13 + (a ^ b)) % 256).unwrap_or(0);
        image::Rgb([wave(x, y), wave(y, x), wave(x + y, x)])
    };
    let mut bytes = std::io::Cursor::new(Vec::new());
    let drawn = DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, dot)).blur(1.5);
    drawn.write_to(&mut bytes, format).map_or_else(|_| Vec::new(), |()| bytes.into_inner())
}

fn shrinking(criterion: &mut Criterion) {
    for (name, width, height, format) in [
        ("a shop's photo, 1200 × 1200, JPEG", 1_200, 1_200, ImageFormat::Jpeg),
        ("a shop's photo, 1200 × 1200, PNG", 1_200, 1_200, ImageFormat::Png),
        ("a camera's photo, 4000 × 3000, JPEG", 4_000, 3_000, ImageFormat::Jpeg),
    ] {
        let bytes = photo(width, height, format);
        assert!(ingest::readers::shrunk(&bytes).is_some(), "{name}");
        criterion.bench_function(name, |bench| bench.iter(|| ingest::readers::shrunk(&bytes)));
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = shrinking
}
criterion_main!(benches);
