//! Pictures of every kind, hostile ones among them.

use image::codecs::gif::GifEncoder;
use image::{Frame, ImageEncoder, Rgba, RgbaImage};
use proptest::prelude::*;

use super::*;

/// A picture whose left half is red and whose right half is blue, seen through below the middle.
fn halves(width: u32, height: u32) -> RgbaImage {
    RgbaImage::from_fn(width, height, |x, y| {
        let alpha = if y > height / 2 { 0 } else { 255 };
        if x < width / 2 { Rgba([220, 20, 20, alpha]) } else { Rgba([20, 20, 220, alpha]) }
    })
}

fn coded(picture: &RgbaImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let picture = DynamicImage::ImageRgba8(picture.clone());
    let picture = if format == ImageFormat::Jpeg { picture.to_rgb8().into() } else { picture };
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn dots(jpeg: &[u8]) -> RgbImage {
    assert_eq!(image::guess_format(jpeg).unwrap(), ImageFormat::Jpeg);
    image::load_from_memory(jpeg).unwrap().to_rgb8()
}

/// The head of a PNG of a size, with no dots behind it.
fn bomb(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = coded(&halves(1, 1), ImageFormat::Png);
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    // The check sum of the head, over its name and what it says (PNG, section 5.5).
    let mut sum = u32::MAX;
    for byte in &bytes[12..29] {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = if sum & 1 == 1 { (sum >> 1) ^ 0xEDB8_8320 } else { sum >> 1 };
        }
    }
    bytes[29..33].copy_from_slice(&(!sum).to_be_bytes());
    bytes
}

#[test]
fn every_format_comes_out_small_and_on_white() {
    for format in [ImageFormat::Png, ImageFormat::WebP, ImageFormat::Gif] {
        let shrunk = shrink(&coded(&halves(1_000, 500), format)).unwrap();
        assert_eq!((shrunk.width, shrunk.height), (640, 320), "{format:?}");
        let (small, large) = (dots(&shrunk.small), dots(&shrunk.large));
        assert_eq!((small.dimensions(), large.dimensions()), ((160, 80), (640, 320)), "{format:?}");
        let [red, .., blue] = large.get_pixel(40, 40).0;
        assert!(red > 180 && blue < 90, "{format:?}");
        assert!(
            large.get_pixel(40, 300).0.iter().all(|one| *one > 240),
            "{format:?}: white where nothing is"
        );
    }
    let shrunk = shrink(&coded(&halves(100, 60), ImageFormat::Jpeg)).unwrap();
    assert_eq!((shrunk.width, shrunk.height), (100, 60), "what is small stays as it is");
}

#[test]
fn a_photo_is_turned_as_its_camera_was_held_and_tells_nothing_of_it() {
    let photo = halves(400, 200);
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new(&mut bytes);
    // EXIF with orientation 6, "turn a quarter to the right", and a place name in the maker's note.
    let exif = b"MM\x00\x2a\x00\x00\x00\x08\x00\x02\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00\
        \x01\x0f\x00\x02\x00\x00\x00\x06\x00\x00\x00\x26\x00\x00\x00\x00Redon\0";
    encoder.set_exif_metadata(exif.to_vec()).unwrap();
    encoder.encode_image(&DynamicImage::ImageRgba8(photo).to_rgb8()).unwrap();
    assert!(bytes.windows(5).any(|part| part == b"Redon"));
    let shrunk = shrink(&bytes).unwrap();
    assert_eq!((shrunk.width, shrunk.height), (200, 400));
    let turned = dots(&shrunk.large);
    assert!(turned.get_pixel(150, 20).0[0] > 180, "its left side is above now");
    for one in [&shrunk.small, &shrunk.large] {
        assert!(!one.windows(5).any(|part| part == b"Redon") && !one.windows(4).any(|part| part == b"Exif"));
    }
}

#[test]
fn of_an_animation_the_first_frame_is_kept() {
    let mut bytes = Vec::new();
    let mut encoder = GifEncoder::new(&mut bytes);
    for colour in [[255, 0, 0, 255], [0, 255, 0, 255], [0, 0, 255, 255]] {
        encoder.encode_frame(Frame::new(RgbaImage::from_pixel(40, 40, Rgba(colour)))).unwrap();
    }
    drop(encoder);
    let first = dots(&shrink(&bytes).unwrap().large);
    assert!(first.get_pixel(20, 20).0[0] > 200);
}

#[test]
fn what_is_hostile_is_refused_before_it_costs() {
    let png = coded(&halves(300, 300), ImageFormat::Png);
    let svg = br#"<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>"#;
    for (what, bytes, why) in [
        ("a bomb", bomb(50_000, 50_000), Unfit::TooBig),
        ("a long bomb", bomb(u32::MAX >> 1, 1), Unfit::TooBig),
        ("just too many dots", bomb(6_250, 4_001), Unfit::TooBig),
        ("dots that are not there", bomb(4_000, 4_000), Unfit::Broken),
        ("cut off", png[..png.len() / 2].to_vec(), Unfit::Broken),
        ("a program", svg.to_vec(), Unfit::Format),
        ("nothing", Vec::new(), Unfit::Format),
        ("a page", b"<!doctype html><p>hello".to_vec(), Unfit::Format),
        ("a head alone", png[..8].to_vec(), Unfit::Broken),
        (
            "another format",
            b"BM\x1e\0\0\0\0\0\0\0\x1a\0\0\0\x0c\0\0\0\x01\0\x01\0\x01\0\x18\0\0\0\xff\0".to_vec(),
            Unfit::Format,
        ),
    ] {
        assert_eq!(shrink(&bytes), Err(why), "{what}");
    }
}

#[test]
fn what_a_server_calls_it_does_not_count() {
    // It is told by its first bytes.
    assert!(shrink(&coded(&halves(30, 30), ImageFormat::WebP)).is_ok());
    let mut bytes = Vec::new();
    image::codecs::png::PngEncoder::new(&mut bytes)
        .write_image(&[7; 12], 2, 2, image::ExtendedColorType::Rgb8)
        .unwrap();
    assert!(shrink(&bytes).is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    /// Whatever bytes follow a good head: nothing breaks, and what comes out is small.
    #[test]
    fn no_bytes_break_it(at in 0..4_usize, cut in 0..2_000_usize, noise in prop::collection::vec(any::<(u16, u8)>(), 0..40)) {
        let mut bytes = coded(&halves(64, 48), FORMATS[at]);
        for (place, byte) in noise {
            let place = usize::from(place) % bytes.len();
            bytes[place] = byte;
        }
        bytes.truncate(bytes.len().saturating_sub(cut));
        if let Ok(shrunk) = shrink(&bytes) {
            prop_assert!(shrunk.width <= 640 && shrunk.height <= 640);
            prop_assert!(shrunk.large.len() <= limits::PICTURE_BYTES);
        }
    }
}
